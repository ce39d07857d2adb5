import type { Records } from './document.ts'
import type { RunsState } from './runs.ts'
import type { EditorInput } from './session.ts'
import type { Workbench } from './workbench.ts'

/**
 * The flow that the window is about: top bar, run and publish keys, status bar, problems, versions and results all
 * mean this one. It is the flow in the active tab, or the one that its test or version belongs to; with
 * another tab, or none, the flow whose tests ran last.
 */
export function flowAtHand(active: EditorInput | undefined, records: Records, runs: RunsState): string | undefined {
  const record = active === undefined ? undefined : records.get(active.id)
  if (record?.type === 'flow') return record.id
  if (record?.type === 'test' || record?.type === 'version') return record.flow
  return runs.latest !== undefined && records.has(runs.latest) ? runs.latest : undefined
}

/** The same for a command. */
export const flowAtHandOf = ({ session, document, runs }: Pick<Workbench, 'session' | 'document' | 'runs'>) =>
  flowAtHand(session.get().active, document.get().records, runs.get())
