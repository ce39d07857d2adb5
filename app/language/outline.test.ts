import { describe, expect, it } from 'vitest'
import { marked, TABLES } from './testing-kit/marked.ts'

function help(text: string): string | undefined {
  const { document, offset } = marked(text)
  const found = document.signatureHelp(offset)
  const signature = found?.signatures[found.active]
  const parameter = signature?.parameters[found?.argument ?? 0]
  return signature && parameter === undefined ? signature.label : signature?.label.slice(...(parameter ?? [0]))
}

describe('signature help', () => {
  it('names the argument that is being written', () => {
    expect(help('SELECT ROUND(¦ FROM orders')).toBe('number')
    expect(help('SELECT ROUND(price, ¦) FROM orders')).toBe('digits')
    expect(help("SELECT CONCAT_WS('-', item, ¦")).toBe('string2')
    expect(help('SELECT ROUND((price + ¦')).toBe('number')
  })

  it('chooses the form that has so many arguments, and stays with the last one that repeats', () => {
    expect(help('SELECT COALESCE(id, 1, 2, ¦')).toBe('…')
  })

  it('knows window functions, and the columns of an INSERT', () => {
    expect(help('SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), ¦')).toBe('size')
    expect(help('INSERT INTO payments VALUES (1, ¦')).toBe('amount DECIMAL(10, 2)')
    expect(help('INSERT INTO payments (paid, amount) VALUES (¦')).toBe('paid TIMESTAMP(3)')
  })

  it('is silent outside of calls', () => {
    expect(help('SELECT ¦id FROM orders')).toBeUndefined()
    expect(help('SELECT * FROM (SELECT ¦')).toBeUndefined()
  })
})

describe('outline', () => {
  it('lists statements with what is in them', () => {
    const { document } = marked(`SET 'parallelism.default' = '2';
WITH a AS (SELECT 1 AS x) SELECT * FROM a;
EXECUTE STATEMENT SET BEGIN INSERT INTO payments SELECT id, price, ts FROM orders; END;
CREATE TABLE broken (a INT,,;¦`)
    const items = document.outline()
    expect(items.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'table orders',
      'table payments',
      'view big_orders',
      'set SET parallelism.default',
      'query WITH a AS (SELECT 1 AS x) SELECT * FROM a',
      'statement STATEMENT SET',
      'statement CREATE TABLE broken (',
    ])
    expect(items[0]?.children.map(({ label, detail }) => `${label} ${detail}`).slice(0, 2)).toEqual([
      'id BIGINT',
      'item STRING NOT NULL',
    ])
    expect(items[4]?.children.map(({ label }) => label)).toEqual(['a'])
    expect(items[5]?.children.map(({ label }) => label)).toEqual(['INSERT INTO payments'])
    const name = items[1]?.nameSpan
    expect(document.text.slice(name?.start, name?.end)).toBe('payments')
  })
})

describe('folding', () => {
  it('takes statements, brackets and comments of several lines', () => {
    const { document } = marked('/* one\n two */\nSELECT *\nFROM (\n  SELECT 1 AS a\n) AS t;\n-- x\n-- y\n¦')
    const offset = TABLES.split('\n').length - 1
    const folds = document.folds().filter(({ startLine }) => startLine >= offset)
    expect(folds.map(({ startLine, endLine, isComment }) => [startLine - offset, endLine - offset, isComment])).toEqual(
      [
        [0, 1, true],
        [2, 5, false],
        [3, 4, false],
        [6, 7, true],
      ],
    )
  })
})
