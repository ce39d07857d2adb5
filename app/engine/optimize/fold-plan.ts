import { must } from '../../base/assert.ts'
import { SqlError, sqlError, unsupported } from '../../sql/diagnostic.ts'
import { isCharacter } from '../../types/type-family.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { isConstantPart } from '../expr/constant-part.ts'
import { foldConstants } from '../expr/fold.ts'
import { knownCondition } from '../expr/null-check.ts'
import { operandsOf } from '../expr/operands.ts'
import { assertPlannable } from '../expr/plannable.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { operandOf, withOperand } from '../logical/correlate.ts'
import { conjunction, conjuncts } from '../logical/expressions.ts'
import { inputsOf, withInputs } from '../logical/inputs.ts'
import type { LogicalJoin } from '../logical/join.ts'
import { isNeverTrue } from '../logical/never-true.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { LogicalTemporalJoin } from '../logical/temporal-join.ts'
import { nestsNeutralCalls, withoutNeutralCalls } from './neutral-calls.ts'
import type { RuleContext } from './rule.ts'
import { assertKeysCompare } from './rules/join-key-types.ts'
import { decided } from './rules/reduce-condition.ts'
import { isDistinctFromItself } from './rules/simplify-filter-condition.ts'
import { simplifiedCondition, TruthSimplifier } from './truth/truth-simplifier.ts'

/** Constant expressions become their values, or fail the plan as `1/0` does. */
export const foldPlan = (node: LogicalNode, context: RuleContext): LogicalNode => foldBelow(node, context, 0)

/** `extras`: so many last columns are computed for windows. */
function foldBelow(node: LogicalNode, context: RuleContext, extras: number): LogicalNode {
  const foldOnce = (expr: BoundExpr): BoundExpr => foldConstants(expr, (e) => context.constant(e))
  const fold = (expr: BoundExpr): BoundExpr => {
    const folded = foldOnce(expr)
    const settled = withoutNeutralCalls(folded)
    return settled === folded ? folded : foldOnce(settled)
  }
  const again = (before: BoundExpr, after: BoundExpr): BoundExpr => (after === before ? after : foldOnce(after))
  const value = (expr: BoundExpr, i: number, { length }: readonly BoundExpr[]): BoundExpr => {
    const folded = i < length - extras ? fold(expr) : foldOnce(expr)
    return again(folded, new TruthSimplifier(context).simplify(folded, 'UNKNOWN'))
  }
  const condition = (expr: BoundExpr): BoundExpr => {
    // that something is not NULL which cannot be is known without a look at it
    if (expr.kind === 'logic' && expr.op === 'IS NOT NULL' && knownCondition(expr) === true) return decided(expr)
    const folded = fold(expr)
    // a constant is computed before it shows whether it is needed, but for a condition that always holds
    if (folded.kind !== 'constant' || folded.value !== true) constantParts(expr).forEach(assertPlannable)
    return again(folded, simplifiedCondition(folded, context))
  }
  const below = withInputs(
    node,
    inputsOf(node).map((input) => foldBelow(input, context, node.kind === 'Over' ? (node.extras ?? 0) : 0)),
  )
  switch (below.kind) {
    case 'Project':
      return Object.freeze({
        ...below,
        exprs: below.exprs.map((expr, i, all) => (isOpaque(expr) ? expr : value(expr, i, all))),
      })
    case 'Join':
      if (nestsNeutralCalls(foldOnce(below.condition)))
        throw unsupported('one call that changes no number within another in ON', below.condition.span)
      assertComparable(below)
      assertKeysCompare(below)
      return Object.freeze({
        ...below,
        condition: decided(unlessContradictory(below.condition, (c) => foldOn(c, condition))),
      })
    case 'Filter':
      return Object.freeze({ ...below, condition: decided(unlessContradictory(below.condition, condition)) })
    case 'TemporalJoin':
      return Object.freeze({ ...below, condition: decided(versioned(condition(below.condition), below)) })
    case 'Correlate':
      return Object.freeze({
        ...below,
        fn: withOperand(below.fn, fold(operandOf(below.fn))),
        ...(below.condition && { condition: fold(below.condition) }),
      })
    case 'Values':
      return Object.freeze({ ...below, rows: below.rows.map((row) => row.map((e) => fold(must(e)))) })
    default:
      return below
  }
}

