import type { CaseOutcome } from '../../../app/engine/case/testing-kit/case-outcome.ts'
import type { FlinkProcess } from '../flink/flink-process.ts'
import { runOwn } from '../own-engine.ts'
import type { Program } from '../program.ts'
import { type Difference, differenceOf, refusedFeature } from '../verdict.ts'
import { shrinkProgram } from './shrink-program.ts'

export interface Found {
  readonly program: Program
  readonly flink: CaseOutcome
  readonly own: CaseOutcome
  readonly difference: Difference
}

/** Candidates that go to Flink together: most fail, so a batch saves waiting. */
const TOGETHER = 16
const MOST_QUESTIONS = 250

/** The smallest program that still differs in the same way: takes away as long as anything can go. */
export async function reduce(found: Found, flink: FlinkProcess): Promise<Found> {
  let smallest = found
  let asked = 0
  const seen = new Set([keyOf(found.program)])
  for (;;) {
    const smaller = await firstThatDiffers(smallest, flink, seen, () => ++asked < MOST_QUESTIONS)
    if (smaller === undefined) return smallest
    smallest = smaller
  }
}

async function firstThatDiffers(
  found: Found,
  flink: FlinkProcess,
  seen: Set<string>,
  mayAsk: () => boolean,
): Promise<Found | undefined> {
  let batch: { readonly program: Program; readonly own: CaseOutcome }[] = []
  const ask = async (): Promise<Found | undefined> => {
    const answers = await flink.run(batch.map(({ program }) => program))
    const asked = batch
    batch = []
    const differing: Found[] = []
    for (const [i, { program, own }] of asked.entries()) {
      const answer = answers[i]
      if (answer?.kind !== 'outcome') continue
      const difference = differenceOf(answer.outcome, own)
      if (difference !== undefined && isSameKind(found, answer.outcome, own, difference))
        differing.push({ program, own, flink: answer.outcome, difference })
    }
    return differing.sort((a, b) => keyOf(a.program).length - keyOf(b.program).length)[0]
  }
  for (const program of shrinkProgram(found.program)) {
    const key = keyOf(program)
    if (seen.has(key)) continue
    seen.add(key)
    const own = runOwn(program)
    if (refusedFeature(own) !== undefined || !sameFailure(own, found.own)) continue
    if (!mayAsk()) return undefined
    batch.push({ program, own })
    if (batch.length < TOGETHER) continue
    const smaller = await ask()
    if (smaller !== undefined) return smaller
  }
  return batch.length === 0 ? undefined : ask()
}

const keyOf = ({ statements, events, config, watermarks, final }: Program): string =>
  JSON.stringify([statements, events, config, watermarks, final])

/** Another difference would be another finding. */
function isSameKind(found: Found, flink: CaseOutcome, own: CaseOutcome, difference: Difference): boolean {
  return difference.aspect === found.difference.aspect && sameFailure(flink, found.flink) && sameFailure(own, found.own)
}

function sameFailure(a: CaseOutcome, b: CaseOutcome): boolean {
  const [x, y] = [a.errors[0], b.errors[0]]
  return x?.phase === y?.phase && x?.class === y?.class && wordsOf(x?.message) === wordsOf(y?.message)
}

/** The beginning of a message, without the names and numbers in it. */
const wordsOf = (message: string | undefined): string | undefined => message?.replace(/'[^']*'|\d+/g, '').slice(0, 30)
