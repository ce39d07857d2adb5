import { describe, expect, it } from 'vitest'
import { must } from '../../../base/assert.ts'
import { typeText } from '../../../types/type-text.ts'
import { Session } from '../../session.ts'

// Types as Flink 2.2 gives them.

const TABLE =
  "CREATE TABLE t (k STRING, w BIGINT NOT NULL, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector'='kafka', 'format'='json')"

function typeOf(call: string): string {
  const session = new Session({ config: [], tables: new Map() })
  session.execute(TABLE)
  const outcome = session.execute(`SELECT ${call} AS x FROM t`)
  if (outcome.kind !== 'job') throw new Error(JSON.stringify(outcome))
  return typeText(must(must(outcome.schema)[0]).type)
}

describe('a call OVER values that are NOT NULL', () => {
  it.each([
    ['SUM(w) OVER (PARTITION BY k ORDER BY ts ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)', 'BIGINT'],
    ["MIN(w) OVER (ORDER BY ts RANGE INTERVAL '1' SECOND PRECEDING)", 'BIGINT'],
    ['STDDEV_SAMP(w) OVER (ORDER BY ts ROWS 2 PRECEDING)', 'BIGINT'],
    ['STDDEV_SAMP(w) OVER (ORDER BY ts RANGE UNBOUNDED PRECEDING)', 'BIGINT NOT NULL'],
    ['COUNT(1) OVER (ORDER BY ts ROWS 2 PRECEDING)', 'BIGINT NOT NULL'],
  ])('%s is %s', (call, type) => {
    expect(typeOf(call)).toBe(type)
  })
})

describe('a query whose plan in Flink depends on more than it says', () => {
  const numbered = 'SELECT w, k, ROW_NUMBER() OVER (ORDER BY k) AS rn FROM t'
  it.each([
    ['SELECT * FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY k IS NULL ORDER BY w) <= 2', 'QUALIFY over a condition'],
    [`SELECT rn FROM (${numbered}) WHERE rn <= w`, 'a rank up to a column'],
  ])('%s is refused by name', (query, feature) => {
    const session = new Session({ config: [], tables: new Map() })
    session.execute(TABLE)
    const outcome = session.execute(query)
    if (outcome.kind === 'job') throw new Error('accepted')
    expect(JSON.stringify(outcome)).toContain(feature)
  })
})
