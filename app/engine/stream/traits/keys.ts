import { must, unreachable } from '../../../base/assert.ts'
import { holdsKey, joinKeys } from '../../logical/join-keys.ts'
import { type KeySets, projectKeys, rankKeys, sourceKey } from '../../logical/unique-keys.ts'
import type { GroupWindowAggregate, Join, StreamNode, WindowAggregate } from '../node.ts'

type KeyedNode<N extends StreamNode = StreamNode> = N extends StreamNode
  ? Omit<N, 'uniqueKeys' | 'upsertKeys' | 'mode' | 'id'>
  : never

/**
 * The column sets that identify a row: of the folded table (unique keys), or also while changes are on
 * their way (upsert keys), which a join keeps only where rows of one key stay together.
 */
export function keysOf(node: KeyedNode, which: 'uniqueKeys' | 'upsertKeys'): KeySets {
  const input = node.inputs[0]?.[which] ?? []
  switch (node.kind) {
    case 'TableSourceScan': {
      const key = sourceKey(node.table, node.fields)
      return key === undefined ? [] : [key]
    }
    case 'WatermarkAssigner':
    case 'DropUpdateBefore':
    case 'TemporalSort':
    case 'Sink':
      return input
    case 'OverAggregate':
      return withinPartition(input, node.partitionBy)
    case 'Rank':
      return rankKeys(node, withinPartition(input, node.partitionBy))
    case 'Calc':
      return projectKeys(input, node.projections)
    case 'Values':
      return node.rows.length <= 1 ? [[]] : []
    case 'ChangelogNormalize':
      return [node.keys]
    case 'GroupAggregate':
      return [node.keys.map((_, i) => i)]
    case 'Join':
      return keysOfJoin(node, which)
    case 'LookupJoin':
      return node.unique ? input : []
    case 'TemporalJoin':
      return input
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
      return rankKeys(parts, withinPartition(input, partitionBy))
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

function keysOfJoin(node: KeyedNode<Join>, which: 'uniqueKeys' | 'upsertKeys'): KeySets {
  const sideOf = (input: StreamNode, columns: readonly number[]) => {
    const together = (key: readonly number[]): boolean => columns.every((c) => key.includes(c))
    const keys = which === 'uniqueKeys' ? input.uniqueKeys : input.upsertKeys.filter(together)
    return { keys, unique: holdsKey(columns, input.uniqueKeys) }
  }
  const left = must(node.inputs[0])
  const right = must(node.inputs[1])
  return joinKeys(node.joinType, left.columns.length, sideOf(left, node.leftKeys), sideOf(right, node.rightKeys))
}

/** Keys whose rows always reach the same partition: only their updates stay in order. */
const withinPartition = (keys: KeySets, partition: readonly number[]): KeySets =>
  keys.filter((key) => partition.every((column) => key.includes(column)))
