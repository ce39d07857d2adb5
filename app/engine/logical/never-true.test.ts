import { expect, it } from 'vitest'
import { Session } from '../session.ts'

// Which conditions leave an empty Values was read off Flink's plans.

const TABLE = 'CREATE TABLE t (id INT, x BOOLEAN, y BOOLEAN, k STRING, v INT)'

function readsNothing(condition: string): boolean {
  const session = new Session({ config: [], tables: new Map() })
  session.execute(TABLE)
  const outcome = session.execute(`SELECT id FROM t WHERE ${condition}`)
  if (outcome.kind !== 'job') throw new Error(JSON.stringify(outcome))
  return outcome.plan.nodes.every((node) => node.kind !== 'TableSourceScan')
}

it.each([
  'x AND NOT x',
  'x NOT IN (TRUE, FALSE)',
  'x IS TRUE AND x IS FALSE',
  "NOT (k LIKE 'a') AND v > 1 AND k LIKE 'a'",
  'v < id AND NOT (v < id)',
  'x AND NOT (x OR y)',
  'CAST(k AS BOOLEAN) AND NOT CAST(k AS BOOLEAN)',
])('a condition beside its negation reads nothing: %s', (condition) => {
  expect(readsNothing(condition)).toBe(true)
})

it.each([
  'v IS NULL AND v + 1 = id',
  'v IS NULL AND CAST(v AS BIGINT) + 1 > 2',
  'k IS NULL AND NOT (k LIKE k)',
  'x IS NULL AND y AND x',
  "k IS NULL AND TRIM(k) = 'a'",
])('NULL beside an operator over it reads nothing: %s', (condition) => {
  expect(readsNothing(condition)).toBe(true)
})

it.each(["k IS NULL AND UPPER(k) = 'A'", 'v IS NULL AND ABS(v) = 1', 'x AND x IS NOT TRUE', 'x AND (NOT x OR y)'])(
  'what is not seen through is run: %s',
  (condition) => {
    expect(readsNothing(condition)).toBe(false)
  },
)
