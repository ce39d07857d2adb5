import { expect, it } from 'vitest'
import { createCaseSession } from '../case/create-case-session.ts'
import { readCases } from '../case/engine-case.ts'
import { runCase } from '../case/run-case.ts'

const TABLE = "CREATE TABLE t (id INT, s STRING) WITH ('connector'='kafka','format'='json')"

/** The message with which a query over two rows ends. */
function failureOf(query: string): string {
  const events = [
    { t: 't', row: [1, '12'] },
    { t: 't', row: [2, "it's"] },
  ]
  const lines: string[] = []
  for (const engineCase of readCases(JSON.stringify({ statements: [TABLE, query], events }), 'test')) {
    runCase({ engineCase, session: createCaseSession(engineCase), print: (line) => lines.push(line), checks: true })
  }
  const [failure] = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'error')
  expect(failure).toMatchObject({ stmt: 1, phase: 'run' })
  return failure.message
}

it('names the column and the row on which an expression fails', () => {
  expect(failureOf('SELECT id, CAST(s AS INT) AS n FROM t')).toBe(
    "For input string: 'it's'. Invalid character found. (in column 'n', row [2, it's])",
  )
  expect(failureOf('SELECT 100 / (id - 2) AS share FROM t')).toBe("/ by zero (in column 'share', row [2])")
  expect(failureOf('SELECT id FROM t WHERE CAST(s AS DATE) IS NOT NULL')).toBe(
    "For input string: 'it's'. (in the condition, row [2, it's])",
  )
})
