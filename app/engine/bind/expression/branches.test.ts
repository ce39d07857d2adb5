import { expect, it } from 'vitest'
import { Session } from '../../session.ts'

function refusal(query: string): string {
  const session = new Session({ config: [], tables: new Map() })
  session.execute("CREATE TABLE t (k INT NOT NULL, ts TIMESTAMP(3) NOT NULL) WITH ('connector'='datagen')")
  const done = session.execute(query)
  return done.kind === 'failed' ? done.diagnostic.message : done.kind
}

it('refuses the impossible cast of a literal in a branch that Flink may drop, wherever the query has it', () => {
  for (const query of [
    'SELECT CASE WHEN k > 0 THEN ts ELSE CAST(1 AS TIMESTAMP) END FROM t',
    'SELECT IF(k > 0, ts, CAST(1 AS TIMESTAMP)) FROM t',
    'SELECT k FROM t WHERE k > 0 OR CAST(1 AS TIMESTAMP) IS NULL',
  ])
    expect(refusal(query), query).toContain('a cast of a literal that Flink has no code for, in a branch')
  expect(refusal('SELECT CAST(1 AS TIMESTAMP) FROM t')).toContain('is not allowed')
})
