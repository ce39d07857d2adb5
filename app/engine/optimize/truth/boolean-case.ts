import { BOOLEAN, notNull, withNullable } from '../../../types/construct-type.ts'
import { type BoundExpr, type CaseCall, caseBranch, type ScalarCall } from '../../expr/bound.ts'
import { isSafe } from '../../expr/null-check.ts'
import { operandsOf } from '../../expr/operands.ts'
import { isRangeOfApproximate } from '../../expr/turned-around.ts'
import { inputsOf } from '../../logical/expressions.ts'

/**
 * A CASE of truth values as AND and OR, into which Flink's planner takes it apart where none of its parts can fail:
 * `CASE WHEN p THEN x ELSE y END` is `(p AND x) OR (y AND NOT p)`. It shows where that NOT turns a comparison around, and
 * where all values are literals, for then the condition is plain; undefined elsewhere.
 */
export function asJunctions(expr: CaseCall): BoundExpr | undefined {
  if (expr.type.kind !== 'BOOLEAN' || expr.asFunction === true) return undefined
  const cases = [...expr.branches, caseBranch(truth(true, expr), expr.otherwise)]
  const areTruths = cases.every((one) => isTruth(one.then, true) || isTruth(one.then, false))
  if (!areTruths && !expr.branches.some((branch) => comparesApproximate(branch.when))) return undefined
  if (!cases.every((one, i) => (i === 0 || isSafe(one.when)) && isSafe(one.then))) return undefined
  const terms: BoundExpr[] = []
  const passed: BoundExpr[] = []
  for (const { when, then: value } of cases) {
    const condition = isTrue(when)
    const counts = !isTruth(value, false)
    if (counts) {
      const parts = [condition, value].filter((part) => !isTruth(part, true))
      terms.push(junction('AND', [...parts, ...passed.map(not)], expr))
    }
    if (!(areTruths && counts)) passed.push(condition)
  }
  return junction('OR', terms, expr)
}

/** `CASE … THEN x … END = y` as a CASE of comparisons; an equality that may join two inputs stays as it is. */
export function movedIntoCase(expr: ScalarCall): CaseCall | undefined {
  const place = expr.args.findLastIndex((arg) => arg.kind === 'case' && arg.asFunction !== true)
  const cases = expr.args[place]
  if (expr.type.kind !== 'BOOLEAN' || cases?.kind !== 'case') return undefined
  if (!cases.branches.some((branch) => comparesApproximate(branch.when))) return undefined
  if (expr.fn.name === '=' && readsOtherColumns(expr.args)) return undefined
  const moved = (value: BoundExpr): BoundExpr => ({ ...expr, args: expr.args.with(place, value) })
  const branches = cases.branches.map((branch) => caseBranch(branch.when, moved(branch.then)))
  return { kind: 'case', branches, otherwise: moved(cases.otherwise), type: expr.type, span: expr.span }
}

function readsOtherColumns(args: readonly BoundExpr[]): boolean {
  const [left, right] = args.map((arg) => inputsOf(arg))
  if (left === undefined || right === undefined || left.size === 0 || right.size === 0) return false
  return [...left].every((column) => !right.has(column))
}

const comparesApproximate = (expr: BoundExpr): boolean =>
  isRangeOfApproximate(expr) || operandsOf(expr).some(comparesApproximate)

const isTruth = (expr: BoundExpr, value: boolean): boolean => expr.kind === 'constant' && expr.value === value

const truth = (value: boolean, { span }: BoundExpr): BoundExpr => ({
  kind: 'constant',
  value,
  type: notNull(BOOLEAN),
  span,
})

const isTrue = (expr: BoundExpr): BoundExpr =>
  expr.type.nullable ? { kind: 'logic', op: 'IS TRUE', args: [expr], type: notNull(BOOLEAN), span: expr.span } : expr

const not = (expr: BoundExpr): BoundExpr => ({
  kind: 'logic',
  op: 'NOT',
  args: [expr],
  type: withNullable(BOOLEAN, expr.type.nullable),
  span: expr.span,
})

function junction(op: 'AND' | 'OR', args: readonly BoundExpr[], like: BoundExpr): BoundExpr {
  const [only] = args
  if (only === undefined) return truth(op === 'AND', like)
  if (args.length === 1) return only
  const isNullable = args.some((arg) => arg.type.nullable)
  return { kind: 'logic', op, args, type: withNullable(BOOLEAN, isNullable), span: like.span }
}
