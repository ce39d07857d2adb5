import { must } from '../../../base/assert.ts'
import { nullable } from '../../../types/construct-type.ts'
import type { AggregateCall, BoundExpr } from '../../expr/bound.ts'
import { aggregate, type LogicalAggregate } from '../../logical/aggregate.ts'
import type { Column } from '../../logical/column.ts'
import { expand, type LogicalExpand } from '../../logical/expand.ts'
import { inputRef, project } from '../../logical/project.ts'
import { scalarCall } from '../call.ts'
import type { Rule, RuleContext } from '../rule.ts'

/**
 * GROUPING SETS: every row once per set, with the keys that the set leaves out set to NULL and the
 * number of the set ($e, one bit per missing key) as one more key; GROUPING() is read off that number.
 */
export const decomposeGroupingSets: Rule = {
  name: 'DecomposeGroupingSetsRule',
  apply(node, context) {
    if (node.kind !== 'Aggregate') return undefined
    if (node.sets.length === 1) return node.groupings.length === 0 ? undefined : simple(node)
    const expanded = expandSets(node)
    const calls = node.calls.map((call) => onCopies(call, expanded))
    const groups = aggregate(expanded.node, [...node.keys, expanded.node.expandId], calls, node.span)
    const expandId = node.keys.length
    const id = inputRef(groups, expandId, node.span)
    const outputs = [
      ...node.keys.map((_, i) => inputRef(groups, i, node.span)),
      ...calls.map((_, i) => inputRef(groups, expandId + 1 + i, node.span)),
      ...node.groupings.map((g) => groupingValue(g.keys, node, id, context)),
    ]
    return project(
      groups,
      outputs,
      node.columns.map((c) => c.name),
      node.span,
    )
  },
}

/** GROUPING() of a plain GROUP BY is 0. */
function simple(node: LogicalAggregate) {
  const groups = aggregate(node.input, node.keys, node.calls, node.span)
  const outputs = node.columns.map((column, i): BoundExpr => {
    if (i < groups.columns.length) return inputRef(groups, i, node.span)
    return { kind: 'constant', value: 0, type: column.type, span: node.span }
  })
  return project(
    groups,
    outputs,
    node.columns.map((c) => c.name),
    node.span,
  )
}

interface Expanded {
  readonly node: LogicalExpand
  /** Keys that aggregate calls also read: where their untouched copy is. */
  readonly copies: ReadonlyMap<number, number>
}

function expandSets(node: LogicalAggregate): Expanded {
  const width = node.input.columns.length
  const read = new Set(node.calls.flatMap((c) => (c.filter === undefined ? c.args : [...c.args, c.filter])))
  const copied = node.keys.filter((k) => read.has(k))
  const copies = new Map(copied.map((k, i) => [k, width + 1 + i]))
  const missing = (set: readonly number[], column: number): boolean => {
    const key = node.keys.indexOf(column)
    return key >= 0 && !set.includes(column)
  }
  const columns = node.input.columns.map((c, i): Column => {
    return node.sets.some((s) => missing(s, i)) ? { name: c.name, type: nullable(c.type) } : c
  })
  const projects = node.sets.map((set): readonly BoundExpr[] => [
    ...columns.map((c, i): BoundExpr => {
      if (!missing(set, i)) return inputRef(node.input, i, node.span)
      return { kind: 'constant', value: null, type: c.type, span: node.span }
    }),
    { kind: 'constant', value: setNumber(set, node), type: { kind: 'BIGINT', nullable: false }, span: node.span },
    ...copied.map((k) => inputRef(node.input, k, node.span)),
  ])
  const all: readonly Column[] = [
    ...columns,
    { name: '$e', type: { kind: 'BIGINT', nullable: false } },
    ...copied.map((k) => must(node.input.columns[k], 'column')),
  ]
  return { node: expand(node.input, projects, all, width, node.span), copies }
}

/** One bit per key, the first key's the highest: set where the key is left out. */
function setNumber(set: readonly number[], node: LogicalAggregate): number {
  return node.keys.reduce((bits, key) => bits * 2 + (set.includes(key) ? 0 : 1), 0)
}

function onCopies(call: AggregateCall, expanded: Expanded): AggregateCall {
  const copy = (column: number): number => expanded.copies.get(column) ?? column
  const filter = call.filter
  return { ...call, args: call.args.map(copy), ...(filter !== undefined && { filter: copy(filter) }) }
}

function groupingValue(
  keys: readonly number[],
  node: LogicalAggregate,
  id: BoundExpr,
  context: RuleContext,
): BoundExpr {
  const bigint = { kind: 'BIGINT', nullable: false } as const
  const constant = (value: number): BoundExpr => ({ kind: 'constant', value, type: bigint, span: node.span })
  const bitsOf = (set: readonly number[]): number =>
    keys.reduce((bits, key) => bits * 2 + (set.includes(must(node.keys[key])) ? 0 : 1), 0)
  const [last, ...others] = [...node.sets].reverse()
  const branches = others.map((set) => ({
    when: scalarCall('=', [id, constant(setNumber(set, node))], node.span, context),
    // biome-ignore lint/suspicious/noThenProperty: a branch of CASE, never awaited
    then: constant(bitsOf(set)),
  }))
  return { kind: 'case', branches, otherwise: constant(bitsOf(must(last, 'set'))), type: bigint, span: node.span }
}
