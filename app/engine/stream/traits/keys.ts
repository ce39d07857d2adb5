import { must, unreachable } from '../../../base/assert.ts'
import type { SortKey } from '../../expr/bound.ts'
import { holdsKey, joinKeys } from '../../logical/join-keys.ts'
import { type KeySets, projectKeys, rankKeys, sourceKey } from '../../logical/unique-keys.ts'
import type { GroupWindowAggregate, Join, StreamNode, TemporalJoin, WindowAggregate } from '../node.ts'

type KeyedNode<N extends StreamNode = StreamNode> = N extends StreamNode
  ? Omit<N, 'uniqueKeys' | 'upsertKeys' | 'mode' | 'id'>
  : never

/**
 * The column sets that identify a row: of the folded table (unique keys), or also while changes are on
 * their way (upsert keys), which a join keeps only where rows of one key stay together.
 */
export function keysOf(node: KeyedNode, which: 'uniqueKeys' | 'upsertKeys'): KeySets {
  const input = node.inputs[0]?.[which] ?? []
  /** Of upsert keys those whose rows stay in one place where rows are parted by `columns`; Flink parts by sort keys, too. */
  const together = (columns: readonly number[]): KeySets =>
    which === 'uniqueKeys' ? input : withinPartition(input, columns)
  switch (node.kind) {
    case 'TableSourceScan': {
      const key = sourceKey(node.table, node.fields)
      return key === undefined ? [] : [key]
    }
    case 'WatermarkAssigner':
    case 'DropUpdateBefore':
    case 'Sink':
      return input
    case 'TemporalSort':
      return together(sortColumns(node))
    case 'OverAggregate':
      return together(node.partitionBy)
    case 'Rank':
      return rankKeys(node, together(node.form === 'SortLimit' ? sortColumns(node) : node.partitionBy))
    case 'Calc':
      return projectKeys(input, node.projections)
    case 'Values':
      return node.rows.length <= 1 ? [[]] : []
    case 'ChangelogNormalize':
      return [node.keys]
    case 'GroupAggregate':
      return [node.keys.map((_, i) => i)]
    case 'Join':
    case 'TemporalJoin':
      return keysOfJoin(node, which)
    case 'LookupJoin':
      return node.unique ? input : []
    case 'IntervalJoin':
      return []
    case 'WindowAggregate':
      return node.window.grouped ? windowKeys(node) : []
    case 'GroupWindowAggregate':
      return windowKeys(node)
    // Flink leaves out the window, without which its keys are none
    case 'WindowRank': {
      const { partitionBy, start, end, numbered, columns } = node
      const parts = { form: 'Rank', partitionBy, range: { start, end }, numbered, columns } as const
      return rankKeys(parts, together(partitionBy))
    }
    case 'Union':
    case 'Expand':
    case 'Correlate':
    case 'WindowJoin':
    case 'WindowDeduplicate':
    case 'Match':
    case 'WindowTableFunction':
      return []
    default:
      return unreachable(node)
  }
}

/** The group with any one column of its window. */
function windowKeys({ keys, calls, properties }: KeyedNode<GroupWindowAggregate | WindowAggregate>): KeySets {
  const own = keys.map((_, i) => i)
  return properties.map((_, i) => [...own, keys.length + calls.length + i])
}

function keysOfJoin(node: KeyedNode<Join | TemporalJoin>, which: 'uniqueKeys' | 'upsertKeys'): KeySets {
  const sideOf = (input: StreamNode, columns: readonly number[]) => {
    const keys = which === 'uniqueKeys' ? input.uniqueKeys : withinPartition(input.upsertKeys, columns)
    return { keys, unique: holdsKey(columns, keys) }
  }
  const left = must(node.inputs[0])
  const right = must(node.inputs[1])
  return joinKeys(node.joinType, left.columns.length, sideOf(left, node.leftKeys), sideOf(right, node.rightKeys))
}

const sortColumns = ({ orderBy }: { readonly orderBy: readonly SortKey[] }): readonly number[] =>
  orderBy.map(({ index }) => index)

/** Keys whose rows always reach the same partition: only their updates stay in order. */
const withinPartition = (keys: KeySets, partition: readonly number[]): KeySets =>
  keys.filter((key) => partition.every((column) => key.includes(column)))
