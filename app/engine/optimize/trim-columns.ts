import { must, unreachable } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { AggregateCall, BoundExpr } from '../expr/bound.ts'
import { aggregate, type LogicalAggregate } from '../logical/aggregate.ts'
import { expand } from '../logical/expand.ts'
import { inputsOf as columnsOf, moveInputs } from '../logical/expressions.ts'
import { filter } from '../logical/filter.ts'
import { join, type LogicalJoin } from '../logical/join.ts'
import { match } from '../logical/match.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project, selectColumns } from '../logical/project.ts'
import { tableScan } from '../logical/table-scan.ts'
import { type LogicalTemporalJoin, withTemporalParts } from '../logical/temporal-join.ts'
import { union } from '../logical/union.ts'
import { sourceKey } from '../logical/unique-keys.ts'
import { values } from '../logical/values.ts'
import { watermarkAssigner } from '../logical/watermark-assigner.ts'
import { windowAggregate } from '../logical/window-aggregate.ts'
import { windowTableFunction } from '../logical/window-table-function.ts'
import { computedColumns } from './rules/aggregate-skips-projection.ts'
import { addsOneRowAtMost } from './rules/join-remove.ts'
import { trimOrdered } from './trim-ordered.ts'

/** A node that gives fewer columns, and where each column that was kept now is. */
export interface Trimmed {
  readonly node: LogicalNode
  readonly place: ReadonlyMap<number, number>
}

/** Tables whose columns must all be read, whatever the query uses. */
type ReadsWhole = (node: LogicalNode) => boolean

/**
 * Leaves out columns and aggregate calls that nobody reads. Not only for speed: what is compared by
 * ChangelogNormalize, and which updates an aggregation sees as changes, depends on it.
 */
export function trimColumns(root: LogicalNode, readsWhole: ReadsWhole): LogicalNode {
  return trim(root, allOf(root), readsWhole).node
}

const allOf = (node: LogicalNode): Set<number> => new Set(node.columns.map((_, i) => i))

const identity = (node: LogicalNode): Trimmed => ({ node, place: new Map(node.columns.map((_, i) => [i, i])) })

function trim(node: LogicalNode, used: ReadonlySet<number>, readsWhole: ReadsWhole): Trimmed {
  switch (node.kind) {
    case 'TableScan':
      return readsWhole(node) ? identity(node) : trimScan(node, used)
    case 'Values': {
      const kept = sorted(used)
      const rows = node.rows.map((row) => kept.map((i) => must(row[i])))
      return { node: values(pick(node.columns, kept), rows, node.span), place: placeOf(kept) }
    }
    case 'WatermarkAssigner': {
      const below = trim(node.input, withColumns(used, [node.column], node.expr), readsWhole)
      const expr = node.expr && moveTo(node.expr, below)
      const column = must(below.place.get(node.column))
      return { node: watermarkAssigner(below.node, column, expr, node.pushedDown, node.span), place: below.place }
    }
    case 'Project': {
      const kept = sorted(used)
      const exprs = kept.map((i) => must(node.exprs[i]))
      const below = trim(node.input, withColumns([], [], ...exprs), readsWhole)
      const moved = exprs.map((e) => moveTo(e, below))
      const names = pick(node.columns, kept).map((c) => c.name)
      return { node: project(below.node, moved, names, node.span), place: placeOf(kept) }
    }
    case 'Filter': {
      const below = trim(node.input, withColumns(used, [], node.condition), readsWhole)
      return { node: filter(below.node, moveTo(node.condition, below), node.span), place: below.place }
    }
    case 'Aggregate':
      return trimAggregate(node, used, readsWhole)
    case 'Expand': {
      const kept = sorted(new Set([...used, node.expandId]))
      const projects = node.projects.map((exprs) => kept.map((i) => must(exprs[i])))
      const below = trim(node.input, withColumns([], [], ...projects.flat()), readsWhole)
      const moved = projects.map((exprs) => exprs.map((e) => moveTo(e, below)))
      const expandId = kept.indexOf(node.expandId)
      return { node: expand(below.node, moved, pick(node.columns, kept), expandId, node.span), place: placeOf(kept) }
    }
    case 'Correlate': {
      // Flink then counts rows that are equal in the columns read, not in all
      if (node.fn.kind === 'replicate' && node.columns.length > 2 && used.size < node.columns.length - 1)
        throw unsupported('INTERSECT ALL or EXCEPT ALL of which some columns are not read', node.span)
      // Flink trims nothing here, so that changes of unused columns come through
      const all = allOf(node.input)
      const below = exactly(trim(node.input, all, readsWhole), sorted(all))
      return identity(Object.freeze({ ...node, input: below }))
    }
    case 'Union': {
      const kept = sorted(used)
      const inputs = node.inputs.map((input) => exactly(trim(input, used, readsWhole), kept))
      return { node: union(inputs, pick(node.columns, kept), node.span), place: placeOf(kept) }
    }
    case 'Join':
    case 'TemporalJoin':
      return trimJoin(node, used, readsWhole)
    case 'Match': {
      // its expressions go by the columns of the whole row, and all of its measures are computed
      const below = trim(node.input, allOf(node.input), readsWhole)
      return identity(match(below.node, node.match, node.columns, node.span))
    }
    case 'WindowTableFunction':
      return trimWindowTable(node, used, readsWhole)
    case 'WindowAggregate': {
      const { start, time } = node.window
      const bounds = start === undefined ? [time] : [start, time]
      // as for groups, what calls have read that nobody asks for stays
      const read = [...node.keys, ...node.calls.flatMap(callColumns), ...bounds, ...computedColumns(node.input)]
      const below = trim(node.input, new Set(read), readsWhole)
      const at = (column: number): number => must(below.place.get(column))
      const properties = node.properties.map((property, i) => {
        return { property, column: must(node.columns[node.keys.length + node.calls.length + i]) }
      })
      const window = { ...node.window, time: at(time), ...(start !== undefined && { start: at(start) }) }
      const calls = node.calls.map((c) => moveCall(c, at))
      const trimmed = windowAggregate(below.node, window, node.keys.map(at), calls, properties, node.span)
      return identity(trimmed)
    }
    case 'Over':
    case 'Rank':
    case 'Sort':
      return trimOrdered(node, used, (input, columns) => trim(input, columns, readsWhole))
    case 'Sink': {
      const below = exactly(trim(node.input, allOf(node.input), readsWhole), sorted(allOf(node.input)))
      return identity(Object.freeze({ ...node, input: below }))
    }
    default:
      return unreachable(node)
  }
}

