import { describe, expect, it } from 'vitest'
import { INSERT } from '../../types/row-kind.ts'
import { createEngine } from '../engine.ts'
import type { FeedEvent, RunBudget } from '../run-types.ts'

const SCRIPT = `
CREATE TABLE a (x INT) WITH ('connector'='kafka', 'format'='json');
CREATE TABLE b (y INT) WITH ('connector'='kafka', 'format'='json');
`
const UNLIMITED: RunBudget = { rows: 1e12, milliseconds: 1e12, stateEntries: 1e12 }

/** So many rows of each table, in turn. */
const rows = (count: number): readonly FeedEvent[] =>
  Array.from({ length: count }, (_, i) => ['a', 'b'].map((table) => row(table, i))).flat()
const row = (table: string, value: number): FeedEvent => ({ kind: 'row', table, change: INSERT, values: [value] })

function run(query: string, count: number, budget: Partial<RunBudget>, elapsed = () => 0) {
  const failures: string[] = []
  let out = 0
  const steps = createEngine().run(SCRIPT + query, rows(count), {
    options: {
      ...{ config: new Map(), tables: new Map(), seed: 1, startTime: 0, end: 'none', watermarks: false },
      budget: { ...UNLIMITED, ...budget },
    },
    listener: {
      schema: () => undefined,
      row: () => out++,
      error: (statement, { message }, errorClass) => failures.push(`${statement} ${errorClass}: ${message}`),
    },
    elapsed,
  })
  let pauses = 0
  for (const _ of steps) pauses++
  return { failures, pauses, out }
}

describe('a run that would not end', () => {
  const explosion = 'SELECT x, y FROM a CROSS JOIN b'

  it('is stopped at its budget of rows, though few events make them', () => {
    const { failures, out } = run(explosion, 500, { rows: 100_000 })
    expect(failures).toEqual(['2 BudgetExceeded: The run was stopped: more than 100000 rows came out'])
    expect(out).toBeLessThan(250_000)
  })

  it('is stopped at its budget of time in the middle of its events', () => {
    let now = 0
    const { failures } = run(explosion, 500, { milliseconds: 2 }, () => now++)
    expect(failures).toEqual(['2 BudgetExceeded: The run was stopped: more than 2 ms'])
  })

  it('lets go now and then, so that someone can stop it', () => {
    const { pauses, out } = run(explosion, 500, {})
    expect(out).toBe(250_000)
    expect(pauses).toBe(3)
  })
})

describe('a state that would not fit', () => {
  it('is stopped at its budget of entries, and the operator that keeps them is named', () => {
    const { failures } = run('SELECT x, COUNT(*) AS n FROM a GROUP BY x', 20_000, { stateEntries: 10_000 })
    expect(failures).toEqual([
      '2 BudgetExceeded: The run was stopped: more than 10000 entries of state, most of them in GroupAggregate',
    ])
  })
})
