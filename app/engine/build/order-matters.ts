import type { StreamNode, StreamPlan } from '../stream/node.ts'
import { isAppendJoin } from './append-only.ts'

/** The nodes whose rows of one moment are told apart by their order: something below the sink keeps state of them. */
export function orderMatters(plan: StreamPlan): ReadonlySet<StreamNode> {
  const found = new Set<StreamNode>()
  for (const node of [...plan.nodes].reverse()) {
    const keeps = node.kind === 'Sink' ? node.materialize : !(HANDS_ON.has(node.kind) || isAppendJoin(node))
    if (keeps || found.has(node)) for (const input of node.inputs) found.add(input)
  }
  return found
}

/** So does the join of rows that only come: in whichever order they do, the same pairs come of them in one moment. */
const HANDS_ON: ReadonlySet<StreamNode['kind']> = new Set([
  'Calc',
  'Union',
  'Expand',
  'WatermarkAssigner',
  'DropUpdateBefore',
])
