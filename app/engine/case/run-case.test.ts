import { describe, expect, it } from 'vitest'
import { createCaseSession } from './create-case-session.ts'
import { readCases } from './engine-case.ts'
import { runCase } from './run-case.ts'

/** What a case prints, without its name. */
function replay(text: string): readonly unknown[] {
  const lines: string[] = []
  for (const engineCase of readCases(text, 'test')) {
    runCase({ engineCase, session: createCaseSession(engineCase), print: (line) => lines.push(line), checks: true })
  }
  return lines.map((line) => {
    const { case: _name, ...rest } = JSON.parse(line)
    return rest
  })
}

const bids = `CREATE TABLE bid (id INT, price INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '2' SECOND)
  WITH ('connector'='kafka','format'='json')`
const words = "CREATE TABLE t (k STRING, v BIGINT) WITH ('connector'='kafka','format'='json')"

// The outcomes are Flink's, for the same cases.
describe('runCase', () => {
  it('prints schema, rows by step, watermarks and late rows', () => {
    const rows = ['00:00:01', '00:00:09', '00:00:11.999', '00:00:05', '00:00:12']
    const events = rows.map((time, i) => ({ t: 'bid', row: [i, 10, `2024-01-01 ${time}`] }))
    const query = `SELECT window_end, COUNT(*) AS c FROM TABLE(TUMBLE(TABLE bid, DESCRIPTOR(ts), INTERVAL '10' SECOND))
      GROUP BY window_start, window_end`
    const columns = [
      { name: 'window_end', type: 'TIMESTAMP(3) NOT NULL' },
      { name: 'c', type: 'BIGINT NOT NULL' },
    ]
    const watermark = (step: string, value: number | string) => ({ type: 'watermark', sink: 'result', step, value })
    const row = (step: string, values: unknown[]) => ({ type: 'row', sink: 'result', step, kind: '+I', row: values })
    expect(replay(JSON.stringify({ watermarks: true, statements: [bids, query], events }))).toEqual(
      [
        { type: 'schema', sink: 'result', columns },
        watermark('0', 1704067199000),
        watermark('1', 1704067207000),
        row('2', ['2024-01-01 00:00:10.000', '2']),
        watermark('2', 1704067209999),
        watermark('4', 1704067210000),
        row('end:bid', ['2024-01-01 00:00:20.000', '2']),
        watermark('end:bid', 'MAX'),
        { type: 'late', operator: 'WindowAggregate', dropped: 1 },
        { type: 'done', status: 'ok' },
      ].map((line) => ({ stmt: 1, ...line })),
    )
  })

  it('ends at a failure, with its phase, after the rows before it', () => {
    const statements = [words, 'SELECT CAST(k AS INT) AS n FROM t', 'SELECT k FROM t']
    const events = [
      { t: 't', row: ['1', 1] },
      { t: 't', row: { k: 'x' } },
      { t: 't', row: ['3', 3] },
    ]
    expect(replay(JSON.stringify({ statements, events }))).toMatchObject([
      { type: 'schema' },
      { type: 'row', step: '0', row: [1] },
      { type: 'error', phase: 'run', stmt: 1 },
      { type: 'done', status: 'error' },
    ])
  })

  it('gives each job of a case all events', () => {
    const statements = [words, 'SELECT COUNT(*) AS c FROM t', 'SELECT k FROM t']
    const printed = replay(JSON.stringify({ statements, events: [{ t: 't', row: ['a', 1] }] }))
    expect(printed).toMatchObject([
      { stmt: 1, type: 'schema' },
      { stmt: 1, type: 'row', row: ['1'] },
      { stmt: 2, type: 'schema' },
      { stmt: 2, type: 'row', row: ['a'] },
      { type: 'done', status: 'ok' },
    ])
  })

  it('reads numbers that JavaScript would round', () => {
    const text = `{"statements": [${JSON.stringify(words)}, "SELECT v FROM t"], "events": [{"t": "t", "row": ["a", 9007199254740993]}]}`
    expect(replay(text)).toContainEqual(expect.objectContaining({ type: 'row', row: ['9007199254740993'] }))
  })

  it('reads one case, an array of cases, or a case a line', () => {
    const line = JSON.stringify({ id: 'a', statements: [] })
    const ids = (text: string) => readCases(text, 'test').map((engineCase) => engineCase.id)
    expect(ids(line)).toEqual(['a'])
    expect(ids(`${line}\n\n${line.replace('"a"', '"b"')}\n`)).toEqual(['a', 'b'])
    expect(ids(`[${line},\n${line}]`)).toEqual(['a', 'a'])
    expect(ids('{\n"statements": []}')).toEqual(['test'])
  })
})
