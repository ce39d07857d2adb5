import type { Records } from '../state/document.ts'
import type { RunsState } from '../state/runs.ts'
import type { SessionState } from '../state/session.ts'

/** The flow that results are about: of the active tab, of the test in it, or of the last run. */
export function flowAtHand(session: SessionState, records: Records, runs: RunsState): string | undefined {
  const { active } = session
  const record = active === undefined ? undefined : records.get(active.id)
  if (record?.type === 'flow') return record.id
  if (record?.type === 'test') return record.flow
  return runs.latest !== undefined && records.has(runs.latest) ? runs.latest : undefined
}
