import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'

const TABLE =
  "CREATE TABLE t (id INT, k STRING, v INT NOT NULL, w INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='upsert-kafka', 'key.format'='json', 'value.format'='json')"

function planned(query: string): string {
  const session = new Session({ config: [], tables: new Map() })
  session.execute(TABLE)
  const outcome = session.execute(query)
  if (outcome.kind === 'failed') return outcome.diagnostic.code
  return outcome.kind
}

// all of them were asked of Flink 2.2.0, which answered the second kind at once and the first not within minutes

describe.each([
  "SELECT k FROM t WHERE v BETWEEN 1 AND 3 OR k = 'b'",
  "SELECT k, COUNT(v) FROM t WHERE id BETWEEN -1 AND 10 OR k > '' GROUP BY k",
  "SELECT k FROM t WHERE (v = 1 OR k = 'b') AND (w = 2 OR k = 'b')",
  "SELECT k FROM t WHERE (v = 1 AND w = 2 AND k = 'a') OR (v = 2 AND w = 3 AND k = 'b')",
  "SELECT k FROM t WHERE v NOT IN (1, 3) OR k = 'b'",
  "SELECT k, id, v FROM t WHERE (v = 1 AND id > 2) OR k = 'b'",
  "SELECT k FROM t WHERE UPPER(k) = 'A' OR (v = 2 AND w = 1)",
  "SELECT k FROM t WHERE k = 'x' OR (v IN (1, 2) AND w = 3)",
  "SELECT k FROM t WHERE k = 'x' OR (v = 3 AND w IS NOT NULL)",
  "SELECT k FROM t WHERE k = 'x' OR (w = 3 AND v IN (1, 2) AND id > 3)",
])('%s', (query) => {
  it('is refused, for Flink never ends planning it', () => {
    expect(planned(query)).toBe('endless-planning')
  })
})

describe.each([
  ['no comparison is asked twice', "SELECT k FROM t WHERE (v = 1 OR k = 'b') AND (w = 2 OR k = 'c')"],
  ['they become one range', 'SELECT k FROM t WHERE v BETWEEN 1 AND 3 OR v > 7'],
  ['they become sets of values', 'SELECT k FROM t WHERE (v = 1 AND w = 2) OR (v = 2 AND w = 3)'],
  ['what all ask is asked alone', "SELECT k FROM t WHERE (v = 1 AND w = 2) OR (v = 1 AND k = 'a')"],
  ['what is asked twice is no comparison', "SELECT k FROM t WHERE k LIKE 'a%' OR (v = 1 AND w = 1)"],
  ['the second one is written anew beside IN', "SELECT k FROM t WHERE k = 'x' OR (w = 3 AND v IN (1, 2))"],
  ['one of them is asked beside NULL', "SELECT k FROM t WHERE (w = 3 OR k = 'x') AND (k = 'x' OR k IS NULL)"],
  ['nothing is computed above', "SELECT * FROM t WHERE (v = 1 AND w = 2) OR k = 'b'"],
  ['the columns are read in their order', "SELECT id, k, v FROM t WHERE (v = 1 AND id > 2) OR k = 'b'"],
])('where %s', (_, query) => {
  it('is planned', () => {
    expect(planned(query)).toBe('job')
  })
})
