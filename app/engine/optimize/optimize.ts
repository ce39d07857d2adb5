import { assert } from '../../base/assert.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { LogicalSink } from '../logical/sink.ts'
import type { RuleContext } from './rule.ts'
import { stages } from './stages.ts'

/** The logical plan of one sink as Flink's planner would arrange it, as far as the arrangement shows. */
export function optimize(sink: LogicalSink, context: RuleContext): LogicalSink {
  let plan: LogicalNode = sink
  for (const stage of stages) plan = stage.run(plan, context)
  assert(plan.kind === 'Sink', 'a plan ends in its sink')
  return plan
}
