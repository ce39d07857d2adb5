import type { NodeConfig, NodeKind } from '../../../app/flow/records.ts'
import { filterLook } from './filter.ts'
import { kafkaSinkLook } from './kafka-sink.ts'
import { kafkaSourceLook } from './kafka-source.ts'
import type { NodeLook } from './node-look.ts'
import { printSinkLook } from './print-sink.ts'
import { sqlLook } from './sql.ts'

type Looks = { readonly [K in NodeKind]: NodeLook<Extract<NodeConfig, { readonly kind: K }>> }

/** How every node kind looks. A kind without an entry does not compile. */
export const nodeLooks = {
  'kafka-source': kafkaSourceLook,
  sql: sqlLook,
  filter: filterLook,
  'kafka-sink': kafkaSinkLook,
  'print-sink': printSinkLook,
} as const satisfies Looks

/** The look of any kind; sound as long as it is asked about configs of that kind. */
export const nodeLook = (kind: NodeKind): NodeLook<NodeConfig> => nodeLooks[kind] as unknown as NodeLook<NodeConfig>
