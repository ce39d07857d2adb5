import { describe, expect, it } from 'vitest'
import type { Select } from './ast.ts'
import type { Statement } from './ast-statement.ts'
import { parseExpression, parseScript, parseStatement } from './parse-script.ts'

/** The mistakes of a text as [code, the text at their place]. */
const mistakes = (text: string): [string, string][] =>
  parseScript(text).diagnostics.map(({ code, span }) => [code, text.slice(span.start, span.end)])

const read = (text: string): Statement => {
  const { value, diagnostics } = parseStatement(text)
  if (value === undefined) throw new Error(diagnostics[0]?.message ?? 'nothing was read')
  return value
}

const select = (text: string): Select => {
  const statement = read(text)
  if (statement.kind !== 'query-statement' || statement.query.body.kind !== 'select') throw new Error('no SELECT')
  return statement.query.body
}

describe('reading a script', () => {
  it('tells every mistake that stands apart, each at its place', () => {
    const text = `CREATE TABLE t (
      id INT NOT,
      ts TIMESTAMP(3,
      WATERMARK ts AS ts
    ) WITH ('connector' = kafka);
    SELECT a, FROM t WHERE b != 1;
    SELECT 1;
    DROP TABEL t`
    expect(mistakes(text)).toEqual([
      ['parse.expected', 'NOT'],
      ['parse.expected', ','],
      ['parse.expected', 'ts'],
      ['parse.expected', 'kafka'],
      ['parse.expected', 'FROM'],
      ['parse.not-equal', '!='],
      ['parse.misspelt', 'TABEL'],
    ])
  })

  it('goes on with the next statement where a semicolon is missing', () => {
    const text = 'SELECT a FROM t\nSELECT b FROM\nCREATE VIEW v AS SELECT 1\nINSERT INTO u SELECT 2 FRM t;\nSELECT 3'
    expect(mistakes(text)).toEqual([
      ['parse.missing-semicolon', 'SELECT'],
      ['parse.expected', 'CREATE'],
      ['parse.missing-semicolon', 'INSERT'],
      ['parse.misspelt', 'FRM'],
    ])
    expect(parseScript(text).diagnostics[0]?.fixes?.[0]?.edits).toEqual([{ span: { start: 15, end: 15 }, text: ';' }])
  })

  it('takes up reading at a SELECT on a line of its own', () => {
    expect(mistakes('SELECT a FROM t GROUP b\nSELECT c, FROM t;\nSELECT x FROM (t AS\nSELECT 1)')).toEqual([
      ['parse.expected', 'b'],
      ['parse.expected', 'FROM'],
      ['parse.expected', 'SELECT'],
    ])
  })

  it('tells one mistake for one slip in a statement set', () => {
    const text = 'EXECUTE STATEMENT SET\nBEGIN\nINSERT INTO a SELECT FROM t;\nINSERT INTO b SELECT 2\nEND;\nSELECT 1'
    expect(mistakes(text)).toEqual([
      ['parse.expected', 'FROM'],
      ['parse.expected', 'END'],
    ])
  })

  it.each([
    ['SELECT (a + 1 FROM t', '('],
    ['SELECT a + 1) FROM t', ')'],
    ['SELECT a FROM t WHERE b x IS NULL', 'x'],
    ['SELECT a FROM t JOIN u b.x = t.x', 'b'],
    ['SELECT CAST(a AS TIMESTAMP(3) WITH LOCAL ZONE) FROM t', 'ZONE'],
    ['SELECT * FROM (TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL 1 MINUTE))', '('],
    ['TABLE t ADD (a INT)', 'TABLE'],
    ['SET a.b 4', '4'],
  ])('points at the slip in %s', (text, place) => {
    expect(mistakes(text).map(([, where]) => where)).toEqual([place])
  })

  it('keeps the statements around a mistake', () => {
    const { statements } = parseScript('SELECT 1; SELECT FROM; SET; ;; SHOW TABLES;')
    expect(statements.map(({ kind }) => kind)).toEqual(['query-statement', 'set', 'other'])
  })

  it('gives each statement its place', () => {
    const text = '-- first\nSELECT 1;\n  SELECT 2 ; '
    expect(parseScript(text).statements.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      'SELECT 1',
      'SELECT 2',
    ])
  })

  it.each([
    ['SELEC 1', 'parse.misspelt-statement', 'SELEC'],
    ['SELECT a FORM t', 'parse.misspelt', 'FORM'],
    ['SELECT a FROM t WHRE b = 1', 'parse.misspelt', 'WHRE'],
    ['SELECT a FROM t GROUP a', 'parse.expected', 'a'],
    ['SELECT value FROM t', 'parse.reserved-word', 'value'],
    ['SELECT "a" FROM t', 'parse.double-quotes', '"a"'],
    ['SELECT a FROM t JOIN u', 'parse.join-condition', 'JOIN'],
    ["SELECT a AS 'b' FROM t", 'parse.string-alias', "'b'"],
    ["SELECT 'a' 'b'", 'parse.same-line-string', "'b'"],
    ["SELECT DATE '2024/01/01'", 'parse.bad-datetime', "'2024/01/01'"],
    ["SELECT X'ABC'", 'parse.odd-binary', "X'ABC'"],
    ['SELECT a BETWEEN 1, 2', 'parse.between-without-and', ','],
    ['SELECT SUM(a) FILTER (WHERE b) OVER w FROM t', 'parse.filter-before-over', 'OVER'],
    ['SELECT JSON_ARRAYAGG(a) FILTER (WHERE b) FROM t', 'parse.expected', 'FILTER'],
    ['SELECT a FROM t MINUS SELECT 1', 'parse.minus', 'MINUS'],
    ['UPSERT INTO t SELECT 1', 'parse.upsert', 'UPSERT'],
    [
      'CREATE TABLE t (a INT, WATERMARK FOR a AS a, WATERMARK FOR b AS b)',
      'parse.multiple-watermarks',
      'WATERMARK FOR b AS b',
    ],
    ["SELECT a FROM t /*+ OPTIONS('a') */", 'parse.empty-hint-option', "'a'"],
    ["SELECT 'a;\n SELECT b FROM c WHERE d = 'e'", 'parse.open-string', "'"],
    ['SELECT 1 /* a', 'parse.unterminated-comment', '/* a'],
    ['SELECT `a', 'parse.unterminated-identifier', '`a'],
  ])('refuses %s', (text, code, place) => {
    expect(mistakes(text)[0]).toEqual([code, place])
  })

  it.each([
    ['SELECT a, FROM t', 'SELECT a FROM t'],
    ["CREATE TABLE t (a INT) WITH ('a' = 'b',)", "CREATE TABLE t (a INT) WITH ('a' = 'b')"],
    ['SELECT a FROM t GROUP a', 'SELECT a FROM t GROUP BY a'],
    ['SELECT value FROM t', 'SELECT `value` FROM t'],
    ['SELECT a FROM t WHERE a != 1', 'SELECT a FROM t WHERE a <> 1'],
    ['SELECT a FROM t MINUS SELECT b FROM u', 'SELECT a FROM t EXCEPT SELECT b FROM u'],
    ['SELECT (a + 1 FROM t', 'SELECT (a + 1) FROM t'],
    ["SELECT a AS 'b' FROM t", 'SELECT a AS `b` FROM t'],
  ])('mends %s', (before, after) => {
    const edits = parseScript(before).diagnostics[0]?.fixes?.[0]?.edits ?? []
    const [edit] = edits
    if (edit === undefined) throw new Error('no fix')
    expect(before.slice(0, edit.span.start) + edit.text + before.slice(edit.span.end)).toBe(after)
  })

  it('offers the word that was probably meant', () => {
    const [first] = parseScript('SELECT a FORM t').diagnostics
    expect(first?.fixes).toMatchObject([
      { title: "Change to 'FROM'", edits: [{ span: { start: 9, end: 13 }, text: 'FROM' }] },
    ])
  })

  it('stops at a depth that no author reaches instead of failing', () => {
    for (const text of [
      `SELECT ${'('.repeat(50_000)}`,
      `SELECT ${'- '.repeat(50_000)}1`,
      `SELECT CAST(a AS ${'ARRAY<'.repeat(50_000)}`,
    ]) {
      expect(mistakes(text)[0]?.[0]).toBe('parse.too-deep')
    }
  })
})

