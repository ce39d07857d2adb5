import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'

/** The names of a query's columns, or why it is refused. */
function columns(query: string): string {
  const session = new Session({ config: [], tables: new Map() })
  const kafka = "WITH ('connector'='kafka','format'='json')"
  session.execute(`CREATE TABLE l (k STRING, v INT) ${kafka}`)
  session.execute(`CREATE TABLE r (k STRING, w INT) ${kafka}`)
  session.execute(`CREATE TABLE z (k STRING, v INT) ${kafka}`)
  const done = session.execute(query)
  if (done.kind === 'failed') return `${done.diagnostic.phase}: ${done.diagnostic.message}`
  return done.kind === 'job' ? (done.schema?.map(({ name }) => name).join(' ') ?? '') : done.kind
}

const ambiguous = "parse: Column 'k' is ambiguous"

describe('the names above joins by USING and NATURAL', () => {
  it('spreads what became one column first', () => {
    expect(columns('SELECT * FROM l JOIN z USING (v)')).toBe('v k k0')
    expect(columns('SELECT * FROM l NATURAL JOIN r')).toBe('k v w')
    expect(columns('SELECT * FROM l NATURAL JOIN r, z')).toBe('k v w k1 v0')
  })

  it('knows the name of USING in SELECT and GROUP BY, but not right before AS', () => {
    expect(columns('SELECT k FROM l JOIN r USING (k)')).toBe('k')
    expect(columns('SELECT UPPER(k) AS u FROM l JOIN r USING (k)')).toBe('u')
    expect(columns('SELECT k, COUNT(*) AS n FROM l JOIN r USING (k) GROUP BY k')).toBe('k n')
    expect(columns('SELECT k AS x FROM l JOIN r USING (k)')).toBe(ambiguous)
  })

  it('does not know it in WHERE, HAVING and ORDER BY, nor above another join', () => {
    expect(columns("SELECT w FROM l JOIN r USING (k) WHERE k = 'a'")).toBe(ambiguous)
    expect(columns("SELECT k FROM l JOIN r USING (k) GROUP BY k HAVING k = 'a'")).toBe(ambiguous)
    expect(columns('SELECT w FROM l JOIN r USING (k) ORDER BY k LIMIT 1')).toBe(ambiguous)
    expect(columns('SELECT k FROM l JOIN r USING (k), z')).toBe(ambiguous)
  })

  it('finds no name that NATURAL made one', () => {
    expect(columns('SELECT k FROM l NATURAL JOIN r')).toBe(ambiguous)
    expect(columns('SELECT l.k FROM l NATURAL JOIN r')).toBe('k')
  })
})