/** The largest parts that read no column. */
const constantParts = (expr: BoundExpr): readonly BoundExpr[] =>
  isConstantPart(expr) ? [expr] : operandsOf(expr).flatMap(constantParts)

/** A text beside a number is refused in a condition of a join before it shows whether there are rows to join. */
function assertComparable({ condition }: LogicalJoin): void {
  const parts = conjuncts(condition)
  for (const part of parts) {
    if (part.kind !== 'call' || part.fn.name !== '=' || part.unplannable === undefined) continue
    const others = conjunction(parts.filter((other) => other !== part))
    const isMixed = new Set(part.args.map(({ type }) => isCharacter(type))).size === 2
    if (isMixed && (others === undefined || !isNeverTrue(others))) throw part.unplannable
  }
}

/** A part that cannot be planned does not matter where the others contradict each other: they are FALSE before. */
function unlessContradictory(condition: BoundExpr, fold: (condition: BoundExpr) => BoundExpr): BoundExpr {
  try {
    return fold(condition)
  } catch (failure) {
    const others = conjuncts(condition).flatMap((part) => {
      try {
        return [fold(part)]
      } catch (other) {
        if (other instanceof SqlError && other.diagnostic.phase === 'plan') return []
        throw other
      }
    })
    const rest = conjunction(others)
    if (!(failure instanceof SqlError) || rest === undefined || !isNeverTrue(rest)) throw failure
    return rest
  }
}

/** A condition that cannot be met leaves no key to find versions by. */
function versioned(condition: BoundExpr, join: LogicalTemporalJoin): BoundExpr {
  if (!isNeverTrue(condition) || looksUp(join)) return condition
  const message = 'Currently the join key in Temporal Table Join can not be empty.'
  throw sqlError('plan', 'temporal-join-key', message, condition.span)
}

/** Whether the rows of a table are asked for; what is wrong with other lookups is found later. */
function looksUp({ rightTime, viewed, right }: LogicalTemporalJoin): boolean {
  return rightTime === undefined && viewed !== true && right.kind === 'TableScan' && right.table.lookup
}

/**
 * In ON, x IS DISTINCT FROM x beside a comparison of x is not seen through: the planner has split it in two by then,
 * and has left out the half that the comparison says as well.
 */
function foldOn(condition: BoundExpr, fold: (expr: BoundExpr) => BoundExpr): BoundExpr {
  const parts = conjuncts(condition)
  const hidden = parts.filter((part) => isDistinctFromItself(part) && comparedBeside(part, parts))
  if (hidden.length === 0) return fold(condition)
  const others = conjunction(parts.filter((part) => !hidden.includes(part)))
  return must(conjunction(others === undefined ? hidden : [fold(others), ...hidden]))
}

/** As a column, or as the condition of FILTER, it is not seen through either, and x is read. */
function isOpaque(expr: BoundExpr): boolean {
  if (expr.kind === 'logic' && expr.op === 'IS TRUE') return expr.args.every(isOpaque)
  return isDistinctFromItself(expr) && argumentsOf(expr).some(({ type }) => type.nullable)
}

const argumentsOf = (part: BoundExpr): readonly BoundExpr[] => (part.kind === 'call' ? part.args : [])

function comparedBeside(part: BoundExpr, parts: readonly BoundExpr[]): boolean {
  const [operand] = argumentsOf(part)
  return (
    operand?.type.nullable === true &&
    parts.some((other) => other !== part && argumentsOf(other).some((compared) => sameExpr(compared, operand)))
  )
}
