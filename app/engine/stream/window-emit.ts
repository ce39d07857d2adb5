import { sqlError } from '../../sql/diagnostic.ts'
import { type EmitStrategy, emitStrategy, firesEarlyOrLate } from '../catalog/emit-strategy.ts'
import type { LogicalWindowAggregate } from '../logical/window-aggregate.ts'
import { isPinned } from './pinned-time.ts'

/** How a group window of old emits; undefined for other windows, and for sessions, which emit once. */
export function windowEmit(
  { window, input, calls, span }: LogicalWindowAggregate,
  options: ReadonlyMap<string, string>,
): EmitStrategy | undefined {
  if (window.grouped === undefined) {
    if (!firesEarlyOrLate(options, span)) return undefined
    const message =
      "Currently, window table function based aggregate doesn't support early-fire and late-fire configuration 'table.exec.emit.early-fire.enabled' and 'table.exec.emit.late-fire.enabled'."
    throw sqlError('plan', 'emit-strategy', message, span)
  }
  if (isPinned(input, window.time))
    throw sqlError('plan', 'group-window-constant', `Unsupported call: $${window.kind} of a constant`, span)
  const json = calls.find(({ fn }) => fn.name.startsWith('JSON_'))
  if (json !== undefined)
    throw sqlError(
      'plan',
      'group-window-json',
      `Could not find an implementation method 'accumulate' for function '${json.fn.name}'.`,
      json.span,
    )
  const type = input.columns[window.time]?.type
  const isRowtime = !(type !== undefined && 'time' in type && type.time === 'proctime')
  const strategy = emitStrategy(options, { isSession: window.kind === 'SESSION', isRowtime }, span)
  return window.kind === 'SESSION' ? undefined : strategy
}
