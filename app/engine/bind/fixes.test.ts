import { describe, expect, it } from 'vitest'
import type { Diagnostic, TextEdit } from '../../sql/diagnostic.ts'
import { diagnosticText } from '../../sql/diagnostic-text.ts'
import { analyzeScript } from '../analyze-script.ts'
import { Session } from '../session.ts'

const TABLES = `CREATE TABLE orders (id INT, amount INT, \`big sum\` BIGINT) WITH ('connector' = 'kafka', 'format' = 'json');
CREATE TABLE texts (id INT, t STRING) WITH ('connector' = 'kafka', 'format' = 'json');
`
const errorsOf = (text: string): readonly Diagnostic[] =>
  analyzeScript(text, new Session({ config: [], tables: new Map() })).diagnostics.filter(
    ({ severity }) => severity === 'error',
  )

/** The statement after the first fix of its only mistake; what is told then besides is not empty. */
function fixed(sql: string): string {
  const text = TABLES + sql
  const [error, ...others] = errorsOf(text)
  expect(others).toEqual([])
  const edits: readonly TextEdit[] = error?.fixes?.[0]?.edits ?? []
  const after = [...edits]
    .reverse()
    .reduce((edited, { span, text: put }) => edited.slice(0, span.start) + put + edited.slice(span.end), text)
  expect(errorsOf(after)).toEqual([])
  return after.slice(TABLES.length)
}

describe('fixes of mistakes that binding finds', () => {
  it.each([
    ['SELECT amuont FROM orders', 'SELECT amount FROM orders'],
    ['SELECT o.Amount FROM orders AS o', 'SELECT o.amount FROM orders AS o'],
    ['SELECT `big sun` FROM orders', 'SELECT `big sum` FROM orders'],
    ['SELECT id FROM ordres', 'SELECT id FROM orders'],
    ['SELECT ordrs.id FROM orders', 'SELECT orders.id FROM orders'],
    ['SELECT UPER(t) FROM texts', 'SELECT UPPER(t) FROM texts'],
    ['SELECT id, COUNT(*) FROM orders', 'SELECT id, COUNT(*) FROM orders GROUP BY id'],
    [
      'SELECT id, amount FROM orders WHERE id > 1 GROUP BY id HAVING COUNT(*) > 1',
      'SELECT id, amount FROM orders WHERE id > 1 GROUP BY id, amount HAVING COUNT(*) > 1',
    ],
    [
      'INSERT INTO texts SELECT id, amount AS t FROM orders',
      'INSERT INTO texts SELECT id, CAST(amount AS STRING) AS t FROM orders',
    ],
  ])('mends %s', (before, after) => {
    expect(fixed(before)).toBe(after)
  })

  it('offers nothing where nothing is near', () => {
    expect(errorsOf(`${TABLES} SELECT nothing_like_it FROM orders`)[0]?.fixes).toBeUndefined()
    expect(errorsOf(`${TABLES} INSERT INTO texts SELECT id, amount FROM (SELECT * FROM orders)`)).toHaveLength(1)
  })

  it('says it in both languages', () => {
    const [error] = errorsOf(`${TABLES} SELECT amuont FROM orders`)
    if (error === undefined) throw new Error('no mistake found')
    expect(diagnosticText(error, 'en')).toBe("Column 'amuont' not found in any table; did you mean 'amount'?")
    expect(diagnosticText(error, 'zh')).toBe("任何表中都没有列 'amuont'；是否想写 'amount'？")
  })
})
