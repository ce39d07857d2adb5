import type { TableOverride } from '../../../app/engine/run-types.ts'
import { type PlannedJob, planJob } from '../plan-job.ts'
import type { NexmarkKit } from './kit.ts'

/** The plan of a Nexmark query over a file of events. */
export function planQuery(kit: NexmarkKit, query: string, places: Parameters<NexmarkKit['script']>[1]): PlannedJob {
  const { ddl, query: statements } = kit.script(query, places)
  return planJob([...ddl, ...statements], new Map(statements.flatMap(takesNoUpdateBefore)))
}

const BLACKHOLE = /^CREATE TABLE (\w+) .*'connector' = 'blackhole'/s

/** Flink's blackhole sink wants no -U, so Flink plans the query to make none: the same work is timed here. */
function takesNoUpdateBefore(statement: string): readonly [string, TableOverride][] {
  const table = BLACKHOLE.exec(statement)?.[1]
  return table === undefined ? [] : [[table, { sinkMode: 'upsert' }]]
}
