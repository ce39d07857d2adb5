import { must } from '../../../base/assert.ts'
import { sameIgnoringNullability } from '../../../types/type-text.ts'
import type { AggregateCall, BoundExpr } from '../../expr/bound.ts'
import { inputRef, project } from '../../logical/project.ts'
import { uniqueKeys } from '../../logical/unique-keys.ts'
import type { Rule } from '../rule.ts'

/** Grouping by a unique key makes groups of one row: SUM, MIN and MAX are then the value itself. */
export const aggregateRemove: Rule = {
  name: 'FlinkAggregateRemoveRule',
  apply(node) {
    if (node.kind !== 'Aggregate' || node.keys.length === 0 || node.sets.length !== 1) return undefined
    if (!node.calls.every(isOfOneRow) || node.groupings.length > 0) return undefined
    const unique = uniqueKeys(node.input).some((key) => key.every((c) => node.keys.includes(c)))
    if (!unique) return undefined
    const exprs = [
      ...node.keys.map((k) => inputRef(node.input, k, node.span)),
      ...node.calls.map((call): BoundExpr => {
        const value = inputRef(node.input, must(call.args[0], 'argument'), call.span)
        if (sameIgnoringNullability(value.type, call.type)) return value
        return { kind: 'cast', mode: 'implicit', operand: value, type: call.type, span: call.span }
      }),
    ]
    return project(
      node.input,
      exprs,
      node.columns.map((c) => c.name),
      node.span,
    )
  },
}

const OF_ONE_ROW: ReadonlySet<string> = new Set(['SUM', 'MIN', 'MAX'])

const isOfOneRow = (call: AggregateCall): boolean =>
  OF_ONE_ROW.has(call.fn.name) && call.filter === undefined && call.args.length === 1
