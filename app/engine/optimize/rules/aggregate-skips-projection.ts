import { must } from '../../../base/assert.ts'
import type { AggregateCall, BoundExpr } from '../../expr/bound.ts'
import { aggregate, type LogicalAggregate } from '../../logical/aggregate.ts'
import type { Column } from '../../logical/column.ts'
import { inputsOf } from '../../logical/expressions.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { pinnedColumns } from '../../logical/pinned-columns.ts'
import { type LogicalProject, selectColumns } from '../../logical/project.ts'
import { sourceColumns, tableScan } from '../../logical/table-scan.ts'
import { computations, rowSize } from '../planner-cost.ts'
import type { Rule } from '../rule.ts'

/**
 * An aggregation that reads plain columns alone reads them below its projection, if that computes something for calls that
 * nobody asks for any more. What cannot be computed there then does not fail.
 */
export const aggregateSkipsProjection: Rule = {
  name: 'AggregateProjectMergeRule',
  apply: (node) => (node.kind === 'Aggregate' ? withoutProjection(node) : undefined),
}

/** Undefined where the projection stays, with all that it computes. */
export function withoutProjection(node: LogicalAggregate): LogicalAggregate | undefined {
  const { input, keys, calls, span } = node
  if (input.kind !== 'Project' || vainColumns(node).length === 0) return undefined
  // of a union the projection stands in each branch by now
  if (input.input.kind === 'Union') return undefined
  const read = new Set([...keys, ...calls.flatMap(readColumns)])
  // a column that a filter below pins has become a constant
  const pinned = pinnedColumns(input.input)
  const isPlain = input.exprs.every((expr, i) => !read.has(i) || (expr.kind === 'input' && !pinned.has(expr.index)))
  if (!isPlain || !isDearer(input)) return undefined
  const { rows, place } = rowsBelow(input)
  const at = (column: number): number => {
    const expr = must(input.exprs[column])
    return expr.kind === 'input' ? place(expr.index) : -1
  }
  const moved = calls.map((call) => ({
    ...call,
    args: call.args.map(at),
    ...(call.filter !== undefined && { filter: at(call.filter) }),
  }))
  const sets = node.sets.map((set) => set.map(at))
  return aggregate(rows, keys.map(at), moved, span, sets, node.groupings)
}

/** A table with all of its columns, as sources are narrowed last; of other rows what the projection has read. */
function rowsBelow({ input, exprs, span }: LogicalProject) {
  if (input.kind === 'TableScan') {
    const rows = tableScan(input.table, input.normalized, input.span)
    return { rows, place: (column: number): number => must(input.fields[column]) }
  }
  const columns = new Set<number>()
  for (const expr of exprs) inputsOf(expr, columns)
  const kept = [...columns].sort((a, b) => a - b)
  return { rows: selectColumns(input, kept, span), place: (column: number): number => kept.indexOf(column) }
}

/** Columns below an aggregation that are computed and that it does not read: it did before calls went. */
export function vainColumns({ input, keys, calls }: LogicalAggregate): readonly number[] {
  const read = new Set([...keys, ...calls.flatMap(readColumns)])
  return computedColumns(input).filter((column) => !read.has(column))
}

/** The columns that a projection computes, or that the one below an Expand does. */
export function computedColumns(node: LogicalNode): readonly number[] {
  if (node.kind === 'Project')
    return node.exprs.flatMap((expr, i) => (expr.kind === 'input' || expr.kind === 'constant' ? [] : [i]))
  if (node.kind !== 'Expand') return []
  const computed = new Set(computedColumns(node.input))
  const isComputed = (expr: BoundExpr | undefined): boolean => expr?.kind === 'input' && computed.has(expr.index)
  return node.columns.flatMap((_, i) => (node.projects.some((exprs) => isComputed(exprs[i])) ? [i] : []))
}

export const readColumns = (call: AggregateCall): readonly number[] =>
  call.filter === undefined ? call.args : [...call.args, call.filter]

/** Whether Flink's planner finds the rows of a projection dearer than those below it. */
function isDearer(projection: LogicalProject): boolean {
  return computations(projection.exprs) > 0 || rowSize(projection.columns) >= rowSize(columnsBelow(projection))
}

function columnsBelow({ input, exprs, columns }: LogicalProject): readonly Column[] {
  const read = new Set<number>()
  for (const expr of exprs) inputsOf(expr, read)
  if (input.kind === 'TableScan') return sourceColumns(input.table)
  if (input.kind === 'Filter') {
    inputsOf(input.condition, read)
    return [...read].map((i) => must(input.columns[i]))
  }
  if (input.kind !== 'WindowTableFunction' || input.window.grouped !== true) return input.columns
  // GROUP BY TUMBLE(…) has no rows with bounds of windows in them: what is read, and the window's own columns
  const width = input.input.columns.length
  const isBound = (expr: BoundExpr | undefined) => expr !== undefined && [...inputsOf(expr)].some((i) => i >= width)
  return [
    ...[...read].filter((i) => i < width).map((i) => must(input.columns[i])),
    ...columns.filter((_, i) => isBound(exprs[i])),
  ]
}
