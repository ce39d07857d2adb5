import type { Sink, StreamNode, StreamPlan } from './node.ts'

/**
 * The plans of all sinks as one job: every node once, inputs first, numbered in that order. Equal scans
 * become one; with `reusesSubPlans` also what makes their changelog complete.
 */
export function numberPlan(sinks: readonly Sink[], reusesSubPlans: boolean): StreamPlan {
  const numbered = new Map<StreamNode, StreamNode>()
  const sources = new Map<string, StreamNode>()
  const nodes: StreamNode[] = []
  const number = (node: StreamNode): StreamNode => {
    const inputs = node.inputs.map(visit)
    const result: StreamNode = Object.freeze({ ...node, inputs, id: nodes.length + 1 })
    nodes.push(result)
    return result
  }
  const visit = (node: StreamNode): StreamNode => {
    const known = numbered.get(node)
    if (known !== undefined) return known
    const isShared = reusesSubPlans || node.kind === 'TableSourceScan'
    const key = isShared ? sourceKey(node, visit) : undefined
    const result = (key === undefined ? undefined : sources.get(key)) ?? number(node)
    if (key !== undefined) sources.set(key, result)
    numbered.set(node, result)
    return result
  }
  return { sinks: sinks.map((sink) => visit(sink) as Sink), nodes }
}

/**
 * Equal for scans that read the same columns of the same table, and for what makes their changelog
 * complete: Flink has one of each, so that a change reaches all readers before the next one does.
 */
function sourceKey(node: StreamNode, visit: (input: StreamNode) => StreamNode): string | undefined {
  switch (node.kind) {
    case 'TableSourceScan':
      return node.watermark === undefined ? JSON.stringify([node.table.path, node.fields, node.mode]) : undefined
    case 'ChangelogNormalize':
      return node.condition === undefined ? keyOver(node, node.keys, visit) : undefined
    case 'DropUpdateBefore':
      return keyOver(node, [], visit)
    default:
      return undefined
  }
}

function keyOver(
  node: StreamNode,
  keys: readonly number[],
  visit: (input: StreamNode) => StreamNode,
): string | undefined {
  const [input] = node.inputs
  if (input === undefined || sourceKey(input, visit) === undefined) return undefined
  return JSON.stringify([node.kind, keys, node.mode, visit(input).id])
}
