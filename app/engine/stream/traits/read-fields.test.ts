import { describe, expect, it } from 'vitest'
import { Session } from '../../session.ts'
import { readFields } from './read-fields.ts'

const TABLE = `CREATE TABLE t (
  kind INT, a ROW<id BIGINT, n ROW<x INT, y INT>, ts TIMESTAMP(3)>, b STRING, ts AS a.ts,
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'kafka', 'format' = 'json')`

function readsOf(query: string): readonly unknown[] {
  const session = new Session({ config: [], tables: new Map() })
  session.execute(TABLE)
  const outcome = session.execute(query)
  if (outcome.kind !== 'job') throw new Error('no job')
  return [...readFields(outcome.plan)].flatMap(([scan, reads]) => reads.map((read, i) => [scan.columns[i]?.name, read]))
}

describe('readFields', () => {
  it('follows fields through projections and watermarks', () => {
    expect(readsOf('SELECT a.id FROM t WHERE kind > 1')).toEqual([
      ['kind', true],
      ['a', [true, false, true]],
    ])
    expect(readsOf('SELECT a.n.y FROM t')).toEqual([['a', [false, [false, true], true]]])
  })

  it('reads all of a row that is handed on', () => {
    expect(readsOf('SELECT a FROM t')).toEqual([['a', true]])
    expect(readsOf('SELECT a.n, a.n.x FROM t')).toEqual([['a', [false, true, true]]])
  })

  it('reads what may fail, whoever asks for it', () => {
    expect(readsOf('SELECT COUNT(*) FROM (SELECT CAST(b AS INT) AS c FROM t) WHERE c > 0')).toContainEqual(['b', true])
  })

  it('reads of rows that are matched what keys, order, conditions and measures ask for', () => {
    const matched = (measure: string) => `SELECT * FROM (SELECT kind, a.id, a.n.x, b, ts FROM t)
      MATCH_RECOGNIZE (PARTITION BY kind ORDER BY ts MEASURES ${measure} AS m PATTERN (A C+ D) DEFINE C AS C.x > 1)`
    expect(readsOf(matched('LAST(C.b)'))).toEqual([
      ['kind', true],
      ['a', [false, [true], true]],
      ['b', true],
    ])
    expect(readsOf(matched('MAX(C.id)'))).toEqual([
      ['kind', true],
      ['a', [true, [true], true]],
      ['b', false],
    ])
  })
})
