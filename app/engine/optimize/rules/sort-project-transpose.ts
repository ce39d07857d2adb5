import { unsupported } from '../../../sql/diagnostic.ts'
import { aggregate } from '../../logical/aggregate.ts'
import { inputsOf, isDeterministic, moveInputs } from '../../logical/expressions.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { type LogicalProject, project, selectColumns } from '../../logical/project.ts'
import { rank } from '../../logical/rank.ts'
import { values } from '../../logical/values.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { aggregateRemove } from './aggregate-remove.ts'

/**
 * ORDER BY … LIMIT and LIMIT go below a projection that hands their keys on: all columns of the rows below then
 * count when changes are told apart. LIMIT 0 is empty.
 */
export const sortProjectTranspose: Rule = {
  name: 'SortProjectTransposeRule',
  apply(node, context) {
    if (node.kind !== 'Rank' || node.form === 'Rank') return undefined
    const { range, input } = node
    if ('end' in range && range.end < range.start) return values(node.columns, [], node.span)
    if (input.kind !== 'Project' || !input.exprs.every(isDeterministic)) return undefined
    const single = withoutAggregation(input, context)
    if (single !== undefined) return rank(single, node, node.span)
    if (staysAbove(input)) return undefined
    const orderBy = node.orderBy.map((key) => {
      const expr = input.exprs[key.index]
      return expr?.kind === 'input' ? { ...key, index: expr.index } : undefined
    })
    if (!orderBy.every((key) => key !== undefined)) return undefined
    const { form, ranking, partitionBy, numbered } = node
    const names = node.columns.map((c) => c.name)
    const left = isLeftWhole(input) ? undefined : columnsLeft(input)
    const rows = left === undefined ? input.input : selectColumns(input.input, left, input.span)
    const place = (index: number): number => (left === undefined ? index : left.indexOf(index))
    const keys = orderBy.map((key) => ({ ...key, index: place(key.index) }))
    const moved = rank(rows, { form, ranking, partitionBy, orderBy: keys, range, numbered }, node.span)
    const exprs = input.exprs.map((expr) => moveInputs(expr, place))
    return project(moved, exprs, names, input.span)
  },
}

/** By then a join has been left with what the projection reads, and an aggregation with its keys and the calls that are read. */
function columnsLeft({ input, exprs }: LogicalProject): readonly number[] {
  const read = new Set(exprs.flatMap((expr) => [...inputsOf(expr)]))
  if (input.kind === 'Aggregate') for (const key of input.keys.keys()) read.add(key)
  return [...read].sort((a, b) => a - b)
}

function isLeftWhole(projection: LogicalProject): boolean {
  const { input } = projection
  const left = columnsLeft(projection)
  return input.kind === 'Aggregate' ? left.length === input.columns.length : input.kind !== 'Join' || left.length === 0
}

/** Of groups of one row each, by the calls that are read, the rows themselves are ordered. */
function withoutAggregation(projection: LogicalProject, context: RuleContext): LogicalProject | undefined {
  const { input, exprs, columns, span } = projection
  if (input.kind !== 'Aggregate' || input.groupings.length > 0) return undefined
  const left = columnsLeft(projection)
  const calls = input.calls.filter((_, i) => left.includes(input.keys.length + i))
  const rows = aggregateRemove.apply(aggregate(input.input, input.keys, calls, input.span, input.sets), context)
  if (rows === undefined) return undefined
  // what Flink's planner then reads of the source depends on more than is known here
  if (calls.length < input.calls.length && calls.some((call) => isComputed(input.input, call.args)))
    throw unsupported('LIMIT over groups of one row each, some of whose aggregates nobody reads', span)
  const moved = exprs.map((expr) => moveInputs(expr, (i) => left.indexOf(i)))
  return project(
    rows,
    moved,
    columns.map(({ name }) => name),
    span,
  )
}

const isComputed = (node: LogicalNode, columns: readonly number[]): boolean =>
  node.kind === 'Project' && columns.some((column) => node.exprs[column]?.kind !== 'input')

/**
 * Above columns of a join or an aggregation as they are there is nothing to gain, and above a filter or window the planner
 * leaves the order.
 */
function staysAbove(projection: LogicalProject): boolean {
  const { input, exprs } = projection
  if (input.kind === 'Filter' || readsWindow(input)) return true
  const isPlain = exprs.every((expr) => expr.kind === 'input')
  return isPlain && (input.kind === 'Join' || (input.kind === 'Aggregate' && leavesAsIs(projection)))
}

/** Whether it hands on what is left of the columns below, in their order. */
function leavesAsIs(projection: LogicalProject): boolean {
  const left = columnsLeft(projection)
  const { exprs } = projection
  return (
    left.length === exprs.length && left.every((column, i) => exprs[i]?.kind === 'input' && exprs[i].index === column)
  )
}

function readsWindow(node: LogicalNode): boolean {
  if (node.kind === 'Project' || node.kind === 'Filter') return readsWindow(node.input)
  return node.kind === 'Over' || (node.kind === 'Rank' && node.form === 'Rank')
}
