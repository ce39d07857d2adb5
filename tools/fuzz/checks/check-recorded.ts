import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type EngineCase, readCases } from '../../../app/engine/case/engine-case.ts'
import { type CaseOutcome, outcomeText } from '../../../app/engine/case/testing-kit/case-outcome.ts'
import { runEngineCase } from '../own-engine.ts'
import { BatchAnswer } from './batch-answer.ts'
import { selfCheck } from './self-check.ts'
import { digestsByZone } from './time-zones.ts'

const CONFORMANCE = join(import.meta.dirname, '../../../conformance')

/** The files of recorded cases. */
export const recordedFiles = (): readonly string[] =>
  readdirSync(CONFORMANCE)
    .filter((file) => file.endsWith('.jsonl'))
    .map((file) => join(CONFORMANCE, file))

/** The cases of a file, with what real Flink did where it was recorded. */
export function recordedCases(
  file: string,
): readonly { readonly engineCase: EngineCase; readonly flink: CaseOutcome | undefined }[] {
  const text = readFileSync(file, 'utf8')
  const lines = text.split('\n').filter(Boolean)
  const cases = readCases(text, basename(file))
  const outcomes = cases.length === lines.length ? lines.map((line) => (JSON.parse(line) as Recorded).flink) : []
  return cases.map((engineCase, i) => ({ engineCase, flink: outcomes[i] }))
}

interface Recorded {
  readonly flink?: CaseOutcome
}

/** Where Flink itself says something else than DuckDB, and we with it. */
const flinksOwn = (count: number): string => (count === 0 ? '' : ` (${count} differ in Flink itself)`)

/** Holds every case of the files to all promises; the answer is an exit code. */
export async function checkRecorded(files: readonly string[]): Promise<number> {
  const batch = await BatchAnswer.create()
  const checked = files.length > 0 ? files : recordedFiles()
  let broken = 0
  for (const file of checked) {
    const counts = { cases: 0, computed: 0, flinks: 0, broken: 0 }
    for (const { engineCase, flink } of recordedCases(file)) {
      const outcome = runEngineCase(engineCase)
      const problems = [...selfCheck(engineCase, outcome)]
      const answer = await batch.check(engineCase, outcome)
      if (answer !== undefined) counts.computed++
      if (answer !== undefined && answer !== 'equal') {
        if (flink !== undefined && outcomeText(flink) === outcomeText(outcome)) counts.flinks++
        else problems.push(answer.differs)
      }
      counts.cases++
      if (problems.length > 0) counts.broken++
      for (const problem of problems) console.log(`${engineCase.id}: ${problem}`)
    }
    broken += counts.broken
    console.log(
      `${basename(file).padEnd(20)} ${counts.cases} cases, ${counts.computed} compared with DuckDB${flinksOwn(counts.flinks)}, ${counts.broken} broken`,
    )
  }
  const digests = await digestsByZone(checked)
  for (const [zone, digest] of digests) console.log(`${zone.padEnd(20)} ${digest.slice(0, 16)}`)
  return broken === 0 && new Set(digests.values()).size === 1 ? 0 : 1
}
