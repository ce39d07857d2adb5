import { must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { AggregateCall, SortKey } from '../expr/bound.ts'
import { withInputs } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import { type LogicalOver, over } from '../logical/over.ts'
import { selectColumns } from '../logical/project.ts'
import { type LogicalRank, rank } from '../logical/rank.ts'
import { type LogicalSort, sort } from '../logical/sort.ts'
import { upsertKeys } from '../logical/unique-keys.ts'
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
      return trimOver(node, trim)
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
  const own = [...node.partitionBy, ...node.orderBy.map((k) => k.index), ...upsertKeys(node.input).flat()]
  if ('endColumn' in range) own.push(range.endColumn)
  const all = node.input.columns.map((_, i) => i)
  const read = node.form === 'Rank' && !node.settled ? [...used, ...own].filter((c) => c < width) : all
  const below = node.settled ? settled(node.input, trim) : narrowed(node.input, read, trim)
  const at = (column: number): number => must(below.place.get(column))
  // Flink forgets to move the column along, and then reads another one or none
  const isNarrower = below.node.columns.length < width
  if ('endColumn' in range && (node.partitionBy.length === 0 ? isNarrower : at(range.endColumn) !== range.endColumn))
    throw unsupported('a rank up to a column beside one that nobody reads', node.span)
  const trimmed = rank(
    below.node,
    {
      form: node.form,
      ranking: node.ranking,
      partitionBy: node.partitionBy.map(at),
      orderBy: moveKeys(node.orderBy, below),
      range: 'endColumn' in range ? { ...range, endColumn: at(range.endColumn) } : range,
      numbered,
      settled: true,
    },
    node.span,
  )
  const place = new Map(below.place)
  if (numbered) place.set(width, below.node.columns.length)
  return { node: trimmed, place }
}

/** A window keeps its rows as the planner has settled them, whatever is read of them. */
function trimOver(node: LogicalOver, trim: Trim): Trimmed {
  const all = node.input.columns.map((_, i) => i)
  const below = narrowed(node.input, all, trim)
  const at = (column: number): number => must(below.place.get(column))
  const groups = node.groups.map((group) => ({
    ...group,
    partitionBy: group.partitionBy.map(at),
    orderBy: moveKeys(group.orderBy, below),
    calls: group.calls.map((call): AggregateCall => ({ ...call, args: call.args.map(at) })),
  }))
  const place = new Map(below.place)
  for (let i = all.length; i < node.columns.length; i++) place.set(i, below.node.columns.length + i - all.length)
  return { node: over(below.node, groups, node.span), place }
}

const moveKeys = (keys: readonly SortKey[], below: Trimmed): readonly SortKey[] =>
  keys.map((key) => ({ ...key, index: must(below.place.get(key.index)) }))

/**
 * Some columns of a node. Flink leaves out those that nobody reads when it has settled everything but the sources:
 * calls of an aggregation, columns of a join stay as what stands above them had read them.
 */
function narrowed(input: LogicalNode, columns: readonly number[], trim: Trim): Trimmed {
  const kept = [...new Set(columns)].sort((a, b) => a - b)
  const wanted = isRanking(input) || readsSource(input) ? kept : input.columns.map((_, i) => i)
  return only(trim(input, new Set(wanted)), kept)
}

/** When trimming comes again, what a ranking reads has long been settled down to the node that makes it. */
function settled(input: LogicalNode, trim: Trim): Trimmed {
  const all = input.columns.map((_, i) => i)
  return only(readsSource(input) ? trim(input, new Set(all)) : keepingColumns(input, trim), all)
}

function keepingColumns(node: LogicalNode, trim: Trim): Trimmed {
  const all = node.columns.map((_, i) => i)
  if (node.kind !== 'Project' && node.kind !== 'Filter') return trim(node, new Set(all))
  return { node: withInputs(node, [keepingColumns(node.input, trim).node]), place: new Map(all.map((i) => [i, i])) }
}

/** A ranking, with its columns as they are; a rank that is always 1 is one of them. */
function isRanking(node: LogicalNode): boolean {
  if (node.kind !== 'Project') return node.kind === 'Rank'
  const isPlain = node.exprs.every((expr, i) => expr.kind === 'constant' || (expr.kind === 'input' && expr.index === i))
  return isPlain && node.exprs.length >= node.input.columns.length && isRanking(node.input)
}

function readsSource(node: LogicalNode): boolean {
  if (node.kind === 'Project' || node.kind === 'Filter') return readsSource(node.input)
  return node.kind === 'TableScan' || node.kind === 'WatermarkAssigner'
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
