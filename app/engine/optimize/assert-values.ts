import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'

/** Rows of VALUES that Flink cannot plan fail whatever a query makes of them. Throws SqlError. */
export function assertValues(plan: LogicalNode): LogicalNode {
  if (plan.kind === 'Values' && plan.refusal !== undefined) throw plan.refusal
  inputsOf(plan).forEach(assertValues)
  return plan
}