function trimScan(node: LogicalNode & { kind: 'TableScan' }, used: ReadonlySet<number>): Trimmed {
  const key = node.normalized ? sourceKey(node.table, node.fields) : undefined
  const wanted = new Set([...used, ...(key ?? [])])
  if (wanted.size === 0 && node.fields.length > 0) wanted.add(0)
  const kept = sorted(wanted)
  const fields = kept.map((i) => must(node.fields[i]))
  return { node: tableScan(node.table, node.normalized, node.span, fields), place: placeOf(kept) }
}

/** Keys stay: they decide the groups. A global aggregation keeps a call, for it must emit something. */
function trimAggregate(node: LogicalAggregate, used: ReadonlySet<number>, readsWhole: ReadsWhole): Trimmed {
  const first = node.keys.length
  const asked = node.calls.filter((_, i) => used.has(first + i))
  const calls = asked.length === 0 && first === 0 ? node.calls.slice(0, 1) : asked
  const groupings = node.groupings.filter((_, i) => used.has(first + node.calls.length + i))
  // Flink drops the calls, not what they read: arguments of a call that nobody asks for stay
  const below = trim(node.input, allOf(node.input), readsWhole)
  const at = (column: number): number => must(below.place.get(column))
  const trimmed = aggregate(
    below.node,
    node.keys.map(at),
    calls.map((c) => moveCall(c, at)),
    node.span,
    node.sets.map((s) => s.map(at)),
    groupings,
  )
  const place = new Map(node.keys.map((_, i): [number, number] => [i, i]))
  node.calls.forEach((call, i) => {
    if (calls.includes(call)) place.set(first + i, first + calls.indexOf(call))
  })
  node.groupings.forEach((g, i) => {
    if (groupings.includes(g)) place.set(first + node.calls.length + i, first + calls.length + groupings.indexOf(g))
  })
  return { node: trimmed, place }
}

function trimJoin(node: LogicalJoin | LogicalTemporalJoin, used: ReadonlySet<number>, readsWhole: ReadsWhole): Trimmed {
  const width = node.left.columns.length
  const wanted = [...withColumns(used, timesOf(node), node.condition)]
  const left = trimSide(node.left, new Set(wanted.filter((i) => i < width)), readsWhole)
  // a table that is looked into keeps its key, by which it tells its rows apart
  const asked = new Set(wanted.filter((i) => i >= width).map((i) => i - width))
  const looksUp = node.kind === 'TemporalJoin' && node.rightTime === undefined
  const right = looksUp ? identity(node.right) : trimSide(node.right, asked, readsWhole)
  const place = new Map(left.place)
  for (const [old, now] of right.place) place.set(old + width, now + left.node.columns.length)
  const condition = moveInputs(node.condition, (i) => must(place.get(i)))
  if (node.kind === 'Join') return { node: join(left.node, right.node, node.joinType, condition, node.span), place }
  const leftTime = must(left.place.get(node.leftTime))
  const rightTime = node.rightTime === undefined ? undefined : (right.place.get(node.rightTime) ?? -1)
  const parts = { left: left.node, right: right.node, condition, leftTime, span: node.span }
  const moved = rightTime === undefined ? parts : { ...parts, rightTime }
  return { node: withTemporalParts(node, moved), place }
}

