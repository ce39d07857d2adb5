import { problemsOfField } from '../../app/compile/field-diagnostics.ts'
import { readCondition, readQuery } from '../../app/compile/read-sql.ts'
import type { FlowGraph } from '../../app/flow/graph.ts'
import type { NodeRecord } from '../../app/flow/records.ts'
import { validateFlow } from '../../app/flow/validate.ts'
import type { Problem } from '../bridge/contract.ts'

/** What can be said of a flow while its author types: from the forms, and from the grammar of their SQL. */
export function liveProblems(graph: FlowGraph): readonly Problem[] {
  return [...validateFlow(graph), ...[...graph.nodes.values()].flatMap(grammarProblems)]
}

/** Whether the problem is one that the grammar finds, so that no check is needed to know it. */
export const isGrammarProblem = ({ code }: Problem): boolean =>
  code.startsWith('parse.') || code === 'compile.not-a-query'

function grammarProblems(node: NodeRecord): readonly Problem[] {
  const { config } = node
  switch (config.kind) {
    case 'sql': {
      const reading = config.sql.trim() === '' ? undefined : readQuery(config.sql)
      return reading === undefined || reading.ok ? [] : problemsOfField(node, 'sql', reading.diagnostics)
    }
    case 'filter': {
      const reading = config.condition.trim() === '' ? undefined : readCondition(config.condition)
      return reading === undefined || reading.ok ? [] : problemsOfField(node, 'condition', reading.diagnostics)
    }
    default:
      return []
  }
}
