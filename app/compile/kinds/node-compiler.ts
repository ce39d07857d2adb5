import type { FlowGraph } from '../../flow/graph.ts'
import type { NodeConfig, NodeRecord, SchemaColumn } from '../../flow/records.ts'
import type { CompileProblem } from '../compiled-flow.ts'
import type { ScriptWriter } from '../script-writer.ts'

export type NodeOf<C extends NodeConfig> = NodeRecord & { readonly config: C }

export interface CompileScope {
  readonly graph: FlowGraph
  readonly writer: ScriptWriter
  /** What the node gives out, as far as it is known. */
  columnsOf(node: NodeRecord): readonly SchemaColumn[] | undefined
  /** The script is only looked at: an author's text that cannot be read is written all the same. */
  readonly asTyped: boolean
  report(problem: CompileProblem): void
}

/**
 * Writes the statement that makes a node's name known to Flink: a table or a view. It answers false,
 * with a problem reported, when it cannot; nothing is written then.
 */
export interface NodeCompiler<C extends NodeConfig> {
  declare(node: NodeOf<C>, scope: CompileScope): boolean
}
