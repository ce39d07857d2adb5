import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CaseOutcome } from '../../app/engine/case/testing-kit/case-outcome.ts'
import { selfCheck } from './checks/self-check.ts'
import type { FlinkProcess } from './flink/flink-process.ts'
import type { FuzzOptions } from './fuzz-options.ts'
import { knownDifference } from './ledger.ts'
import { engineCaseOf, runOwn } from './own-engine.ts'
import type { Program } from './program.ts'
import { type Found, reduce } from './reduce/reduce.ts'
import type { Report } from './report.ts'
import { differenceOf, refusedFeature } from './verdict.ts'

/** Runs programs on both engines and tells the report what became of each. */
export async function judge(
  programs: readonly Program[],
  flink: FlinkProcess | undefined,
  report: Report,
  { out, reducing }: Pick<FuzzOptions, 'out' | 'reducing'>,
): Promise<void> {
  const asked: { readonly program: Program; readonly own: CaseOutcome }[] = []
  for (const program of programs) {
    const own = runOwn(program)
    const refused = refusedFeature(own)
    if (refused !== undefined) report.refused(program, refused)
    else if (flink === undefined) judgeAlone(program, own, report)
    else asked.push({ program, own })
  }
  if (flink === undefined) return
  const answers = await flink.run(asked.map(({ program }) => program))
  for (const [i, { program, own }] of asked.entries()) {
    const answer = answers[i]
    if (answer === undefined || answer.kind === 'none') {
      if (own.errors.some((error) => error.class === 'endless-planning')) report.bothFail(program)
      else report.unanswered(program, answer?.reason ?? 'no answer')
      continue
    }
    const difference = differenceOf(answer.outcome, own)
    if (difference === undefined) {
      if (own.errors.length > 0) report.bothFail(program)
      else report.equal(program)
      continue
    }
    if (!(await isStable(program, answer.outcome, flink))) {
      report.unstable(program)
      continue
    }
    const known = knownDifference(program, answer.outcome, own, difference)
    if (known !== undefined) {
      report.known(program, known)
      continue
    }
    report.differs(program, difference)
    const found = { program, own, flink: answer.outcome, difference }
    write(reducing ? await reduce(found, flink) : found, out)
  }
}

/** Without Flink, what contradicts ourselves is a difference. */
function judgeAlone(program: Program, own: CaseOutcome, report: Report): void {
  const crash = own.errors.find((error) => error.class === 'InternalError')?.message
  const [broken = crash] = selfCheck(engineCaseOf(program), own)
  if (broken === undefined) report.ran(program)
  else report.differs(program, { aspect: crash === undefined ? 'rows' : 'error', text: broken })
}

/** The coarsest clock that a program can read ticks in seconds. */
const CLOCK_TICK = 1_100

/** Whether Flink says the same a second time, when its clocks have moved on. */
async function isStable(program: Program, first: CaseOutcome, flink: FlinkProcess): Promise<boolean> {
  await sleep(CLOCK_TICK)
  const [again] = await flink.run([program])
  return again?.kind === 'outcome' && differenceOf(first, again.outcome) === undefined
}

/** As a recorded case, with what we did beside it. */
function write({ program, flink, own, difference }: Found, out: string): void {
  mkdirSync(out, { recursive: true })
  const text = JSON.stringify({ ...program, note: difference.text, flink, own })
  writeFileSync(join(out, `${program.id}.jsonl`), `${text}\n`)
}
