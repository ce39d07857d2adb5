import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'

/** What becomes of a statement: its columns, or why it is refused. */
function outcome(statement: string): string {
  const session = new Session({ config: [], tables: new Map() })
  session.execute("CREATE TABLE t (n INT, s STRING) WITH ('connector'='print')")
  const done = session.execute(statement)
  if (done.kind === 'failed') return `${done.diagnostic.phase}: ${done.diagnostic.message}`
  return done.kind === 'job' ? 'runs' : done.kind
}

describe('VALUES', () => {
  it('refuses a NULL without a type, whatever the other rows say of its column', () => {
    for (const query of [
      "VALUES (1, 'a'), (2, NULL)",
      "SELECT * FROM (VALUES (1, NULL), (2, 'a')) AS v (n, s)",
      "INSERT INTO t VALUES (1, 'a'), (2, NULL)",
      "INSERT INTO t SELECT * FROM (VALUES (1, 'a'), (2, NULL)) AS v (n, s)",
    ])
      expect(outcome(query), query).toBe("parse: Illegal use of 'NULL'")
  })

  it('takes a NULL that was cast, and one inside of a call', () => {
    expect(outcome("INSERT INTO t VALUES (1, CAST(NULL AS STRING)), (2, 'b')")).toBe('runs')
    expect(outcome("INSERT INTO t VALUES (1, 'a'), (2, CASE WHEN TRUE THEN NULL ELSE 'x' END)")).toBe('runs')
  })

  it('takes a first bracket for that of a row, behind which nothing goes on', () => {
    expect(outcome('VALUES ((1) + 1)')).toBe('runs')
    expect(outcome('VALUES (1) + 1')).toMatch(/^parse: /)
    expect(outcome("VALUES (ROW(1), 'c')")).toMatch(/^parse: /)
    expect(outcome("VALUES ('c', ROW(1))")).toBe('runs')
  })
})
