import { must } from '../../../base/assert.ts'
import { sameIgnoringNullability } from '../../../types/type-text.ts'
import type { AggregateCall, BoundExpr } from '../../expr/bound.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, project } from '../../logical/project.ts'
import { uniqueKeys } from '../../logical/unique-keys.ts'
import type { Rule } from '../rule.ts'

/** Grouping by a unique key makes groups of one row: SUM, MIN and MAX are then the value itself. */
export const aggregateRemove: Rule = {
  name: 'FlinkAggregateRemoveRule',
  apply(node) {
    if (node.kind !== 'Aggregate' || node.keys.length === 0 || node.sets.length !== 1) return undefined
    if (!node.calls.every(isOfOneRow) || node.groupings.length > 0) return undefined
    if (!areUnique(node.input, node.keys)) return undefined
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

/** DISTINCT is looked at before conditions turn columns into constants, which are no part of a key any more. */
export const distinctRemove: Rule = {
  name: 'FlinkAggregateRemoveRule (DISTINCT)',
  apply: (node, context) =>
    node.kind === 'Aggregate' && node.calls.length === 0 ? aggregateRemove.apply(node, context) : undefined,
}

const OF_ONE_ROW: ReadonlySet<string> = new Set(['SUM', 'MIN', 'MAX'])

const isOfOneRow = (call: AggregateCall): boolean =>
  OF_ONE_ROW.has(call.fn.name) && call.filter === undefined && call.args.length === 1

/** Whether no two rows agree in these columns. Unlike a unique key, this does not pass a cast. */
function areUnique(node: LogicalNode, columns: readonly number[]): boolean {
  if (node.kind === 'Filter') return areUnique(node.input, columns)
  // Flink makes a Top-N of its window only later, so here its partitions are no key yet
  if (node.kind === 'Rank') {
    const { input } = node
    return areUnique(
      input,
      columns.filter((c) => c < input.columns.length),
    )
  }
  if (node.kind === 'Join' && (node.joinType === 'SEMI' || node.joinType === 'ANTI'))
    return areUnique(node.left, columns)
  if (node.kind === 'Project') {
    const plain = columns.flatMap((c) => {
      const expr = node.exprs[c]
      return expr?.kind === 'input' ? [expr.index] : []
    })
    return plain.length > 0 && areUnique(node.input, plain)
  }
  return uniqueKeys(node).some((key) => key.every((c) => columns.includes(c)))
}