/** A join keeps the columns that are used and no others: its state shows in the order of several matches. */
function trimSide(node: LogicalNode, used: ReadonlySet<number>, readsWhole: ReadsWhole): Trimmed {
  const only = sideThatCounts(node, used)
  if (only !== undefined) {
    const { node: side, place } = trimSide(only.side, new Set([...used].map((i) => i - only.first)), readsWhole)
    return { node: side, place: new Map([...place].map(([old, now]) => [old + only.first, now])) }
  }
  // of a side that nobody reads the first column is left
  const kept = sorted(used.size === 0 && node.columns.length > 0 ? new Set([0]) : used)
  return { node: exactly(trim(node, new Set(kept), readsWhole), kept), place: placeOf(kept) }
}

/** The side that a join below a join preserves, if nothing else is read and the other finds one row at most. */
function sideThatCounts(node: LogicalNode, used: ReadonlySet<number>) {
  if (node.kind !== 'Join' || !addsOneRowAtMost(node)) return undefined
  const width = node.left.columns.length
  const side = node.joinType === 'LEFT' ? { side: node.left, first: 0 } : { side: node.right, first: width }
  return [...used].every((i) => i < width === (side.first === 0)) ? side : undefined
}

/** The times by which versions are found, among the columns of both sides. */
function timesOf(node: LogicalJoin | LogicalTemporalJoin): readonly number[] {
  if (node.kind === 'Join') return []
  const { leftTime, rightTime } = node
  return rightTime === undefined || rightTime < 0 ? [leftTime] : [leftTime, rightTime + node.left.columns.length]
}

function trimWindowTable(
  node: LogicalNode & { kind: 'WindowTableFunction' },
  used: ReadonlySet<number>,
  readsWhole: ReadsWhole,
): Trimmed {
  const width = node.input.columns.length
  const read = [...used].filter((i) => i < width)
  const below = trim(node.input, new Set([...read, node.window.time, ...node.partitionBy]), readsWhole)
  const at = (column: number): number => must(below.place.get(column))
  const columns = [...below.node.columns, ...node.columns.slice(width)]
  const window = { ...node.window, time: at(node.window.time) }
  const place = new Map(below.place)
  for (let i = 0; i < node.columns.length - width; i++) place.set(width + i, below.node.columns.length + i)
  return {
    node: windowTableFunction(below.node, window, node.partitionBy.map(at), columns, node.span),
    place,
  }
}

/** The trimmed node with exactly these columns, in this order. */
export function exactly(trimmed: Trimmed, kept: readonly number[]): LogicalNode {
  const indexes = kept.map((i) => must(trimmed.place.get(i)))
  const same = indexes.length === trimmed.node.columns.length && indexes.every((from, i) => from === i)
  return same ? trimmed.node : selectColumns(trimmed.node, indexes, trimmed.node.span)
}

const sorted = (columns: ReadonlySet<number>): readonly number[] => [...columns].sort((a, b) => a - b)
const placeOf = (kept: readonly number[]): Map<number, number> => new Map(kept.map((old, i) => [old, i]))
const pick = <T>(items: readonly T[], indexes: readonly number[]): readonly T[] => indexes.map((i) => must(items[i]))

const moveTo = (expr: BoundExpr, below: Trimmed): BoundExpr => moveInputs(expr, (i) => must(below.place.get(i)))

function withColumns(
  used: Iterable<number>,
  more: readonly number[],
  ...exprs: readonly (BoundExpr | undefined)[]
): Set<number> {
  const result = new Set([...used, ...more])
  for (const expr of exprs) if (expr !== undefined) columnsOf(expr, result)
  return result
}

const callColumns = (call: AggregateCall): readonly number[] =>
  call.filter === undefined ? call.args : [...call.args, call.filter]

const moveCall = (call: AggregateCall, at: (column: number) => number): AggregateCall => ({
  ...call,
  args: call.args.map(at),
  ...(call.filter !== undefined && { filter: at(call.filter) }),
})
