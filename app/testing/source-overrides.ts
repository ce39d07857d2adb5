import type { TableOverride } from '../engine/run-types.ts'
import type { FlowGraph } from '../flow/graph.ts'

/** What a flow's sources do beyond their DDL: Kafka makes watermarks inside of the source, behind each row. */
export function sourceOverrides(graph: FlowGraph): ReadonlyMap<string, TableOverride> {
  const overrides = new Map<string, TableOverride>()
  for (const { name, config } of graph.nodes.values())
    if (config.kind === 'kafka-source') overrides.set(name, { watermarkPushDown: true })
  return overrides
}
