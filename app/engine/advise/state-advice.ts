import type { Diagnostic } from '../../sql/diagnostic.ts'
import type { GroupAggregate, StreamNode } from '../stream/node.ts'
import { advice } from './advice.ts'

/** State that grows for as long as the job runs; `freesState`: what nobody touches for a while goes, but for a pattern's. */
export function adviseOnState(node: StreamNode, freesState: boolean): readonly Diagnostic[] {
  if (node.inputs.every(isBounded)) return []
  switch (node.kind) {
    case 'Join':
      return freesState ? [] : [advice('advice.join-state', {}, node.span)]
    case 'GroupAggregate':
      return groupState(node, freesState)
    case 'Match':
      return node.match.within === undefined ? [advice('advice.match-state', {}, node.span)] : []
    default:
      return []
  }
}

/** A group whose rows can be taken back is freed with its last row, one without keys is only one. */
function groupState(node: GroupAggregate, freesState: boolean): readonly Diagnostic[] {
  const columns = node.inputs[0]?.columns ?? []
  const names = node.keys.map((key) => columns[key]?.name ?? '')
  const window = names.filter((name) => name === 'window_start' || name === 'window_end')
  const hasWindow = node.inputs.some(isWindowed)
  if (hasWindow && window.length === 1) {
    const missing = window[0] === 'window_start' ? 'window_end' : 'window_start'
    return [advice('advice.half-window', { given: window[0] ?? '', missing }, node.span)]
  }
  const isCountable = node.keys.every((key) => columns[key]?.type.kind === 'BOOLEAN')
  if (isCountable || node.retracts || freesState) return []
  return [advice('advice.group-state', { keys: names.filter((name) => !name.startsWith('$')).join(', ') }, node.span)]
}

function isWindowed(node: StreamNode): boolean {
  if (node.kind === 'WindowTableFunction') return true
  return (node.kind === 'Calc' || node.kind === 'Expand') && node.inputs.some(isWindowed)
}

/** Reads nothing but VALUES. */
const isBounded = (node: StreamNode): boolean =>
  node.kind === 'Values' || (node.inputs.length > 0 && node.inputs.every(isBounded))
