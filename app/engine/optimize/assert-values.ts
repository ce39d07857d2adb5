import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'

/** Rows of VALUES that Flink cannot plan fail whatever a query makes of them. Throws SqlError. */
export function assertValues(plan: LogicalNode): LogicalNode {
  const seen = new Set<LogicalNode>()
  const visit = (node: LogicalNode): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'Values' && node.refusal !== undefined) throw node.refusal
    inputsOf(node).forEach(visit)
  }
  visit(plan)
  return plan
}
