import { BOOLEAN, notNull } from '../../../types/construct-type.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { mapOperands } from '../../expr/operands.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import { isDeterministic } from '../../logical/expressions.ts'
import type { LogicalFilter } from '../../logical/filter.ts'
import type { Rule } from '../rule.ts'

/**
 * WHERE x = x lets every row through, also where x is NULL: Flink compares the columns, not their values. It does so
 * in WHERE alone; in HAVING, in ON and as a column the comparison asks whether x is NULL.
 */
export const simplifyFilterCondition: Rule = {
  name: 'SimplifyFilterConditionRule',
  apply(node) {
    if (node.kind !== 'Filter' || node.input.kind === 'Aggregate') return undefined
    return withKnown(node, comparisonWithItself)
  },
}

/** x IS DISTINCT FROM x is FALSE where it is written as a filter; in ON it is computed row by row. */
export const simplifyDistinctFrom: Rule = {
  name: 'SimplifyFilterConditionRule',
  apply: (node) => (node.kind === 'Filter' ? withKnown(node, distinctFromItself) : undefined),
}

/** The filter with what is known of parts of its condition; undefined if nothing is. */
function withKnown(node: LogicalFilter, known: (expr: BoundExpr) => boolean | undefined): LogicalFilter | undefined {
  let changed = false
  const simplified = (expr: BoundExpr): BoundExpr => {
    const value = known(expr)
    if (value === undefined) return mapOperands(expr, simplified)
    changed = true
    return { kind: 'constant', value, type: notNull(BOOLEAN), span: expr.span }
  }
  const condition = simplified(node.condition)
  return changed ? Object.freeze({ ...node, condition }) : undefined
}

/** What the comparison of a column with itself says, whatever its value. */
function comparisonWithItself(expr: BoundExpr): boolean | undefined {
  if (expr.kind !== 'call') return undefined
  const [a, b] = expr.args
  return a?.kind === 'input' && b?.kind === 'input' && a.index === b.index ? OF_ITSELF[expr.fn.name] : undefined
}

const OF_ITSELF: Readonly<Record<string, boolean>> = {
  '=': true,
  '>=': true,
  '<=': true,
  '<>': false,
  '>': false,
  '<': false,
}

const distinctFromItself = (expr: BoundExpr): boolean | undefined => (isDistinctFromItself(expr) ? false : undefined)

export function isDistinctFromItself(expr: BoundExpr): boolean {
  if (expr.kind !== 'call' || expr.fn.name !== 'IS DISTINCT FROM') return false
  const [a, b] = expr.args
  return a !== undefined && b !== undefined && isDeterministic(a) && sameExpr(a, b)
}
