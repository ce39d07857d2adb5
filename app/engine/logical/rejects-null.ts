import type { BoundExpr } from '../expr/bound.ts'
import { conjuncts } from './expressions.ts'
import { searchForms } from './search-form.ts'

/**
 * Whether a condition cannot be TRUE where all of these columns are NULL, as far as Flink's planner sees it: then a
 * filter above an outer join drops the padded rows. It does not see it of what it keeps as a SEARCH.
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
  const areNeverTrue = (op: 'AND' | 'OR', parts: readonly BoundExpr[]): boolean => {
    const forms = searchForms(op, parts)
    const isNever = (part: BoundExpr): boolean => forms.get(part) !== 'search' && isNeverTrue(part)
    return op === 'AND' ? parts.some(isNever) : parts.every(isNever)
  }
  const isNeverTrue = (expr: BoundExpr): boolean => {
    if (expr.kind === 'constant') return expr.value !== true
    if (expr.kind === 'call' && expr.fn.name === 'IS NOT DISTINCT FROM') return comparesToLiteral(expr.args, isNull)
    // what is NULL on both sides is not distinct
    if (expr.kind === 'call' && expr.fn.name === 'IS DISTINCT FROM') return expr.args.every(isNull)
    if (expr.kind !== 'logic') return isNull(expr)
    const [only] = expr.args
    switch (expr.op) {
      case 'AND':
        return areNeverTrue('AND', conjuncts(expr))
      case 'OR':
        return areNeverTrue('OR', expr.args)
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
    if (expr.kind === 'call' && expr.fn.name === 'IS NOT DISTINCT FROM') return expr.args.every(isNull)
    if (expr.kind !== 'logic') return isNull(expr)
    const [only] = expr.args
    if (expr.op === 'IS NULL') return only !== undefined && isNull(only)
    if (expr.op === 'AND') return expr.args.every(isNeverFalse)
    return expr.op === 'OR' && expr.args.some(isNeverFalse)
  }
  return areNeverTrue('AND', conjuncts(condition))
}

/** Of a literal that is not NULL nothing but the same value is not distinct. */
const comparesToLiteral = (args: readonly BoundExpr[], isNull: (expr: BoundExpr) => boolean): boolean =>
  args.some((arg) => arg.kind === 'constant' && arg.value !== null) && args.some(isNull)

/** Operators that give NULL where an operand is NULL, among those of which Flink's planner knows it. */
const PASSES_NULL: ReadonlySet<string> = new Set([
  ...'= <> < <= > >= + - * / LIKE FLOOR CEIL EXTRACT TRIM'.split(' '),
  'SIMILAR TO',
])