describe('reading one statement', () => {
  it('refuses a second one', () => {
    expect(parseStatement('SELECT 1; SELECT 2').diagnostics[0]?.code).toBe('parse.single-statement')
    expect(parseStatement('SELECT 1;;').diagnostics).toEqual([])
  })

  it('refuses a text without a statement', () => {
    expect(parseStatement('-- nothing').diagnostics[0]?.code).toBe('parse.no-statement')
  })

  it('takes options with and without quotes', () => {
    expect(read("SET 'a.b' = 'c d'")).toMatchObject({ kind: 'set', key: 'a.b', value: 'c d' })
    expect(read('SET a.b = c')).toMatchObject({ kind: 'set', key: 'a.b', value: 'c' })
    expect(parseStatement("SET 'a' = b").diagnostics).toHaveLength(1)
  })

  it('takes the commas of FROM as the loosest join', () => {
    const { from } = select('SELECT * FROM a, b JOIN c ON TRUE')
    expect(from).toMatchObject({ kind: 'join', comma: true, right: { kind: 'join', comma: false } })
  })

  it('lets INTERSECT bind tighter than UNION', () => {
    const statement = read('SELECT 1 UNION SELECT 2 INTERSECT SELECT 3')
    expect(statement).toMatchObject({ query: { body: { op: 'UNION', right: { op: 'INTERSECT' } } } })
  })

  it('tells a grouping tuple from a bracketed expression', () => {
    const { groupBy } = select('SELECT 1 FROM t GROUP BY (a), (a, b), (a + 1) * 2, ()')
    expect(groupBy?.map(({ kind }) => kind)).toEqual(['expr', 'tuple', 'expr', 'empty'])
  })

  it('reads a statement set as one statement', () => {
    const statement = read('EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END;')
    expect(statement).toMatchObject({ kind: 'statement-set', inserts: [{ kind: 'insert' }, { kind: 'insert' }] })
  })

  it('keeps the place of the query of a view', () => {
    const text = 'CREATE VIEW v AS SELECT 1 -- one'
    const view = read(text)
    if (view.kind !== 'create-view') throw new Error('no view')
    expect(text.slice(view.querySpan.start, view.querySpan.end)).toBe('SELECT 1')
  })
})

