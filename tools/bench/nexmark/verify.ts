import { toJson } from '../../../app/types/json-form.ts'
import { rowKindText } from '../../../app/types/row-kind.ts'
import { fileFeed } from '../file-feed.ts'
import type { PlannedJob } from '../plan-job.ts'
import { runMeasured } from '../run-measured.ts'
import { type Change, type ExpectedResult, type NexmarkKit, readExpected } from './kit.ts'
import { planQuery } from './plan-query.ts'

/** Takes every change, as the runs of Flink did. */
const PRINT = "'connector' = 'print'"

type Verdict = 'equal' | 'refused' | 'differs'

/** Runs every query on every data set that Flink's results are known for; tells of each whether ours are the same. */
export function verify(kit: NexmarkKit, only: readonly string[] | undefined): number {
  const counts: Record<Verdict, number> = { equal: 0, refused: 0, differs: 0 }
  const wanted = (query: string): boolean => only === undefined || only.includes(query)
  const count = (verdict: Verdict, line: string): void => {
    counts[verdict]++
    console.log(`${verdict.padEnd(8)} ${line}`)
  }
  for (const [set, { queries, ...options }] of Object.entries(readExpected().sets)) {
    const eventsFile = kit.events(options).file
    for (const [query, expected] of Object.entries(queries)) {
      if (!wanted(query)) continue
      const { verdict, note } = verifyQuery(kit, query, eventsFile, expected)
      count(verdict, `${set} ${query}: ${note}`)
    }
  }
  for (const query of kit.REFUSED.filter(wanted)) {
    const planned = planQuery(kit, query, { eventsFile: '/dev/null', sink: PRINT })
    if (planned.kind === 'refused') count('refused', `${query}: as Flink does: ${planned.diagnostic.message}`)
    else count('differs', `${query}: Flink refuses it`)
  }
  console.log(`${counts.equal} equal, ${counts.refused} refused, ${counts.differs} differ`)
  return counts.differs === 0 ? 0 : 1
}

function verifyQuery(
  kit: NexmarkKit,
  query: string,
  eventsFile: string,
  expected: ExpectedResult,
): { readonly verdict: Verdict; readonly note: string } {
  const planned = planQuery(kit, query, { eventsFile, sink: PRINT })
  if (planned.kind === 'refused') return { verdict: 'refused', note: planned.diagnostic.message }
  const changes = runToChanges(planned)
  const { upsertKey } = expected
  const rows = upsertKey === undefined ? kit.fold(changes) : kit.upsert(changes, upsertKey)
  const got = kit.digest(rows)
  const verdict = got.sha256 === expected.sha256 ? 'equal' : 'differs'
  return { verdict, note: verdict === 'equal' ? `${got.rows} rows` : `${got.rows} rows, Flink has ${expected.rows}` }
}

function runToChanges(job: Extract<PlannedJob, { kind: 'job' }>): readonly Change[] {
  const changes: Change[] = []
  const types = job.plan.sinks[0]?.columns.map((column) => column.type) ?? []
  runMeasured(job, fileFeed(job.plan), (_statement, _sink, _step, kind, values) => {
    changes.push([rowKindText(kind), types.map((type, i) => toJson(values[i] ?? null, type))])
  })
  return changes
}
