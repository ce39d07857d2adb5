import type { CompileFlow } from '../../app/api/handlers/publish.ts'
import { compileFlow } from '../../app/compile/compile-flow.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'

/** The script of a saved flow, as its version keeps it. */
export const compileSaved: CompileFlow = (records, flow) => {
  const graph = createFlowGraph(records.values(), flow)
  if (graph === undefined) return { script: '', problems: [] }
  const { script, problems } = compileFlow(graph, () => undefined)
  return { script, problems }
}
