import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCaseSession } from './create-case-session.ts'
import { readCases } from './engine-case.ts'
import { runCase } from './run-case.ts'
import { type CaseLine, type CaseOutcome, collectOutcome, outcomeText } from './testing-kit/case-outcome.ts'

const folder = join(import.meta.dirname, '../../../conformance')
const floors = JSON.parse(readFileSync(join(folder, 'floors.json'), 'utf8')) as Readonly<Record<string, number>>
const families = readdirSync(folder)
  .filter((file) => file.endsWith('.jsonl'))
  .map((file) => file.replace('.jsonl', ''))

type Verdict = 'equal' | 'refused' | 'differs'

function judge(lines: readonly CaseLine[], flink: CaseOutcome): Verdict {
  const got = collectOutcome(lines)
  if (lines.at(-1)?.type === 'done' && outcomeText(got) === outcomeText(flink)) return 'equal'
  return got.errors.some((error) => error.class === 'Unsupported') ? 'refused' : 'differs'
}

function runFamily(family: string): Readonly<Record<Verdict, readonly string[]>> {
  const text = readFileSync(join(folder, `${family}.jsonl`), 'utf8')
  const recorded = text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { readonly id: string; readonly flink: CaseOutcome })
  const verdicts: Record<Verdict, string[]> = { equal: [], refused: [], differs: [] }
  for (const [index, engineCase] of readCases(text, family).entries()) {
    const lines: CaseLine[] = []
    runCase({
      engineCase,
      session: createCaseSession(engineCase),
      print: (line) => lines.push(JSON.parse(line) as CaseLine),
      checks: true,
    })
    const { id, flink } = recorded[index] ?? { id: '', flink: undefined }
    if (flink === undefined) throw new Error(`${family} has no outcome for case ${index}`)
    verdicts[judge(lines, flink)].push(id)
  }
  return verdicts
}

describe('the engine answers as Flink did', () => {
  it('has a floor for every family', () => {
    expect(Object.keys(floors).sort()).toEqual([...families].sort())
  })

  it.each(families)(
    '%s: nothing differs, and no fewer cases are equal than before',
    (family) => {
      const { equal, differs } = runFamily(family)
      expect(differs).toEqual([])
      expect(equal.length).toBeGreaterThanOrEqual(floors[family] ?? Number.POSITIVE_INFINITY)
    },
    120_000,
  )
})
