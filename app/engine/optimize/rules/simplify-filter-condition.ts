import { BOOLEAN, notNull } from '../../../types/construct-type.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { mapOperands } from '../../logical/expressions.ts'
import type { Rule } from '../rule.ts'

/**
 * WHERE x = x lets every row through, also where x is NULL: Flink compares the columns, not their values. It does so
 * in WHERE alone; in HAVING, in ON and as a column the comparison asks whether x is NULL.
 */
export const simplifyFilterCondition: Rule = {
  name: 'SimplifyFilterConditionRule',
  apply(node) {
    if (node.kind !== 'Filter' || node.input.kind === 'Aggregate') return undefined
    let changed = false
    const simplified = (expr: BoundExpr): BoundExpr => {
      const known = comparisonWithItself(expr)
      if (known === undefined) return mapOperands(expr, simplified)
      changed = true
      return { kind: 'constant', value: known, type: notNull(BOOLEAN), span: expr.span }
    }
    const condition = simplified(node.condition)
    return changed ? Object.freeze({ ...node, condition }) : undefined
  },
}

/** What the comparison of a column with itself says, whatever its value; undefined for anything else. */
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
