import type { Expr, FrameBound } from '../../../sql/ast.ts'
import { type SqlError, sqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { isApproximate, isDatetime } from '../../../types/type-family.ts'
import type { Value } from '../../../types/value.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { inputsOf } from '../../logical/expressions.ts'
import type { OverBound } from '../../logical/over.ts'

export interface FrameSurroundings {
  readonly unit: 'ROWS' | 'RANGE'
  /** The frame stands in a WINDOW clause, where Flink's validator does not look at it. */
  readonly isNamed: boolean
  bind(expr: Expr): BoundExpr
  constant(expr: BoundExpr): Value
}

/** Where a frame begins or ends. What Flink only refuses when it plans is kept as such. */
export function frameBound(bound: FrameBound, around: FrameSurroundings): OverBound {
  if (bound.kind !== 'PRECEDING' && bound.kind !== 'FOLLOWING') return { kind: bound.kind }
  const { kind, span } = bound
  const written = around.bind(bound.value)
  const isConstant = written.kind === 'constant' || inputsOf(written).size === 0
  const late = (refusal: string, always = false): OverBound => ({ kind, value: Number.NaN, refusal, always })
  const { type } = written
  if (type.kind === 'INTERVAL_YEAR_MONTH' || type.kind === 'INTERVAL_DAY_SECOND') {
    if (around.unit === 'ROWS') throw unsupported('ROWS INTERVAL', span)
    if (!isConstant) throw unsupported('a computed bound of a range', span)
    if (type.kind === 'INTERVAL_YEAR_MONTH') return late(notAllowed(type.kind))
  }
  if (around.unit === 'RANGE') return { kind, value: rangeOf(around.constant(written), type.kind, span) }
  if (around.isNamed && !isNumber(written)) {
    const isLiteral = bound.value.kind === 'literal'
    return isLiteral ? late(notAllowed(FAMILIES[type.kind] ?? type.kind), true) : late(NO_EXPRESSION)
  }
  assertCountable(written, span)
  if (!isConstant) {
    if (around.isNamed) return late(NO_EXPRESSION)
    throw noCount(span)
  }
  if (isMade(written)) return late(NO_EXPRESSION)
  if (FAMILIES[type.kind] !== undefined) return late(notAllowed(FAMILIES[type.kind] ?? 'ANY'), true)
  const value = Number(around.constant(written)) / 10 ** (type.kind === 'DECIMAL' ? type.scale : 0)
  if (isApproximate(type) || !Number.isInteger(value) || value < 0) throw noCount(span)
  if (type.kind === 'DECIMAL') return late('the specific value is decimal which haven not supported yet.')
  return { kind, value }
}

const NO_EXPRESSION = 'Expressions for window boundary are not allowed'
const notAllowed = (family: string): string => `${family} type is not allowed for window boundary`

const FAMILIES: Readonly<Record<string, string>> = {
  BOOLEAN: 'BOOLEAN',
  CHAR: 'CHARACTER',
  VARCHAR: 'CHARACTER',
  BINARY: 'BINARY',
  VARBINARY: 'BINARY',
}

/** What is no literal and Flink's planner makes none of. */
function isMade(expr: BoundExpr): boolean {
  if (expr.kind === 'cast') return FAMILIES[expr.operand.type.kind] !== undefined
  return expr.type.kind === 'ARRAY' || expr.type.kind === 'ROW' || expr.type.kind === 'MAP'
}

const isNumber = ({ type, kind }: BoundExpr): boolean => kind !== 'input' && !isDatetime(type) && type.kind !== 'NULL'

function rangeOf(constant: Value, kind: string, span: Span): number {
  const value = Number(constant)
  if (kind === 'INTERVAL_DAY_SECOND' && value < 0) throw unsupported('a negative bound of a range', span)
  return value
}

function assertCountable({ type }: BoundExpr, span: Span): void {
  if (type.kind === 'NULL') throw sqlError('parse', 'frame', "Illegal use of 'NULL'", span)
  if (isDatetime(type)) throw sqlError('parse', 'frame', 'A time is no number of rows', span)
}

const noCount = (span: Span): SqlError =>
  sqlError('parse', 'frame', 'ROWS value must be a non-negative integral constant', span)
