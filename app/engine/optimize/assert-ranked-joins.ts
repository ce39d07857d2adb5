import { unsupported } from '../../sql/diagnostic.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { LogicalOver } from '../logical/over.ts'

/**
 * A ranking over a join sees the order of its matches, which depends on the columns that the planner leaves to the
 * join. It leaves all of them, unless a filter stands between two projections: then these never become one.
 */
export function assertRankedJoins(plan: LogicalNode): LogicalNode {
  const seen = new Set<LogicalNode>()
  const visit = (node: LogicalNode): void => {
    if (seen.has(node)) return
    seen.add(node)
    if (node.kind === 'Over' && isRanking(node) && narrowsJoin(node.input, false))
      throw unsupported('Top-N over a join', node.span)
    for (const input of inputsOf(node)) visit(input)
  }
  visit(plan)
  return plan
}

const isRanking = ({ groups }: LogicalOver): boolean =>
  groups.some(({ calls }) => calls.some(({ fn }) => fn.name === 'ROW_NUMBER'))

/** Whether a join lies below a projection below a filter. */
function narrowsJoin(node: LogicalNode, belowFilter: boolean): boolean {
  if (node.kind === 'Filter') return narrowsJoin(node.input, true)
  if (node.kind !== 'Project') return false
  return (belowFilter && reachesJoin(node.input)) || narrowsJoin(node.input, belowFilter)
}

function reachesJoin(node: LogicalNode): boolean {
  if (node.kind === 'Join') return true
  return (node.kind === 'Project' || node.kind === 'Filter') && reachesJoin(node.input)
}
