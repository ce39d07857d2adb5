import { createFlowGraph } from '../flow/graph.ts'
import type { WorkspaceRecord } from '../flow/records.ts'
import { typeText } from '../types/type-text.ts'
import { analyzeFlow } from './analyze-flow.ts'
import type { Problem } from './report.ts'

/** What is wrong with a flow as it stands, and what each node of it gives out. */
export interface CheckedFlow {
  readonly problems: readonly Problem[]
  readonly columns: readonly {
    readonly node: string
    readonly columns: readonly { readonly name: string; readonly type: string }[]
    readonly mode: string
  }[]
}

export function checkFlow(records: Iterable<WorkspaceRecord>, flow: string): CheckedFlow {
  const graph = createFlowGraph(records, flow)
  if (graph === undefined) return { problems: [], columns: [] }
  const { problems, output, warnings } = analyzeFlow(graph)
  return {
    problems: [...problems, ...warnings()],
    columns: [...graph.nodes.keys()].flatMap((node) => {
      const given = output(node)
      if (given === undefined) return []
      const columns = given.columns.map(({ name, type }) => ({ name, type: typeText(type) }))
      return [{ node, columns, mode: given.mode }]
    }),
  }
}
