import { describe, expect, it } from 'vitest'
import { diagnosticText } from '../../sql/diagnostic-text.ts'
import { analyzeScript } from '../analyze-script.ts'
import { Session } from '../session.ts'
import { FLINK_DEFECTS } from './flink-defects.ts'

const TABLES = `
CREATE TABLE o (id INT, r ROW<x INT NOT NULL, y INT>, k STRING, n INT, s SMALLINT, f FLOAT, d DOUBLE, ts TIMESTAMP(3), plain TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'kafka', 'format' = 'json');
CREATE TABLE p (id INT, k STRING, ts TIMESTAMP(3), plain TIMESTAMP(3),
  WATERMARK FOR ts AS ts) WITH ('connector' = 'kafka', 'format' = 'json');
CREATE TABLE keyed (k STRING, n BIGINT, PRIMARY KEY (k) NOT ENFORCED) WITH ('connector' = 'upsert-kafka');
CREATE TABLE narrow (k VARCHAR(3), n DECIMAL(4, 1), t DATE) WITH ('connector' = 'kafka', 'format' = 'json');
CREATE TABLE wide (k STRING, n DECIMAL(38, 18), t TIMESTAMP(3)) WITH ('connector' = 'kafka', 'format' = 'json');
`

/** The warnings of a statement as [code, the text at their place]. */
function warnings(sql: string): readonly (readonly [string, string])[] {
  const text = TABLES + sql
  const { diagnostics } = analyzeScript(text, new Session({ config: [], tables: new Map() }))
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([])
  return diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)])
}
const codes = (sql: string): readonly string[] => warnings(sql).map(([code]) => code)

