import { describe, expect, it } from 'vitest'
import { must } from '../../../base/assert.ts'
import { Session } from '../../session.ts'
import type { StreamNode } from '../node.ts'

// Which of MAX(s), MIN(s) take values back was read off Flink's plans: MAX_RETRACT or MAX.

const TABLES = [
  `CREATE TABLE t (k STRING, g INT, v INT) WITH ('connector'='kafka','format'='json')`,
  `CREATE TABLE c (k STRING, v INT) WITH ('connector'='kafka','format'='debezium-json')`,
]

/** The calls of the topmost aggregation that take nothing back. */
function kept(inner: string, where = '', more: readonly string[] = []): readonly string[] {
  const session = new Session({ config: [], tables: new Map() })
  for (const table of [...TABLES, ...more]) session.execute(table)
  const outcome = session.execute(`SELECT MAX(s) AS hi, MIN(s) AS lo FROM (${inner}) ${where}`)
  if (outcome.kind !== 'job') throw new Error(JSON.stringify(outcome))
  let node: StreamNode = must(outcome.plan.sinks[0])
  while (node.kind !== 'GroupAggregate') node = must(node.inputs[0])
  const { monotonic = [], calls } = node
  return monotonic.map((i) => must(calls[i]).fn.name)
}

const sum = (argument: string, where = '') => `SELECT k, SUM(${argument}) AS s FROM t ${where} GROUP BY k`
const count = 'SELECT k, COUNT(*) AS s FROM t GROUP BY k'

describe('monotonicCalls', () => {
  it('keeps the maximum of what only grows and the minimum of what only shrinks', () => {
    expect(kept(count)).toEqual(['MAX'])
    expect(kept('SELECT k, MAX(v) AS s FROM t GROUP BY k')).toEqual(['MAX'])
    expect(kept('SELECT k, MIN(v) AS s FROM t GROUP BY k')).toEqual(['MIN'])
    expect(kept('SELECT k, LAST_VALUE(v) AS s FROM t GROUP BY k')).toEqual([])
  })

  it('knows the sign of a sum from conditions and literals', () => {
    expect(kept(sum('v'))).toEqual([])
    expect(kept(sum('v', 'WHERE v >= 0'))).toEqual(['MAX'])
    expect(kept(sum('v', 'WHERE v <= 0'))).toEqual(['MIN'])
    expect(kept(sum('v', 'WHERE v >= -1'))).toEqual([])
    expect(kept(sum('v', 'WHERE v > 3 OR v = 1'))).toEqual(['MAX'])
    expect(kept(sum('CASE WHEN v > 5 THEN 1 END'))).toEqual(['MAX'])
    expect(kept(sum('IF(v > 5, 1, 0)'))).toEqual([])
    expect(kept(sum('v * 2', 'WHERE v > 0'))).toEqual([])
    expect(kept(`SELECT k, SUM(v) FILTER (WHERE v > 0) AS s FROM t GROUP BY k`)).toEqual(['MAX'])
  })

  it('counts both as kept where the column never changes', () => {
    expect(kept('SELECT DISTINCT k, v AS s FROM t')).toEqual(['MAX', 'MIN'])
  })

  it('keeps both over an OVER whose results are updated', () => {
    expect(kept('SELECT SUM(v) OVER (PARTITION BY k ORDER BY g) AS s FROM t')).toEqual(['MAX', 'MIN'])
    expect(kept('SELECT COUNT(v) OVER (PARTITION BY k ORDER BY g) AS s FROM t')).toEqual(['MAX', 'MIN'])
  })

  it('takes back what changes in an upsert source, but not its key alone', () => {
    const table = `CREATE TABLE u (id INT, v INT, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='upsert-kafka', 'key.format'='json', 'value.format'='json')`
    expect(kept('SELECT id AS s FROM u', '', [table])).toEqual(['MAX', 'MIN'])
    expect(kept('SELECT v AS s FROM u', '', [table])).toEqual([])
  })

  it('asks two of many conditions, and comparisons of one column as one', () => {
    const inner = 'SELECT k, COUNT(*) AS s, MIN(v) AS lo, MAX(v) AS hi FROM t GROUP BY k'
    expect(kept(inner, 'WHERE s > 1 AND hi > 2 AND lo > 3')).toEqual(['MAX'])
    expect(kept(inner, 'WHERE s > 1 AND lo > 3 AND hi > 2')).toEqual([])
    expect(kept(inner, 'WHERE hi >= 1 AND s >= 1 AND hi <= 9')).toEqual([])
  })

  it('takes values back where rows may fall out of a condition or change their group', () => {
    expect(kept(count, 'WHERE s > 1')).toEqual(['MAX'])
    expect(kept(count, 'WHERE 2 > s')).toEqual(['MAX'])
    expect(kept(count, 'WHERE s < 2')).toEqual([])
    expect(kept(count, 'WHERE s <> 3')).toEqual([])
    expect(
      kept(`SELECT n, MAX(v) AS s FROM (SELECT k, MAX(v) AS v, COUNT(*) AS n FROM t GROUP BY k) GROUP BY n`),
    ).toEqual([])
    expect(kept('SELECT k, COUNT(*) AS s FROM c GROUP BY k')).toEqual([])
  })
})
