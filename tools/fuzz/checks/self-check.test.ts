import { describe, expect, it } from 'vitest'
import type { EngineCase } from '../../../app/engine/case/engine-case.ts'
import { type CaseOutcome, outcomeText } from '../../../app/engine/case/testing-kit/case-outcome.ts'
import { runEngineCase } from '../own-engine.ts'
import { BatchAnswer } from './batch-answer.ts'
import { recordedCases, recordedFiles } from './check-recorded.ts'
import { selfCheck } from './self-check.ts'

/** Every n-th case: `npm run fuzz -- --self-check` takes all. */
const EVERY = 10

function* sampled() {
  for (const file of recordedFiles()) yield* recordedCases(file).filter((_, at) => at % EVERY === 0)
}

const orders = "CREATE TABLE orders (k STRING, v INT) WITH ('connector'='kafka', 'format'='json')"
const total: EngineCase = {
  id: 'total',
  config: {},
  statements: [orders, 'SELECT k, SUM(v) AS s FROM orders GROUP BY k'],
  tables: {},
  events: [
    { t: 'orders', row: ['a', 1] },
    { t: 'orders', row: ['a', 2] },
  ],
  final: 'max',
  watermarks: false,
  continueOnError: false,
}
const changes = (...rows: readonly (readonly [string, readonly unknown[]])[]): CaseOutcome => ({
  ...runEngineCase(total),
  rows: rows.map(([kind, row], step) => [1, 'result', String(step), kind, row]),
})

describe('what needs no Flink to be wrong', () => {
  it('finds nothing in the recorded cases', () => {
    const broken: string[] = []
    for (const { engineCase } of sampled()) {
      for (const problem of selfCheck(engineCase, runEngineCase(engineCase)))
        broken.push(`${engineCase.id}: ${problem}`)
    }
    expect(broken).toEqual([])
  }, 120_000)

  it('finds a row that is taken back but never came', () => {
    const outcome = changes(['+I', ['a', 1]], ['-U', ['a', 7]], ['+U', ['a', 3]])
    expect(selfCheck(total, outcome)).toContainEqual(expect.stringContaining('takes back what is not there'))
  })
})

describe('the answer of a batch', () => {
  it('is what the changes add up to, wherever DuckDB can tell', async () => {
    const batch = await BatchAnswer.create()
    const verdicts = new Map<string, number>()
    for (const { engineCase, flink } of sampled()) {
      const outcome = runEngineCase(engineCase)
      const answer = await batch.check(engineCase, outcome)
      if (typeof answer === 'object' && flink && outcomeText(flink) === outcomeText(outcome)) continue
      const verdict = typeof answer === 'object' ? `${engineCase.id}: ${answer.differs}` : (answer ?? 'not computed')
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
    }
    expect([...verdicts.keys()].filter((verdict) => verdict.includes(':'))).toEqual([])
    expect(verdicts.get('equal')).toBeGreaterThan(40)
  }, 120_000)

  it('tells a total that is wrong', async () => {
    const batch = await BatchAnswer.create()
    expect(await batch.check(total, runEngineCase(total))).toBe('equal')
    const wrong = changes(['+I', ['a', 1]], ['-U', ['a', 1]], ['+U', ['a', 4]])
    expect(await batch.check(total, wrong)).toMatchObject({ differs: expect.stringContaining('["a","3"]') })
  })
})
