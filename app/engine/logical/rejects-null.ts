import type { BoundExpr } from '../expr/bound.ts'

/**
 * Whether a condition cannot be TRUE where all of these columns are NULL: then a filter above an outer
 * join drops the padded rows.
 */
export function rejectsNull(condition: BoundExpr, isNullColumn: (index: number) => boolean): boolean {
  const isNull = (expr: BoundExpr): boolean => {
    switch (expr.kind) {
      case 'input':
        return isNullColumn(expr.index)
      case 'constant':
        return expr.value === null
      case 'cast':
        return isNull(expr.operand)
      case 'call':
        return PASSES_NULL.has(expr.fn.name) && expr.args.some(isNull)
      default:
        return false
    }
  }
  const isNeverTrue = (expr: BoundExpr): boolean => {
    if (expr.kind === 'constant') return expr.value !== true
    if (expr.kind !== 'logic') return isNull(expr)
    const [only] = expr.args
    switch (expr.op) {
      case 'AND':
        return expr.args.some(isNeverTrue)
      case 'OR':
        return expr.args.every(isNeverTrue)
      case 'IS NOT NULL':
        return only !== undefined && isNull(only)
      case 'IS TRUE':
        return only !== undefined && isNeverTrue(only)
      case 'NOT':
        return only !== undefined && isNeverFalse(only)
      default:
        return false
    }
  }
  const isNeverFalse = (expr: BoundExpr): boolean => {
    if (expr.kind !== 'logic') return isNull(expr)
    const [only] = expr.args
    if (expr.op === 'IS NULL') return only !== undefined && isNull(only)
    if (expr.op === 'AND') return expr.args.every(isNeverFalse)
    return expr.op === 'OR' && expr.args.some(isNeverFalse)
  }
  return isNeverTrue(condition)
}

/** Operators that give NULL where an operand is NULL, among those of which Flink's planner knows it. */
const PASSES_NULL: ReadonlySet<string> = new Set(
  '= <> < <= > >= + - * / % MOD LIKE SIMILAR_TO FLOOR CEIL EXTRACT'.split(' '),
)