describe('reading one expression', () => {
  const shape = (text: string) => parseExpression(text).value

  it('follows the order of the operators', () => {
    expect(shape('a OR b AND NOT c = d + e * f')).toMatchObject({
      op: 'OR',
      right: { op: 'AND', right: { op: 'NOT', operand: { op: '=', right: { op: '+', right: { op: '*' } } } } },
    })
    expect(shape('a = b IS NULL')).toMatchObject({ kind: 'is', operand: { op: '=' } })
    expect(shape('a + b || c')).toMatchObject({ op: '+', right: { op: '||' } })
  })

  it('takes texts on several lines as one', () => {
    expect(shape("'a'\n  'b'")).toMatchObject({ kind: 'literal', text: 'ab' })
  })

  it('decodes escapes of Unicode texts', () => {
    expect(shape("U&'\\00e9!'")).toMatchObject({ text: 'é!' })
    expect(shape("U&'#00e9\\' UESCAPE '#'")).toMatchObject({ text: 'é\\' })
  })

  it('brings the arguments of functions with a syntax of their own into one order', () => {
    expect(shape("TRIM('x' FROM a)")).toMatchObject({ args: [{ word: 'BOTH' }, { text: 'x' }, { kind: 'column' }] })
    expect(shape("JSON_OBJECT('a': 1)")).toMatchObject({
      args: [{ word: 'KEY' }, { text: 'a' }, { word: 'VALUE' }, { text: '1' }],
    })
  })

  it('refuses what follows behind it', () => {
    expect(parseExpression('a b').diagnostics).toHaveLength(1)
  })
})
