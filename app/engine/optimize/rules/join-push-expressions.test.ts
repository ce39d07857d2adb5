import { describe, expect, it } from 'vitest'
import { Session } from '../../session.ts'

function outcome(condition: string): string {
  const session = new Session({ config: [], tables: new Map() })
  for (const [name, type] of [
    ['l', 'BIGINT'],
    ['r', 'INT'],
  ])
    session.execute(`CREATE TABLE ${name} (v ${type}, w INT) WITH ('connector'='kafka', 'format'='json')`)
  const done = session.execute(`SELECT l.v FROM l JOIN r ON ${condition}`)
  return done.kind === 'failed' ? (done.diagnostic.unsupported ?? done.diagnostic.message) : done.kind
}

describe('conditions of a join', () => {
  it('casts the sides of an = to one type', () => {
    expect(outcome('l.v = r.v')).toBe('job')
  })

  it('refuses IS NOT DISTINCT FROM between types that Flink does not bring together', () => {
    expect(outcome('l.w IS NOT DISTINCT FROM r.w')).toBe('job')
    expect(outcome('l.v IS NOT DISTINCT FROM r.v')).toMatch('of one type in a join')
    expect(outcome('l.w IS NOT DISTINCT FROM r.w + 1')).toMatch('of one type in a join')
  })
})
