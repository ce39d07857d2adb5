import type { StreamNode, StreamPlan } from '../stream/node.ts'

/** The nodes whose rows of one moment are told apart by their order: something below the sink keeps state of them. */
export function orderMatters(plan: StreamPlan): ReadonlySet<StreamNode> {
  const found = new Set<StreamNode>()
  for (const node of [...plan.nodes].reverse()) {
    const keeps = node.kind === 'Sink' ? node.materialize : !HANDS_ON.has(node.kind)
    if (keeps || found.has(node)) for (const input of node.inputs) found.add(input)
  }
  return found
}

const HANDS_ON: ReadonlySet<StreamNode['kind']> = new Set([
  'Calc',
  'Union',
  'Expand',
  'WatermarkAssigner',
  'DropUpdateBefore',
])