describe('advice about a job', () => {
  it('lets state grow that the job frees when nobody touches it', () => {
    const ttl = "SET 'table.exec.state.ttl' = '1 d';\n"
    expect(codes(`${ttl}SELECT k, COUNT(*) FROM o GROUP BY k`)).toEqual([])
    expect(codes(`${ttl}SELECT o.n FROM o JOIN p ON o.id = p.id`)).toEqual([])
  })

  it.each([
    ['advice.join-state', 'SELECT o.n FROM o JOIN p ON o.id = p.id'],
    ['advice.group-state', 'SELECT k, COUNT(*) FROM o GROUP BY k'],
    ['advice.group-state', 'SELECT DISTINCT k FROM o'],
    [
      'advice.match-state',
      'SELECT * FROM o MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a PATTERN (A B) DEFINE B AS B.n > A.n)',
    ],
    [
      'advice.half-window',
      "SELECT window_start, COUNT(*) FROM TUMBLE(TABLE o, DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY window_start",
    ],
    [
      'advice.join-without-watermark',
      "SELECT o.n FROM o JOIN p ON o.id = p.id AND o.ts BETWEEN p.plain - INTERVAL '1' HOUR AND p.plain",
    ],
    [
      'advice.order-without-watermark',
      'SELECT id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY plain DESC) AS rn FROM o) WHERE rn = 1',
    ],
    ['advice.lossy-cast', "INSERT INTO narrow SELECT 'abc', d, DATE '2024-01-01' FROM o"],
    ['advice.chance-in-key', 'INSERT INTO keyed SELECT UUID(), n FROM o'],
    ['advice.chance-in-key', 'INSERT INTO keyed SELECT x, n FROM (SELECT UPPER(UUID()) AS x, n FROM o)'],
    [
      'defect.top-1-insert-only',
      'SELECT k, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY n) AS rn FROM o) WHERE rn = 1',
    ],
    ['defect.integer-variance', 'SELECT VAR_POP(n) FROM o'],
    ['defect.narrow-sum', 'SELECT SUM(s) FROM o'],
    ['defect.over-rank-ties', 'SELECT LAG(n) OVER (PARTITION BY k ORDER BY ts) FROM o'],
    [
      'defect.rank-fraction',
      'SELECT id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY n) AS rn FROM o) WHERE rn < 1.50',
    ],
    [
      'defect.rank-fraction',
      "SELECT id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY window_start, window_end ORDER BY n) AS rn FROM TUMBLE(TABLE o, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) WHERE rn <= 5.0",
    ],
    [
      'defect.rank-column',
      'SELECT id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY n) AS rn FROM o) WHERE rn < id',
    ],
    ['defect.float-first', 'SELECT n FROM o WHERE f = d'],
    ['defect.float-digits', 'SELECT d <> CAST(0.1 AS FLOAT) FROM o'],
    [
      'defect.match-within',
      "SELECT * FROM o MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a PATTERN (A B) WITHIN INTERVAL '-1' HOUR DEFINE B AS B.n > 1)",
    ],
    ['defect.row-field', 'SELECT n FROM o WHERE r.x IS NOT NULL'],
    ['defect.interval-week', "SELECT ts + INTERVAL '1' WEEK FROM o"],
    ['defect.interval-quarter', "SELECT ts + INTERVAL '1' QUARTER FROM o"],
    ['defect.array-agg-order', 'SELECT ARRAY_AGG(n ORDER BY id) FROM o'],
    ['defect.subquery-order', 'SELECT n FROM (SELECT n FROM o ORDER BY ts)'],
    ['defect.group-by-number', 'SELECT COUNT(*) FROM o GROUP BY 1'],
    ['defect.empty-regexp', "SELECT REGEXP(k, '') FROM o"],
    ['defect.empty-like', "SELECT n FROM o WHERE k LIKE ''"],
    [
      'defect.match-unused-define',
      "SELECT * FROM o MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a PATTERN (A B) WITHIN INTERVAL '1' HOUR DEFINE B AS B.n > A.n, C AS C.n > 1)",
    ],
    [
      'defect.match-greedy',
      "SELECT * FROM o MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a PATTERN (A B* C) WITHIN INTERVAL '1' HOUR DEFINE C AS C.n > 1)",
    ],
  ])('tells %s: %s', (code, sql) => {
    expect(codes(sql)).toContain(code)
  })

  it.each([
    'SELECT o.n FROM o JOIN p ON o.id = p.id AND o.ts BETWEEN p.ts - INTERVAL 1 HOUR AND p.ts',
    "SELECT window_start, COUNT(*) FROM TUMBLE(TABLE o, DESCRIPTOR(ts), INTERVAL '1' MINUTE) GROUP BY window_start, window_end",
    'SELECT COUNT(*), SUM(n), VAR_POP(d), AVG(s) FROM o',
    'SELECT k, COUNT(*) FROM (VALUES (1), (2)) AS v (k) GROUP BY k',
    'SELECT id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY ts DESC) AS rn FROM o) WHERE rn = 1',
    'SELECT k, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY n DESC) AS rn FROM o) WHERE rn = 1',
    'INSERT INTO wide SELECT k, n, ts FROM o',
    "INSERT INTO narrow SELECT 'abc', CAST(d AS DECIMAL(4, 1)), DATE '2024-01-01' FROM o",
    'INSERT INTO keyed SELECT k, CAST(RAND() * 10 AS BIGINT) FROM o',
    'SELECT SUM(n) OVER (PARTITION BY k ORDER BY ts) FROM o',
    "SELECT ts + INTERVAL '7' DAY, ARRAY_AGG(n) OVER (ORDER BY ts) FROM o",
    "SELECT n FROM o WHERE k LIKE '%a' AND REGEXP(k, 'a')",
    'SELECT n FROM (SELECT n FROM o LIMIT 3)',
    'SELECT n FROM o WHERE r.y IS NULL OR r IS NULL OR r.x = 1',
    'SELECT id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY n) AS rn FROM o) WHERE rn <= id',
    'SELECT n FROM o WHERE d = f OR f < d OR CAST(f AS DOUBLE) = d',
    "SELECT * FROM o MATCH_RECOGNIZE (ORDER BY ts MEASURES A.id AS a PATTERN (A B* C) WITHIN INTERVAL '1' HOUR DEFINE B AS B.n > 1)",
  ])('is silent about %s', (sql) => {
    expect(codes(sql)).toEqual([])
  })

  it('points at what it means', () => {
    expect(warnings("INSERT INTO narrow SELECT k, d, DATE '2024-01-01' FROM o")).toEqual([
      ['advice.lossy-cast', 'k'],
      ['advice.lossy-cast', 'd'],
    ])
    expect(warnings('INSERT INTO keyed SELECT UUID(), n FROM o')).toEqual([['advice.chance-in-key', 'UUID()']])
    expect(warnings('SELECT VAR_POP(n) FROM o')).toEqual([['defect.integer-variance', 'VAR_POP(n)']])
  })

  it('finds views that nothing reads, where something is read at all', () => {
    const views = 'CREATE VIEW v AS SELECT n FROM o; CREATE VIEW w AS SELECT n FROM o;'
    expect(warnings(`${views} SELECT n FROM w`)).toEqual([['advice.unused-view', 'v']])
    expect(warnings(views)).toEqual([])
  })

  it('names the version and the issue of a defect in both languages', () => {
    const text = `${TABLES} SELECT k, n FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY k ORDER BY n) AS rn FROM o) WHERE rn = 1`
    const [found] = analyzeScript(text, new Session({ config: [], tables: new Map() })).diagnostics
    if (found === undefined) throw new Error('nothing found')
    expect(diagnosticText(found, 'en')).toContain('(Flink 2.2.0, FLINK-39966)')
    expect(diagnosticText(found, 'zh')).toContain('（Flink 2.2.0, FLINK-39966）')
  })

  it('has words for every entry of the ledger', () => {
    for (const { code } of FLINK_DEFECTS) {
      const message = diagnosticText(
        { code, severity: 'warning', message: '', span: { start: 0, end: 0 }, phase: 'plan' },
        'zh',
      )
      expect(message, code).toMatch(/[\u4e00-\u9fff]/)
    }
  })
})

describe('analyzing a script', () => {
  const errors = (text: string): readonly string[] =>
    analyzeScript(text, new Session({ config: [], tables: new Map() })).diagnostics.map(({ message }) => message)

  it('tells a mistake of every statement', () => {
    expect(errors('SELECT a FROM x; SELECT b FROM y; CREATE VIEW v AS SELECT 1 AS a; SELECT b FROM v')).toHaveLength(3)
  })

  it('does not repeat that a definition failed wherever it is used', () => {
    const unread =
      'CREATE TABLE t (a INT,, b INT); CREATE VIEW v AS SELECT a FROM t; SELECT a FROM v; INSERT INTO t SELECT 1'
    expect(errors(unread)).toHaveLength(1)
    const unbound = 'CREATE VIEW v AS SELECT z FROM (VALUES (1)) AS x (a); SELECT z FROM `v`; SELECT a FROM w'
    expect(errors(unbound)).toHaveLength(2)
  })
})
