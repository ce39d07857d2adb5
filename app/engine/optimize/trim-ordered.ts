import { must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { AggregateCall, SortKey } from '../expr/bound.ts'
import { inputsOf, withInputs } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import { type LogicalOver, over } from '../logical/over.ts'
import { selectColumns } from '../logical/project.ts'
import { type LogicalRank, rank } from '../logical/rank.ts'
import { type LogicalSort, sort } from '../logical/sort.ts'
import { isTimeAttribute } from '../logical/time-attribute.ts'
import { windowProperties } from '../logical/window-properties.ts'
import type { Trimmed } from './trim-columns.ts'

type Trim = (node: LogicalNode, used: ReadonlySet<number>) => Trimmed

/** Column trimming of the nodes that depend on an order. */
export function trimOrdered(
  node: LogicalOver | LogicalRank | LogicalSort,
  used: ReadonlySet<number>,
  trim: Trim,
): Trimmed {
  switch (node.kind) {
    case 'Over':
      return trimOver(node, used, trim)
    case 'Rank':
      return trimRank(node, used, trim)
    case 'Sort': {
      const below = narrowed(node.input, [...used, ...node.orderBy.map((k) => k.index)], trim)
      return { node: sort(below.node, moveKeys(node.orderBy, below), node.span), place: below.place }
    }
  }
}

/** The rank column goes when nobody reads it; ORDER BY … LIMIT and LIMIT read all that lies below. */
function trimRank(node: LogicalRank, used: ReadonlySet<number>, trim: Trim): Trimmed {
  const width = node.input.columns.length
  const numbered = node.numbered && used.has(width)
  const { range } = node
  const own = [...node.partitionBy, ...node.orderBy.map((k) => k.index)]
  if ('endColumn' in range) own.push(range.endColumn)
  const read = node.form === 'Rank' ? [...used, ...own].filter((c) => c < width) : node.input.columns.map((_, i) => i)
  const below = narrowed(node.input, read, trim)
  const at = (column: number): number => must(below.place.get(column))
  // Flink forgets to move the column along, and then reads another one or none
  if ('endColumn' in range && node.partitionBy.length === 0 && below.node.columns.length < width)
    throw unsupported('a rank up to a column, without PARTITION BY', node.span)
  const trimmed = rank(
    below.node,
    {
      form: node.form,
      ranking: node.ranking,
      partitionBy: node.partitionBy.map(at),
      orderBy: moveKeys(node.orderBy, below),
      range: 'endColumn' in range ? { endColumn: at(range.endColumn) } : range,
      numbered,
    },
    node.span,
  )
  const place = new Map(below.place)
  if (numbered) place.set(width, below.node.columns.length)
  return { node: trimmed, place }
}

function trimOver(node: LogicalOver, used: ReadonlySet<number>, trim: Trim): Trimmed {
  const width = node.input.columns.length
  assertAllRead(node, used)
  const read = new Set([...used].filter((c) => c < width))
  for (const group of node.groups) {
    for (const column of group.partitionBy) read.add(column)
    for (const key of group.orderBy) read.add(key.index)
    for (const call of group.calls) for (const column of call.args) read.add(column)
  }
  const below = narrowed(node.input, node.whole ? node.input.columns.map((_, i) => i) : [...read], trim)
  const at = (column: number): number => must(below.place.get(column))
  const groups = node.groups.map((group) => ({
    ...group,
    partitionBy: group.partitionBy.map(at),
    orderBy: moveKeys(group.orderBy, below),
    calls: group.calls.map((call): AggregateCall => ({ ...call, args: call.args.map(at) })),
  }))
  const place = new Map(below.place)
  for (let i = width; i < node.columns.length; i++) place.set(i, below.node.columns.length + i - width)
  return { node: over(below.node, groups, node.whole, node.span), place }
}

/** Where the order is not time a call shows in the updates of others; Flink keeps it or not, as projections came to lie. */
function assertAllRead({ input, groups, columns }: LogicalOver, used: ReadonlySet<number>): void {
  const byTime = groups.every(({ orderBy }) => orderBy.every(({ index }) => isTimeAttribute(input, index)))
  if (byTime) return
  const calls = groups.flatMap((group) => group.calls)
  const unread = calls.find((_, i) => !used.has(columns.length - calls.length + i))
  if (unread !== undefined && calls.length > 1) throw unsupported('an OVER call that nobody reads', unread.span)
}

const moveKeys = (keys: readonly SortKey[], below: Trimmed): readonly SortKey[] =>
  keys.map((key) => ({ ...key, index: must(below.place.get(key.index)) }))

/** Some columns of a node. What nobody reads of an aggregation's calls, or of a join's inputs, stays, as in Flink. */
function narrowed(input: LogicalNode, columns: readonly number[], trim: Trim): Trimmed {
  const kept = [...new Set(columns)].sort((a, b) => a - b)
  assertNoRanking(input)
  if (!readsWhole(input)) return only(trim(input, new Set(kept)), kept)
  return only(keepingColumns(input, trim), kept)
}

function keepingColumns(node: LogicalNode, trim: Trim): Trimmed {
  if (node.kind !== 'Project' && node.kind !== 'Filter') return trim(node, new Set(node.columns.map((_, i) => i)))
  const below = keepingColumns(node.input, trim).node
  return { node: withInputs(node, [below]), place: new Map(node.columns.map((_, i) => [i, i])) }
}

/** Flink then keeps the lower rank or not, depending on how projections came to lie. */
function assertNoRanking(node: LogicalNode): void {
  if (node.kind === 'Rank' && node.numbered && windowProperties(node) === undefined)
    throw unsupported('a ranking over a ranking', node.span)
  if (node.kind === 'Project' || node.kind === 'Filter') assertNoRanking(node.input)
}

function readsWhole(node: LogicalNode): boolean {
  if (node.kind === 'Aggregate' || node.kind === 'Join') return true
  return (node.kind === 'Project' || node.kind === 'Filter') && inputsOf(node).some(readsWhole)
}

function only(trimmed: Trimmed, kept: readonly number[]): Trimmed {
  const columns = kept.map((i) => must(trimmed.place.get(i)))
  const node =
    columns.length === trimmed.node.columns.length
      ? trimmed.node
      : selectColumns(trimmed.node, columns, trimmed.node.span)
  const place = node === trimmed.node ? trimmed.place : new Map(kept.map((old, i) => [old, i]))
  return { node, place }
}
