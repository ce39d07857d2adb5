import { expect, it } from 'vitest'
import { createCaseSession } from '../case/create-case-session.ts'
import { readCases } from '../case/engine-case.ts'
import { runCase } from '../case/run-case.ts'

const table = (name: string) => `CREATE TABLE ${name} (id INT, s STRING) WITH ('connector'='kafka','format'='json')`

/** The error lines of a query over a table that takes a row back, though it is only inserted into. */
function errorsOf(query: string): readonly unknown[] {
  const events = [
    { t: 'r', row: [1, 'x'] },
    { t: 'r', kind: '-U', row: [1, 'x'] },
    { t: 'l', row: [1, 'y'] },
  ]
  const lines: string[] = []
  for (const engineCase of readCases(JSON.stringify({ statements: [table('l'), table('r'), query], events }), 'test')) {
    runCase({ engineCase, session: createCaseSession(engineCase), print: (line) => lines.push(line), checks: false })
  }
  return lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'error')
}

it('refuses to take back rows that a join does not tell apart', () => {
  const refused = [expect.objectContaining({ class: 'Unsupported' })]
  expect(errorsOf('SELECT * FROM l WHERE EXISTS (SELECT * FROM r WHERE r.id = l.id)')).toEqual(refused)
  expect(errorsOf('SELECT l.s, r.s FROM l JOIN r ON r.id = l.id')).toEqual(refused)
  expect(errorsOf('SELECT id, s FROM r UNION ALL SELECT id, s FROM l')).toEqual([])
})
