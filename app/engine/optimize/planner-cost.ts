import type { LogicalType } from '../../types/logical-type.ts'
import { sameIgnoringNullability } from '../../types/type-text.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column } from '../logical/column.ts'

// What Flink's planner weighs where two plans say the same: computations first (CommonCalc), then bytes (FlinkRelMdSize).

/** How many columns a projection computes. Casts are free to Flink's planner, whatever they cast. */
export const computations = (exprs: readonly BoundExpr[]): number => exprs.filter(isComputation).length

function isComputation(expr: BoundExpr): boolean {
  if (expr.kind === 'cast' && sameIgnoringNullability(expr.operand.type, expr.type)) return isComputation(expr.operand)
  if (expr.kind === 'cast') return expr.mode === 'try'
  return expr.kind !== 'input' && expr.kind !== 'constant'
}

/** The bytes of a row as that planner estimates them. */
export const rowSize = (columns: readonly Column[]): number =>
  columns.reduce((sum, { type }) => sum + typeSize(type), 0)

function typeSize(type: LogicalType): number {
  switch (type.kind) {
    case 'ROW':
    case 'STRUCTURED':
      return type.fields.reduce((sum, field) => sum + typeSize(field.type), 0)
    case 'ARRAY':
      return typeSize(type.element) * 16
    case 'MAP':
      return (typeSize(type.key) + typeSize(type.value)) * 16
    case 'MULTISET':
      return (typeSize(type.element) + SIZES.INT) * 16
    default:
      return type.kind in SIZES ? SIZES[type.kind as keyof typeof SIZES] : ANY_SIZE
  }
}

const SIZES = {
  BOOLEAN: 1,
  CHAR: 1,
  TINYINT: 1,
  SMALLINT: 2,
  INT: 4,
  FLOAT: 4,
  INTERVAL_DAY_SECOND: 4,
  INTERVAL_YEAR_MONTH: 8,
  BIGINT: 8,
  DOUBLE: 8,
  VARCHAR: 12,
  DECIMAL: 12,
  DATE: 12,
  TIME: 12,
  TIMESTAMP: 12,
  TIMESTAMP_LTZ: 12,
  BINARY: 16,
  VARBINARY: 16,
  VARIANT: 16,
} as const satisfies Partial<Record<LogicalType['kind'], number>>
const ANY_SIZE = 128
