import type { BoundExpr } from '../../expr/bound.ts'
import { correlate } from '../../logical/correlate.ts'
import { conjunction, conjuncts, inputsOf, isDeterministic } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import type { Rule } from '../rule.ts'

/** Conditions move to the side that they speak of; those on what LEFT may pad stay above. */
export const filterCorrelateTranspose: Rule = {
  name: 'FilterCorrelateRule',
  apply(node) {
    if (node.kind !== 'Filter' || node.input.kind !== 'Correlate') return undefined
    const below = node.input
    const width = below.input.columns.length
    const only = (part: BoundExpr, belongs: (column: number) => boolean): boolean => {
      const columns = inputsOf(part)
      return columns.size > 0 && isDeterministic(part) && [...columns].every(belongs)
    }
    const left: BoundExpr[] = []
    const right: BoundExpr[] = []
    const rest: BoundExpr[] = []
    for (const part of conjuncts(node.condition)) {
      if (only(part, (i) => i < width)) left.push(part)
      else if (below.joinType === 'INNER' && only(part, (i) => i >= width)) right.push(part)
      else rest.push(part)
    }
    if (left.length + right.length === 0) return undefined
    const onLeft = conjunction(left)
    const input = onLeft === undefined ? below.input : filter(below.input, onLeft, node.span)
    const own = below.condition === undefined ? [] : [below.condition]
    const condition = conjunction([...own, ...right])
    const { fn, fnColumns, joinType } = below
    const moved = correlate(input, { fn, fnColumns, joinType, ...(condition && { condition }) }, below.span)
    const above = conjunction(rest)
    return above === undefined ? moved : filter(moved, above, node.span)
  },
}
