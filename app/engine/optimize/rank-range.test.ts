import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'
import { explain } from '../stream/explain.ts'

/** The range that the plan has, or why there is none. */
function rangeWhere(condition: string): string {
  const session = new Session({ config: [], tables: new Map() })
  session.execute("CREATE TABLE t (k INT, v INT, most BIGINT) WITH ('connector'='kafka', 'format'='json')")
  const ranked = 'SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY v DESC) AS place FROM t'
  const outcome = session.execute(`SELECT k, v FROM (${ranked}) WHERE ${condition}`)
  if (outcome.kind === 'failed') return outcome.diagnostic.message
  if (outcome.kind !== 'job') return outcome.kind
  return /rankRange=\[([^\]]*)\]/.exec(explain(outcome.plan))?.[1] ?? 'none'
}

const UNBOUNDED = 'The window can only be ordered in ASCENDING mode.'

// As Flink's EXPLAIN shows them.
describe('the ranks that a condition lets through', () => {
  it.each([
    ['place <= 2', 'rankStart=1, rankEnd=2'],
    ['NOT place > 2', 'rankStart=1, rankEnd=2'],
    ['(place > 2) IS NOT TRUE', 'rankStart=1, rankEnd=2'],
    ['CASE WHEN place < 3 THEN TRUE ELSE FALSE END', 'rankStart=1, rankEnd=2'],
    ['place < 2 OR place = 2', 'rankStart=1, rankEnd=2'],
    ['place IN (2, NULL)', 'rankStart=2, rankEnd=2'],
    ['place > 1 AND place < 4 AND place <> 7', 'rankStart=2, rankEnd=3'],
  ])('are one range where %s says so', (condition, range) => {
    expect(rangeWhere(condition)).toBe(range)
  })

  it.each(['place IN (1, 2)', 'place <> 1', 'place < 4 AND place <> 3', 'place <= 2 OR v < 0'])(
    'are none to Flink where %s leaves a gap or asks for more',
    (condition) => {
      expect(rangeWhere(condition)).toBe(UNBOUNDED)
    },
  )

  it('are bounded by a column alone, for which < and = stand for <=', () => {
    for (const condition of ['place <= most', 'place < most', 'most = place'])
      expect(rangeWhere(condition)).toBe('rankEnd=most')
    for (const condition of ['place > most', 'place = v', 'place <= most AND place <= 2'])
      expect(rangeWhere(condition)).toBe(UNBOUNDED)
  })

  it('are read off the digits of a fraction, the same number of them for all', () => {
    expect(rangeWhere('place < 1.50')).toBe('rankStart=1, rankEnd=149')
    expect(rangeWhere('place BETWEEN 1 AND 2.5')).toBe('rankStart=10, rankEnd=25')
    expect(rangeWhere('place = 2.0')).toBe(UNBOUNDED)
    expect(rangeWhere('place <= 2e0')).toContain('BigDecimal cannot be cast')
  })
})
