import { sqlError } from '../../sql/diagnostic.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { LogicalOver } from '../logical/over.ts'

/** Rows of VALUES and bounds of OVER that Flink cannot plan fail whatever a query makes of them. Throws SqlError. */
export function assertWritten(plan: LogicalNode): LogicalNode {
  const seen = new Set<LogicalNode>()
  const visit = (node: LogicalNode): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'Values' && node.refusal !== undefined) throw node.refusal
    if (node.kind === 'Over') assertBounds(node)
    inputsOf(node).forEach(visit)
  }
  visit(plan)
  return plan
}

function assertBounds({ groups }: LogicalOver): void {
  for (const { lower, upper, span } of groups) {
    for (const bound of [lower, upper]) {
      if ('always' in bound && bound.always) throw sqlError('plan', 'over', bound.refusal ?? '', span)
    }
  }
}
