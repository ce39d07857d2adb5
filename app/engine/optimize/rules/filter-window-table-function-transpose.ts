import type { BoundExpr } from '../../expr/bound.ts'
import { conjunction, conjuncts, inputsOf, isDeterministic } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import { windowTableFunction } from '../../logical/window-table-function.ts'
import type { Rule } from '../rule.ts'

/** Conditions that do not speak of the window are checked before rows are assigned to windows. */
export const filterWindowTableFunctionTranspose: Rule = {
  name: 'FilterWindowTableFunctionTransposeRule',
  apply(node) {
    if (node.kind !== 'Filter' || node.input.kind !== 'WindowTableFunction') return undefined
    const table = node.input
    if (table.window.kind === 'SESSION') return undefined
    const width = table.input.columns.length
    const below = (expr: BoundExpr): boolean => isDeterministic(expr) && [...inputsOf(expr)].every((i) => i < width)
    const parts = conjuncts(node.condition)
    const pushed = conjunction(parts.filter(below))
    if (pushed === undefined) return undefined
    const input = filter(table.input, pushed, node.span)
    const above = windowTableFunction(input, table.window, table.partitionBy, table.columns, table.span)
    const rest = conjunction(parts.filter((p) => !below(p)))
    return rest === undefined ? above : filter(above, rest, node.span)
  },
}
