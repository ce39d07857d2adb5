import { unreachable } from '../../../base/assert.ts'
import { type KeySets, projectKeys, sourceKey } from '../../logical/unique-keys.ts'
import type { StreamNode } from '../node.ts'

type KeyedNode<N extends StreamNode = StreamNode> = N extends StreamNode
  ? Omit<N, 'uniqueKeys' | 'upsertKeys' | 'mode' | 'id'>
  : never

/**
 * The column sets that identify a row of the node's changelog. So far each is both a unique key and an
 * upsert key; joins and ranks will tell the two apart.
 */
export function keysOf(node: KeyedNode): KeySets {
  const input = node.inputs[0]?.upsertKeys ?? []
  switch (node.kind) {
    case 'TableSourceScan': {
      const key = sourceKey(node.table, node.fields)
      return key === undefined ? [] : [key]
    }
    case 'WatermarkAssigner':
    case 'DropUpdateBefore':
    case 'Sink':
      return input
    case 'Calc':
      return projectKeys(input, node.projections)
    case 'Values':
      return node.rows.length <= 1 ? [[]] : []
    case 'ChangelogNormalize':
      return [node.keys]
    case 'GroupAggregate':
      return [node.keys.map((_, i) => i)]
    case 'Union':
    case 'Expand':
    case 'WindowAggregate':
    case 'WindowTableFunction':
      return []
    default:
      return unreachable(node)
  }
}
