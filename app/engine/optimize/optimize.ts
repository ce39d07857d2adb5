import { assert } from '../../base/assert.ts'
import { assertPlannable } from '../expr/plannable.ts'
import { expressionsOf } from '../logical/expressions-of.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { LogicalSink } from '../logical/sink.ts'
import type { RuleContext } from './rule.ts'
import { stages } from './stages.ts'

/** The logical plan of one sink as Flink's planner would arrange it, as far as the arrangement shows. */
export function optimize(sink: LogicalSink, context: RuleContext): LogicalSink {
  let plan: LogicalNode = sink
  for (const stage of stages) plan = stage.run(plan, context)
  assert(plan.kind === 'Sink', 'a plan ends in its sink')
  assertCode(plan)
  return plan
}

/** Only now it shows whether what has no code is needed. */
function assertCode(node: LogicalNode): void {
  for (const input of inputsOf(node)) assertCode(input)
  for (const expr of expressionsOf(node)) assertPlannable(expr)
}
