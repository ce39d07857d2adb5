import { type PlannedJob, planJob } from '../plan-job.ts'
import type { NexmarkKit } from './kit.ts'

/** The plan of a Nexmark query over a file of events. */
export function planQuery(kit: NexmarkKit, query: string, places: Parameters<NexmarkKit['script']>[1]): PlannedJob {
  const { ddl, query: statements } = kit.script(query, places)
  return planJob([...ddl, ...statements])
}
