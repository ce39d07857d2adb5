import { SqlError } from '../../sql/diagnostic.ts'
import { CastFailure } from '../../types/cast/cast-failure.ts'
import { BOOLEAN, notNull, nullable } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import { RunFailure } from '../run-failure.ts'
import { type BoundExpr, type CaseCall, type Constant, caseBranch, type LogicCall, type ScalarCall } from './bound.ts'
import { sameExpr } from './same-expr.ts'

type Evaluate = (expr: BoundExpr) => Value

/**
 * Flink's constant folding: calls whose arguments are all constants become their value at plan time.
 * A division of constants by zero is refused then; whatever else cannot be computed stays as it is
 * and fails when it runs. Throws SqlError of phase plan.
 */
export function foldConstants(expr: BoundExpr, constant: Evaluate): BoundExpr {
  const fold = (part: BoundExpr): BoundExpr => foldConstants(part, constant)
  switch (expr.kind) {
    case 'input':
    case 'constant':
    case 'correlated':
      return expr
    case 'logic':
      return foldLogic(expr, fold, constant)
    case 'case':
      return foldCase(expr, fold)
    case 'call':
      return foldCall(expr, fold, constant)
    case 'cast':
    case 'field': {
      const operand = fold(expr.operand)
      const folded = { ...expr, operand }
      return operand.kind === 'constant' ? evaluated(folded, constant) : folded
    }
  }
}

function foldCall(expr: ScalarCall, fold: (part: BoundExpr) => BoundExpr, constant: Evaluate): BoundExpr {
  const args = expr.args.map(fold)
  const folded: ScalarCall = { ...expr, args }
  const [left, right] = args
  if (left && right && args.length === 2) {
    const reflexive = REFLEXIVE[expr.fn.name]
    if (reflexive !== undefined && sameExpr(left, right)) return comparisonWithItself(left, reflexive, expr)
  }
  // Compiled once although nothing is computed: that is when a call refuses what Flink's planner refuses.
  if (args.length === 0 && !expr.fn.deterministic) expr.fn.implement({ args: [], type: expr.type })
  if (!expr.fn.deterministic || !args.every((arg) => arg.kind === 'constant')) return folded
  if (expr.fn.name === '/' && isZero(right)) throw divisionByZero(expr)
  return evaluated(folded, constant)
}

/** What `x op x` is where x is not NULL: Flink's planner knows without looking at x, so NaN equals NaN. */
const REFLEXIVE: Readonly<Record<string, boolean>> = {
  '=': true,
  '>=': true,
  '<=': true,
  '<>': false,
  '<': false,
  '>': false,
}

function comparisonWithItself(operand: BoundExpr, result: boolean, expr: ScalarCall): BoundExpr {
  const { span } = expr
  const value: Constant = { kind: 'constant', value: result, type: notNull(BOOLEAN), span }
  if (!operand.type.nullable) return value
  const isNull: BoundExpr = { kind: 'logic', op: 'IS NULL', args: [operand], type: notNull(BOOLEAN), span }
  const unknown: Constant = { kind: 'constant', value: null, type: nullable(BOOLEAN), span }
  return { kind: 'case', branches: [caseBranch(isNull, unknown)], otherwise: value, type: expr.type, span }
}

const isZero = (expr: BoundExpr | undefined): boolean => expr?.kind === 'constant' && expr.value === 0

function divisionByZero(expr: ScalarCall): SqlError {
  return new SqlError({
    code: 'bind.division-by-zero',
    severity: 'error',
    message: 'Division by zero',
    span: expr.span,
    phase: 'plan',
  })
}

function foldLogic(expr: LogicCall, fold: (part: BoundExpr) => BoundExpr, constant: Evaluate): BoundExpr {
  if (expr.op !== 'AND' && expr.op !== 'OR') {
    const args = expr.args.map(fold)
    const folded: LogicCall = { ...expr, args }
    return args.every((arg) => arg.kind === 'constant') ? evaluated(folded, constant) : folded
  }
  const decided = expr.op === 'OR'
  const args: BoundExpr[] = []
  for (const arg of expr.args) {
    const folded = fold(arg)
    if (folded.kind === 'constant' && folded.value === decided) return { ...folded, type: expr.type, span: expr.span }
    if (!(folded.kind === 'constant' && folded.value === !decided)) args.push(folded)
  }
  if (args.length === 0) return { kind: 'constant', value: !decided, type: expr.type, span: expr.span }
  const [only] = args
  if (args.length === 1 && only) return only
  const folded: LogicCall = { ...expr, args }
  return args.every((arg) => arg.kind === 'constant') ? evaluated(folded, constant) : folded
}

/** Branches that cannot be reached are gone before anyone looks into them. */
function foldCase(expr: CaseCall, fold: (part: BoundExpr) => BoundExpr): BoundExpr {
  const branches: CaseCall['branches'][number][] = []
  let otherwise: BoundExpr | undefined
  for (const branch of expr.branches) {
    const when = fold(branch.when)
    if (when.kind !== 'constant') {
      branches.push(caseBranch(when, fold(branch.then)))
    } else if (when.value === true) {
      otherwise = fold(branch.then)
      break
    }
  }
  otherwise ??= fold(expr.otherwise)
  if (branches.length > 0) return { ...expr, branches, otherwise }
  return otherwise.kind === 'constant' ? { ...otherwise, type: expr.type } : otherwise
}

function evaluated(expr: BoundExpr, constant: Evaluate): BoundExpr {
  try {
    const value = literalOf(constant(expr), expr.type)
    return { kind: 'constant', value, type: value === null ? nullable(expr.type) : expr.type, span: expr.span }
  } catch (failure) {
    if (failure instanceof RunFailure || failure instanceof CastFailure) return expr
    throw failure
  }
}

/** A literal of type CHAR has exactly its length, whatever the function gave: UPPER('straße') is 'STRASS'. */
function literalOf(value: Value, type: LogicalType): Value {
  if (type.kind !== 'CHAR' || typeof value !== 'string') return value
  return value.slice(0, type.length).padEnd(type.length)
}
