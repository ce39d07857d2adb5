import { type FlowGraph, sortTopologically } from './graph.ts'
import { nodeKind } from './kinds/registry.ts'
import type { FlowPlace, FlowProblem, NodePlace } from './problem.ts'
import type { FlowSettings, NodeRecord } from './records.ts'

export const MAX_NAME_LENGTH = 128

/** What is wrong with a flow before any of its SQL is read: names, forms, connections, settings. */
export function validateFlow(graph: FlowGraph): readonly FlowProblem[] {
  const nodes = [...graph.nodes.values()]
  return [
    ...validateSettings(graph.flow.id, graph.flow.settings),
    ...nodes.flatMap((node) => [
      ...validateName(graph, node),
      ...validateForm(graph, node),
      ...validateConnections(graph, node),
    ]),
    ...sortTopologically(graph).cyclic.map((node) =>
      atNode(node, 'edge.cycle', `${node.name} feeds itself over other nodes`, { node: node.name }),
    ),
  ]
}

function atNode(
  node: NodeRecord,
  code: string,
  message: string,
  params: Readonly<Record<string, string>> = {},
  severity: FlowProblem['severity'] = 'error',
  field?: string,
): FlowProblem {
  const place: NodePlace = { kind: 'node', flow: node.flow, node: node.id, ...(field === undefined ? {} : { field }) }
  return { severity, code, message, params, place }
}

/** The rule that a node's name keeps by itself; undefined when it keeps it. */
export function nameMistake(name: string): { readonly code: string; readonly message: string } | undefined {
  if (name.trim() === '') return { code: 'name.empty', message: 'A name is needed' }
  if (name.length > MAX_NAME_LENGTH)
    return { code: 'name.too-long', message: `A name has at most ${MAX_NAME_LENGTH} characters` }
  if (/\p{Cc}/u.test(name)) return { code: 'name.control', message: 'A name is one line without control characters' }
  return undefined
}

function validateName(graph: FlowGraph, node: NodeRecord): FlowProblem[] {
  const mistake = nameMistake(node.name)
  if (mistake !== undefined) return [atNode(node, mistake.code, mistake.message, {}, 'error', 'name')]
  const taken = [...graph.nodes.values()].some((other) => other !== node && other.name === node.name)
  if (!taken) return []
  const message = `There is another node called ${node.name}`
  return [atNode(node, 'name.taken', message, { name: node.name }, 'error', 'name')]
}

function validateForm(graph: FlowGraph, node: NodeRecord): FlowProblem[] {
  return nodeKind(node.config.kind)
    .validate(node.config, { settings: graph.flow.settings })
    .map((problem) => atNode(node, problem.code, problem.message, problem.params, problem.severity, problem.field))
}

function validateConnections(graph: FlowGraph, node: NodeRecord): FlowProblem[] {
  const { inputs, outputs } = nodeKind(node.config.kind).ports
  const incoming = graph.inputs.get(node.id)?.length ?? 0
  const outgoing = graph.outputs.get(node.id)?.length ?? 0
  const params = { node: node.name }
  const problems: FlowProblem[] = []
  if (incoming < inputs.min) problems.push(atNode(node, 'edge.no-input', `${node.name} has no input`, params))
  if (incoming > inputs.max)
    problems.push(atNode(node, 'edge.too-many-inputs', `${node.name} takes at most ${inputs.max} input`, params))
  if (outgoing < outputs.min)
    problems.push(atNode(node, 'edge.no-output', `Nothing takes the rows of ${node.name}`, params, 'warning'))
  if (outgoing > outputs.max)
    problems.push(atNode(node, 'edge.from-sink', `${node.name} is a sink and gives no rows`, params))
  return problems
}

function validateSettings(flow: string, settings: FlowSettings): FlowProblem[] {
  const problems: FlowProblem[] = []
  const report = (field: string, code: string, message: string, params: Readonly<Record<string, string>> = {}) => {
    const place: FlowPlace = { kind: 'flow', flow, field }
    problems.push({ severity: 'error', code, message, params, place })
  }
  const { parallelism, checkpointSeconds } = settings
  if (parallelism !== undefined && !isWholeFrom1(parallelism))
    report('parallelism', 'settings.parallelism', 'Parallelism is a whole number from 1')
  if (checkpointSeconds !== undefined && !isWholeFrom1(checkpointSeconds))
    report('checkpointSeconds', 'settings.checkpoint', 'The checkpoint interval is a whole number of seconds from 1')
  const seen = new Set<string>()
  for (const { key } of settings.options) {
    if (key.trim() === '') report('options', 'option.no-key', 'A parameter has no name')
    else if (seen.has(key)) report('options', 'option.repeated', `${key} is set more than once`, { key })
    seen.add(key)
  }
  return problems
}

const isWholeFrom1 = (value: number): boolean => Number.isInteger(value) && value >= 1
