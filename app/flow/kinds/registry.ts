import type { NodeConfig, NodeKind } from '../records.ts'
import { filter } from './filter.ts'
import { kafkaSink } from './kafka-sink.ts'
import { kafkaSource } from './kafka-source.ts'
import type { NodeKindDescriptor } from './kind.ts'
import { printSink } from './print-sink.ts'
import { sql } from './sql.ts'

type Descriptors = { readonly [K in NodeKind]: NodeKindDescriptor<Extract<NodeConfig, { readonly kind: K }>> }

/** Every node kind. A kind without an entry does not compile. */
export const nodeKinds = {
  'kafka-source': kafkaSource,
  sql,
  filter,
  'kafka-sink': kafkaSink,
  'print-sink': printSink,
} as const satisfies Descriptors

/** The descriptor of any config: callers that treat all kinds alike see it as one of NodeConfig. */
export function nodeKind(kind: NodeKind): NodeKindDescriptor<NodeConfig> {
  // Sound as long as it is used with configs of its own kind, which `kind` picks.
  return nodeKinds[kind] as unknown as NodeKindDescriptor<NodeConfig>
}

export const NODE_KINDS = Object.keys(nodeKinds) as readonly NodeKind[]
