import { compileFlow } from '../../../app/compile/compile-flow.ts'
import { quoteIdentifier } from '../../../app/compile/quote.ts'
import { createFlowGraph, reaches } from '../../../app/flow/graph.ts'
import type { NodeRecord } from '../../../app/flow/records.ts'
import type { EditedText } from '../../../app/language/question.ts'
import type { FlowRecords } from '../../state/flow-records.ts'

export interface Around extends Pick<EditedText, 'before' | 'after' | 'relations'> {
  /** The node that has made what stands there in the script before. */
  nodeAt(offset: number): string | undefined
}

export const NOTHING_AROUND: Around = { before: '', after: '', nodeAt: () => undefined }

/** The script that gives the names in a node's text their meaning: the nodes before it, and what its text is part of. */
export function createScriptAround(node: string, kind: 'query' | 'condition'): (parts: FlowRecords) => Around {
  let seen: readonly unknown[] = []
  let made = NOTHING_AROUND
  return (parts) => {
    const others = [parts.flow, ...parts.nodes.filter(({ id }) => id !== node), ...parts.edges]
    if (others.length === seen.length && others.every((part, at) => part === seen[at])) return made
    seen = others
    made = scriptAround(parts, node, kind)
    return made
  }
}

function scriptAround(parts: FlowRecords, id: string, kind: 'query' | 'condition'): Around {
  const graph = createFlowGraph([parts.flow, ...parts.nodes, ...parts.edges], parts.flow.id)
  const node = graph?.nodes.get(id)
  if (graph === undefined || node === undefined) return NOTHING_AROUND
  const inputs = graph.inputs.get(id) ?? []
  const before = compileFlow(graph).statements.filter((statement) => {
    return statement.node === undefined || (statement.node !== id && !reaches(graph, id, statement.node))
  })
  let definitions = ''
  const made = before.map(({ text, node: maker }) => {
    definitions += `${text};\n`
    return { maker, end: definitions.length }
  })
  return {
    before: definitions + opening(node, inputs, kind),
    after: '',
    relations: inputs.map(({ name }) => name),
    nodeAt: (offset) => made.find(({ end }) => offset < end)?.maker,
  }
}

function opening(node: NodeRecord, inputs: readonly NodeRecord[], kind: 'query' | 'condition'): string {
  const view = `CREATE TEMPORARY VIEW ${quoteIdentifier(node.name)} AS\n`
  const [input] = inputs
  if (kind === 'query') return view
  return `${view}SELECT *${input === undefined ? '' : ` FROM ${quoteIdentifier(input.name)}`}\nWHERE `
}
