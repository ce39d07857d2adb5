import { describeNode } from '../../app/engine/stream/describe-node.ts'
import type { StreamNode, StreamPlan } from '../../app/engine/stream/node.ts'
import { modeText } from '../../app/testing/analyze-flow.ts'

/** The plan from its sinks down, each node with the changes that it emits. */
export function planText(plan: StreamPlan): string {
  return plan.sinks.flatMap((sink) => nodeLines(sink, '', '')).join('\n')
}

function nodeLines(node: StreamNode, lead: string, below: string): readonly string[] {
  const mode = node.kind === 'Sink' ? '' : `, changelogMode=[${modeText(node.mode)}]`
  const own = `${lead}${describeNode(node).slice(0, -1)}${mode})`
  const inputs = node.inputs.flatMap((input, at) => {
    const last = at === node.inputs.length - 1
    return nodeLines(input, `${below}+- `, `${below}${last ? '   ' : '|  '}`)
  })
  return [own, ...inputs]
}
