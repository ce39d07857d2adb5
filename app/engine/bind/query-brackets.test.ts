import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'

const TABLE = "CREATE TABLE a (k INT, v INT) WITH ('connector'='kafka', 'format'='json')"
const A = '(SELECT k FROM a)'

function outcome(...statements: readonly string[]): string {
  const session = new Session({ config: [], tables: new Map() })
  session.execute(TABLE)
  const done = statements.map((statement) => session.execute(statement)).at(-1)
  if (done?.kind !== 'failed') return done?.kind ?? ''
  return done.diagnostic.unsupported ?? done.diagnostic.phase ?? ''
}

describe('brackets around queries', () => {
  it('orders a set operation by its columns, and by what is computed of them', () => {
    expect(outcome('SELECT k FROM a UNION ALL SELECT v FROM a ORDER BY k, k + 1 LIMIT 2')).toBe('job')
    expect(outcome('SELECT k FROM a UNION ALL SELECT v FROM a ORDER BY a.k LIMIT 2')).toBe('parse')
    expect(outcome('(WITH w AS (SELECT k, v FROM a) SELECT k FROM w) ORDER BY v LIMIT 2')).toBe('job')
  })

  it('has one order for a query, and none for TABLE', () => {
    expect(outcome('(SELECT k FROM a LIMIT 3) LIMIT 2')).toBe('parse')
    expect(outcome('WITH w AS (SELECT k FROM a) (SELECT k FROM w LIMIT 3) LIMIT 2')).toBe('job')
    expect(outcome('TABLE a LIMIT 2')).toBe('parse')
  })

  it('has no order behind a bracket in FROM and WITH, but in IN', () => {
    expect(outcome(`SELECT * FROM (${A} LIMIT 2)`)).toBe('parse')
    expect(outcome(`WITH z AS (${A} LIMIT 2) SELECT * FROM z`)).toBe('parse')
    expect(outcome(`SELECT * FROM (${A} UNION ALL ${A})`)).toBe('job')
    expect(outcome(`SELECT 1 FROM a WHERE 1 IN (${A} LIMIT 1)`)).not.toBe('parse')
    expect(outcome(`SELECT 1 FROM a WHERE 1 IN (${A} UNION ALL ${A})`)).not.toBe('parse')
  })

  it('takes WITH for a side of a set operation only within another query', () => {
    const union = `(WITH w AS ${A} SELECT k FROM w) UNION ALL SELECT v FROM a`
    expect(outcome(union)).toBe('parse')
    expect(outcome(`${union} LIMIT 2`)).toBe('job')
    expect(outcome(`SELECT * FROM (${union})`)).toBe('job')
  })

  it('reads views with an order, unless they are a plain SELECT', () => {
    const read = (query: string) => outcome(`CREATE VIEW v AS ${query}`, 'SELECT * FROM v')
    expect(read('(SELECT k FROM a LIMIT 2)')).toBe('parse')
    expect(read(`${A} UNION ALL ${A} LIMIT 2`)).toBe('job')
    expect(read(`WITH w AS ${A} SELECT k FROM w ORDER BY k LIMIT 2`)).toBe('job')
    expect(read(`WITH w AS ${A} SELECT k FROM w ORDER BY k`)).toMatch('ORDER BY')
  })
})

describe('an order by a column with the name of a selected one', () => {
  it('is by the column of the table that it names', () => {
    expect(outcome('SELECT k FROM a AS x ORDER BY x.k LIMIT 2')).toBe('job')
    expect(outcome('SELECT k FROM a AS x ORDER BY a.k LIMIT 2')).toBe('parse')
  })
})
