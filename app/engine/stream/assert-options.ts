import { unsupported } from '../../sql/diagnostic.ts'
import { changedOptions } from '../catalog/option-effects.ts'
import type { Sink, StreamNode } from './node.ts'

/** The operators whose answers an option changes; `least`: how many of them it takes. */
const OPERATORS: ReadonlyMap<string, { readonly kind: StreamNode['kind']; readonly least: number }> = new Map([
  ['table.exec.deduplicate.insert-update-after-sensitive-enabled', { kind: 'Rank', least: 1 }],
  ['table.exec.unbounded-over.version', { kind: 'OverAggregate', least: 1 }],
  ['table.optimizer.join-reorder-enabled', { kind: 'Join', least: 2 }],
  ['table.optimizer.multi-join.enabled', { kind: 'Join', least: 2 }],
])

/** Refuses by name an option that changes what an operator of this plan does. */
export function assertOptions(sinks: readonly Sink[], config: ReadonlyMap<string, string>): void {
  const changed = changedOptions(config, 'refused with its operator')
  if (changed.length === 0) return
  const nodes = new Set<StreamNode>()
  for (const sink of sinks) collect(sink, nodes)
  for (const { key, value } of changed) {
    const operator = OPERATORS.get(key)
    const found = [...nodes].filter((node) => node.kind === operator?.kind)
    const [first] = found
    if (operator !== undefined && first !== undefined && found.length >= operator.least)
      throw unsupported(`${key} = ${value} with ${first.kind}`, first.span)
  }
}

function collect(node: StreamNode, nodes: Set<StreamNode>): void {
  if (nodes.has(node)) return
  nodes.add(node)
  for (const input of node.inputs) collect(input, nodes)
}
