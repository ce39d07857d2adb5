import type { Sink, StreamNode, StreamPlan } from './node.ts'

/** The plans of all sinks as one job: every node once, inputs first, numbered in that order. */
export function numberPlan(sinks: readonly Sink[]): StreamPlan {
  const numbered = new Map<StreamNode, StreamNode>()
  const nodes: StreamNode[] = []
  const visit = (node: StreamNode): StreamNode => {
    const known = numbered.get(node)
    if (known !== undefined) return known
    const inputs = node.inputs.map(visit)
    const result: StreamNode = Object.freeze({ ...node, inputs, id: nodes.length + 1 })
    nodes.push(result)
    numbered.set(node, result)
    return result
  }
  return { sinks: sinks.map((sink) => visit(sink) as Sink), nodes }
}
