import type { NodeConfig, NodeKind, NodeRecord } from '../../flow/records.ts'
import { filter } from './filter.ts'
import { kafkaSink } from './kafka-sink.ts'
import { kafkaSource } from './kafka-source.ts'
import type { CompileScope, NodeCompiler } from './node-compiler.ts'
import { printSink } from './print-sink.ts'
import { sql } from './sql.ts'

type Compilers = { readonly [K in NodeKind]: NodeCompiler<Extract<NodeConfig, { readonly kind: K }>> }

const compilers = {
  'kafka-source': kafkaSource,
  sql,
  filter,
  'kafka-sink': kafkaSink,
  'print-sink': printSink,
} as const satisfies Compilers

export function declareNode(node: NodeRecord, scope: CompileScope): boolean {
  // The registry pairs each kind with its compiler, so the config is of the type that it takes.
  const compiler = compilers[node.config.kind] as NodeCompiler<NodeConfig>
  return compiler.declare(node, scope)
}
