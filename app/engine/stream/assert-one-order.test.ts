import { describe, expect, it } from 'vitest'
import { Session } from '../session.ts'

const TABLES = [
  "CREATE TABLE a (id INT, k INT, v INT) WITH ('connector'='kafka', 'format'='json')",
  "CREATE TABLE c (id INT, k INT, v INT) WITH ('connector'='kafka', 'format'='debezium-json')",
  "CREATE TABLE u (id INT, k INT, v INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='upsert-kafka')",
]
const COUNTED = 'SELECT k, COUNT(*) AS n FROM a GROUP BY k'
const GREATEST = 'SELECT k, MAX(v) AS m FROM a GROUP BY k'
const RACING = `SELECT n, m FROM (${COUNTED}) AS x JOIN (${GREATEST}) AS y ON x.k = y.k`

function refusedOf(query: string, ...settings: readonly string[]): string | undefined {
  const session = new Session({ config: [], tables: new Map() })
  for (const statement of [...TABLES, ...settings]) session.execute(statement)
  const outcome = session.execute(query)
  return outcome.kind === 'failed' ? outcome.diagnostic.unsupported : undefined
}

// Real Flink answers RACING in either order, from run to run.
describe('a table that is read twice', () => {
  it('is refused where its rows meet again behind an aggregation', () => {
    expect(refusedOf(RACING)).toContain('race each other')
  })

  it('is refused where a join shows which of its sides came first', () => {
    expect(refusedOf('SELECT x.id, y.v FROM c AS x JOIN c AS y ON x.id = y.id')).toContain('race each other')
    expect(refusedOf('SELECT x.id, y.v FROM a AS x LEFT JOIN a AS y ON x.id = y.id')).toContain('race each other')
  })

  it('runs where filters part the rows of one table', () => {
    const parted =
      'SELECT x.id, y.v FROM (SELECT * FROM c WHERE k = 1) AS x JOIN (SELECT * FROM c WHERE k = 2) AS y ON x.id = y.id'
    expect(refusedOf(parted)).toBeUndefined()
  })

  it('is refused where filters let a row go both ways', () => {
    const both =
      'SELECT x.id, y.v FROM (SELECT * FROM c WHERE k > 1) AS x JOIN (SELECT * FROM c WHERE v < 2) AS y ON x.id = y.id'
    expect(refusedOf(both)).toContain('race each other')
    expect(refusedOf('SELECT x.id FROM c AS x JOIN c AS y ON x.id = y.id WHERE y.v = 3')).toContain('race each other')
  })

  it('is refused where an update leaves by one filter and comes back by the other', () => {
    const parted =
      'SELECT x.id, y.v FROM (SELECT * FROM u WHERE k = 1) AS x JOIN (SELECT * FROM u WHERE k = 2) AS y ON x.v = y.v'
    expect(refusedOf(parted)).toContain('race each other')
  })

  it('runs where rows only come and find each other in either order', () => {
    expect(refusedOf('SELECT x.id, y.v FROM a AS x JOIN a AS y ON x.id = y.id')).toBeUndefined()
  })

  it('runs where each reader has a source of its own', () => {
    expect(refusedOf(RACING, "SET 'table.optimizer.reuse-sub-plan-enabled' = 'false'")).toBeUndefined()
  })
})
