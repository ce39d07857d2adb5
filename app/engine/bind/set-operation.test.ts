import { describe, expect, it } from 'vitest'
import { typeText } from '../../types/type-text.ts'
import { Session } from '../session.ts'

// Types and messages as Flink 2.2 gives them.

const TABLES = [
  "CREATE TABLE a (id INT, price DECIMAL(10, 2), f FLOAT, ts TIMESTAMP(3), s STRING NOT NULL) WITH ('connector'='kafka', 'format'='json')",
  "CREATE TABLE b (id BIGINT, d DATE, t TIME, s STRING) WITH ('connector'='kafka', 'format'='json')",
]

function outcomeOf(query: string) {
  const session = new Session({ config: [], tables: new Map() })
  for (const table of TABLES) session.execute(table)
  return session.execute(query)
}

function columnsOf(query: string): readonly string[] {
  const outcome = outcomeOf(query)
  if (outcome.kind !== 'job') throw new Error(JSON.stringify(outcome))
  return (outcome.schema ?? []).map((c) => `${c.name} ${typeText(c.type)}`)
}

function failureOf(query: string) {
  const outcome = outcomeOf(query)
  if (outcome.kind !== 'failed') throw new Error('accepted')
  return outcome.diagnostic
}

describe('a set operation', () => {
  it('takes names from the left side and types that hold both', () => {
    expect(columnsOf('SELECT id, s FROM a UNION ALL SELECT id, s FROM b')).toEqual(['id BIGINT', 's STRING'])
    expect(columnsOf('SELECT id FROM a UNION SELECT price FROM a')).toEqual(['id DECIMAL(12, 2)'])
    expect(columnsOf('SELECT f FROM a UNION ALL SELECT id FROM a')).toEqual(['f FLOAT'])
  })

  it('refuses sides of different width, and types without a common one', () => {
    expect(failureOf('SELECT id, s FROM a UNION SELECT id FROM b')).toMatchObject({ phase: 'parse' })
    expect(failureOf('SELECT d FROM b UNION SELECT ts FROM a')).toMatchObject({ phase: 'parse' })
  })

  it('refuses by name two sides of which each row reaches both', () => {
    expect(failureOf('SELECT id FROM a EXCEPT SELECT id FROM a').unsupported).toContain('two sides')
  })

  it('refuses by name counted rows of a constant, or of which some columns are not read', () => {
    expect(failureOf("SELECT 'x' AS c FROM a EXCEPT ALL SELECT s FROM b").unsupported).toContain('one value')
    const rows = 'SELECT id, s FROM a INTERSECT ALL SELECT id, s FROM b'
    expect(failureOf(`SELECT id FROM (${rows})`).unsupported).toContain('not read')
    expect(failureOf(`SELECT UPPER(s), id FROM (${rows})`).unsupported).toContain('computed column')
    expect(failureOf(`SELECT DISTINCT id, s FROM (${rows})`).unsupported).toContain('DISTINCT')
  })
})

describe('a subquery', () => {
  it('may stand in a condition as IN, EXISTS or a comparison, alone or beside others', () => {
    expect(columnsOf('SELECT id FROM a WHERE id IN (SELECT id FROM b) AND f > 1')).toEqual(['id INT'])
    expect(columnsOf('SELECT id FROM a WHERE NOT EXISTS (SELECT 1 FROM b WHERE b.id = a.id)')).toEqual(['id INT'])
    expect(columnsOf('SELECT id FROM a WHERE id > ALL (SELECT id FROM b)')).toEqual(['id INT'])
  })

  it('gives a column that may be NULL where it is a value', () => {
    expect(columnsOf('SELECT (SELECT MAX(id) FROM b) AS m FROM a')).toEqual(['m BIGINT'])
  })

  it('has as many columns as what it is compared with', () => {
    expect(failureOf('SELECT id FROM a WHERE id IN (SELECT id, s FROM b)')).toMatchObject({ phase: 'parse' })
    expect(failureOf('SELECT (SELECT id, s FROM b) FROM a')).toMatchObject({ phase: 'parse' })
  })

  it('is refused by name and place where it is part of an expression', () => {
    const query = 'SELECT id FROM a WHERE id IN (SELECT id FROM b) OR f > 1'
    const { unsupported, span } = failureOf(query)
    expect(unsupported).toContain('one table in a racing order')
    expect(query.slice(span.start, span.end)).toContain('IN (SELECT id FROM b)')
  })
})
