import { expect, it } from 'vitest'
import { createCaseSession } from '../case/create-case-session.ts'
import { readCases } from '../case/engine-case.ts'
import { runCase } from '../case/run-case.ts'

const TABLE = "CREATE TABLE t (id INT, n BIGINT) WITH ('connector'='kafka','format'='json')"

/** The ids that are left when all rows have come, in the order of their ranks. */
function ranked(order: string, rows: readonly (readonly unknown[])[]): readonly unknown[] {
  const query = `SELECT id, place FROM (SELECT *, ROW_NUMBER() OVER (ORDER BY n ${order}) AS place FROM t) WHERE place <= 2`
  const events = rows.map((row) => ({ t: 't', row }))
  const lines: string[] = []
  for (const engineCase of readCases(JSON.stringify({ statements: [TABLE, query], events }), 'test')) {
    runCase({ engineCase, session: createCaseSession(engineCase), print: (line) => lines.push(line), checks: true })
  }
  const ids: unknown[] = []
  for (const { type, kind, row } of lines.map((line) => JSON.parse(line)))
    if (type === 'row' && (kind === '+I' || kind === '+U')) ids[row[1] - 1] = row[0]
  return ids
}

// Neighbours beyond 2^53 are one number as doubles.
const HUGE = [
  [1, '9007199254740993'],
  [2, null],
  [3, '9007199254740992'],
  [4, 5],
  [5, '9007199254740994'],
  [6, null],
]

it('ranks whole numbers beyond 2^53, and NULL first or last', () => {
  expect(ranked('ASC', HUGE)).toEqual([2, 6])
  expect(ranked('ASC NULLS LAST', HUGE)).toEqual([4, 3])
  expect(ranked('DESC', HUGE)).toEqual([5, 1])
  expect(ranked('DESC NULLS FIRST', HUGE)).toEqual([2, 6])
})
