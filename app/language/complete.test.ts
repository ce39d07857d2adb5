import { describe, expect, it } from 'vitest'
import { labels, marked } from './testing-kit/marked.ts'

const first = (text: string, count: number): readonly string[] => labels(text).slice(0, count)

describe('completion of columns', () => {
  it('knows the relation of FROM, although the list before it is not finished', () => {
    expect(first('SELECT ¦ FROM orders;', 7)).toEqual(['id', 'item', 'price', 'address', 'tags', 'ts', 'orders'])
    expect(first('SELECT id, ¦ FROM orders', 2)).toEqual(['id', 'item'])
    expect(first('SELECT COUNT(¦ FROM orders WHERE id > 1;', 2)).toEqual(['id', 'item'])
    expect(labels('SELECT id FROM orders WHERE (price > 1 AND ¦;')).toContain('address')
  })

  it('replaces the word that is being written', () => {
    const { document, offset } = marked('SELECT pri¦ FROM orders')
    const { span } = document.complete(offset)
    expect(document.text.slice(span.start, span.end)).toBe('pri')
  })

  it('is not confused by a statement that follows without a semicolon between', () => {
    expect(first('SELECT ¦ FROM payments\n\nINSERT INTO orders SELECT * FROM orders;', 3)).toEqual([
      'order_id',
      'amount',
      'paid',
    ])
  })

  it('follows an alias, a path and the fields of a row', () => {
    expect(labels('SELECT o.¦ FROM orders o')).toEqual(['id', 'item', 'price', 'address', 'tags', 'ts', '*'])
    expect(labels('SELECT o.address.¦ FROM orders o')).toEqual(['city', 'zip'])
    expect(labels('SELECT address.¦ FROM orders')).toEqual(['city', 'zip'])
  })

  it('says the types of columns, of a view as the binder finds them', () => {
    const { document, offset } = marked('SELECT ¦ FROM big_orders')
    const [id, twice, ts] = document.complete(offset).suggestions
    expect([id?.detail, twice?.detail, ts?.detail]).toEqual([
      'BIGINT NOT NULL',
      'DECIMAL(21, 2)',
      'TIMESTAMP(3) *ROWTIME*',
    ])
  })

  it('knows both sides of a join, also while its condition is being written', () => {
    expect(labels('SELECT * FROM orders o JOIN payments p ON o.id = p.¦')).toEqual(['order_id', 'amount', 'paid', '*'])
    expect(first('SELECT ¦ FROM orders o LEFT JOIN payments p ON', 9)).toEqual(
      expect.arrayContaining(['id', 'order_id', 'paid']),
    )
  })

  it('names the relation where two have the column', () => {
    expect(labels('SELECT ¦ FROM orders a JOIN orders b ON a.id = b.id')).toEqual(
      expect.arrayContaining(['a.id', 'b.id']),
    )
  })

  it('makes what may be missing after an outer join nullable', () => {
    const { document, offset } = marked('SELECT o.¦ FROM payments p LEFT JOIN orders o ON p.order_id = o.id')
    expect(document.complete(offset).suggestions[0]).toMatchObject({ label: 'id', detail: 'BIGINT' })
  })

  it('knows WITH tables and subqueries, whole or broken', () => {
    expect(labels('WITH w AS (SELECT id, price FROM orders) SELECT w.¦ FROM w')).toEqual(['id', 'price', '*'])
    expect(labels('WITH w AS (SELECT id, price AS, FROM orders) SELECT w.¦ FROM w')).toContain('id')
    expect(labels('SELECT d.¦ FROM (SELECT id AS number, item FROM orders) AS d')).toEqual(['number', 'item', '*'])
    expect(labels('SELECT d.¦ FROM (SELECT id AS number, item FROM orders WHERE) AS d')).toEqual([
      'number',
      'item',
      '*',
    ])
  })

  it('sees the query around a subquery, but not from inside of FROM', () => {
    const inner = labels('SELECT * FROM orders o WHERE EXISTS (SELECT 1 FROM payments p WHERE ¦)')
    expect(inner.slice(0, 3)).toEqual(['order_id', 'amount', 'paid'])
    expect(inner).toContain('item')
    expect(labels('SELECT * FROM orders o JOIN (SELECT ¦ FROM payments) p ON TRUE')).not.toContain('item')
  })

  it('knows what a window table function adds', () => {
    expect(
      labels(`SELECT ¦ FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))`).slice(0, 9),
    ).toEqual(['id', 'item', 'price', 'address', 'tags', 'ts', 'window_start', 'window_end', 'window_time'])
    expect(labels('SELECT w.¦ FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR())) w')).toContain('window_end')
  })

  it('knows the elements of an unnested collection', () => {
    expect(labels('SELECT ¦ FROM orders CROSS JOIN UNNEST(tags) AS t (tag)')).toContain('tag')
  })

  it('goes by the last definition that could be read while a new one is being written', () => {
    const { document } = marked('SELECT id FROM orders;¦')
    const text = document.text.replace('item STRING NOT NULL', 'item STRING NOT')
    document.setText(text)
    expect(document.complete(text.indexOf('FROM orders;') - 1).suggestions[0]?.label).toBe('id')
    expect(document.diagnostics.map(({ code }) => code)).toEqual(['parse.expected'])
  })
})

describe('completion of relations', () => {
  it('offers tables and views in FROM, JOIN and INTO', () => {
    expect(first('SELECT * FROM ¦', 3)).toEqual(['big_orders', 'orders', 'payments'])
    expect(first('SELECT * FROM orders JOIN ¦', 1)).toEqual(['big_orders'])
    expect(first('SELECT * FROM orders, ¦', 1)).toEqual(['big_orders'])
    expect(first('SELECT id FROM pay¦ WHERE id > 1', 1)).toEqual(['big_orders'])
    expect(labels('INSERT INTO ¦')).toContain('payments')
    expect(labels('DROP VIEW ¦')).toEqual(['big_orders'])
    expect(labels('DESCRIBE ¦')).toContain('orders')
  })

  it('offers only what is defined before', () => {
    expect(labels("SELECT * FROM ¦;\nCREATE TABLE later (a INT) WITH ('connector' = 'print');")).not.toContain('later')
  })

  it('offers WITH tables first, and window functions', () => {
    expect(first('WITH w AS (SELECT 1 AS one) SELECT * FROM ¦', 1)).toEqual(['w'])
    expect(labels('SELECT * FROM TABLE(¦')).toEqual(['TUMBLE', 'HOP', 'CUMULATE', 'SESSION'])
    expect(labels('SELECT * FROM TABLE(HOP(¦')).toContain('orders')
    expect(labels('SELECT * FROM ¦')).toContain('TUMBLE')
  })

  it('keeps to the relations that may be named', () => {
    const { document, offset } = marked('SELECT * FROM ¦')
    const found = document.complete(offset, { relations: ['payments'] }).suggestions
    expect(found.filter(({ kind }) => kind === 'table' || kind === 'view').map(({ label }) => label)).toEqual([
      'payments',
    ])
  })

  it('writes names that need it in quotes', () => {
    const { document, offset } = marked(
      'SELECT ¦ FROM odd',
      "CREATE TABLE odd (`two words` INT) WITH ('connector'='print');",
    )
    expect(document.complete(offset).suggestions[0]?.insert).toBe('`two words`')
  })

  it('offers the time columns of the table in a DESCRIPTOR', () => {
    expect(labels('SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(¦')).toEqual(['ts'])
  })

  it('offers the columns of the target in its list', () => {
    expect(labels('INSERT INTO payments (order_id, ¦')).toEqual(['order_id', 'amount', 'paid'])
  })
})

describe('completion of words', () => {
  it('begins a statement', () => {
    expect(first('¦', 2)).toEqual(['SELECT', 'INSERT INTO'])
    expect(labels('¦', '')).toContain('CREATE TABLE')
    expect(labels('SELECT 1;\n-- what next\n¦', '')).toContain('CREATE TABLE')
  })

  it('knows when a value has ended', () => {
    expect(labels('SELECT id ¦ FROM orders')).toEqual(expect.arrayContaining(['AS', 'FROM']))
    expect(labels('SELECT id ¦ FROM orders')).not.toContain('item')
    expect(labels('SELECT * FROM orders ¦')).toEqual(expect.arrayContaining(['WHERE', 'JOIN', 'GROUP BY']))
    expect(labels('SELECT * FROM orders WHERE id IS ¦')).toContain('NOT NULL')
  })

  it('leaves a new name to its author', () => {
    expect(labels('SELECT id AS ¦ FROM orders')).toEqual([])
  })

  it('offers aggregates only where they can stand', () => {
    expect(labels('SELECT ¦ FROM orders')).toContain('SUM')
    expect(labels('SELECT id FROM orders WHERE ¦')).not.toContain('SUM')
    expect(labels('SELECT id FROM orders WHERE ¦')).toContain('UPPER')
  })

  it('offers types, units and what the grammar waits for', () => {
    expect(labels('SELECT CAST(id AS ¦) FROM orders')).toContain('STRING')
    expect(labels("SELECT ts + INTERVAL '1' ¦ FROM orders")).toContain('HOUR')
    expect(labels('CREATE TABLE t (a ¦')).toContain('BIGINT')
    expect(labels('CREATE TABLE t (a INT, ¦')).toContain('WATERMARK FOR')
    expect(labels('CREATE TABLE t (a INT, ts TIMESTAMP(3), WATERMARK FOR ¦')).toEqual(
      expect.arrayContaining(['a', 'ts']),
    )
    expect(labels('INSERT ¦')).toContain('INTO')
  })

  it('is silent in comments and in texts', () => {
    expect(labels('-- SELECT ¦')).toEqual([])
    expect(labels("SELECT 'a¦b' FROM orders")).toEqual([])
    expect(labels('SELECT /* ¦ */ 1')).toEqual([])
  })

  it('describes functions with their forms in both languages', () => {
    const { document, offset } = marked('SELECT ¦ FROM orders')
    const found = document.complete(offset).suggestions.find(({ label }) => label === 'ROUND')
    expect(found).toMatchObject({ insert: 'ROUND($0)', signatures: ['ROUND(number[, digits])'] })
    expect(found?.documentation?.zh).toMatch(/[一-鿿]/)
  })
})

describe('completion of options', () => {
  it('offers keys of the connector and of its formats', () => {
    const inside = (rest: string): readonly string[] => labels(`CREATE TABLE t (a INT) WITH (${rest}`)
    expect(inside('¦')).toEqual(['connector'])
    expect(inside("'connector' = '¦'")).toContain('upsert-kafka')
    expect(inside("'connector' = 'kafka', '¦'")).toContain('scan.startup.mode')
    expect(inside("'connector' = 'kafka', 'scan.startup.mode' = '¦'")).toContain('earliest-offset')
    expect(inside("'connector' = 'kafka', 'format' = 'json', ¦")).toContain('json.ignore-parse-errors')
    expect(inside("'connector' = 'kafka', 'value.format' = 'csv', '¦")).toContain('value.csv.field-delimiter')
    expect(inside("¦, 'connector' = 'filesystem')")).toContain('path')
  })

  it('writes the whole pair for a new key and only the key inside of quotes', () => {
    const at = (text: string) => {
      const { document, offset } = marked(text)
      return document.complete(offset).suggestions.find(({ label }) => label === 'topic')?.insert
    }
    expect(at("CREATE TABLE t (a INT) WITH ('connector' = 'kafka', ¦)")).toBe("'topic' = '$0'")
    expect(at("CREATE TABLE t (a INT) WITH ('connector' = 'kafka', '¦')")).toBe('topic')
  })

  it('offers what SET takes', () => {
    expect(labels("SET '¦'")).toContain('table.exec.state.ttl')
    expect(labels("SET 'execution.runtime-mode' = '¦'")).toEqual(['streaming', 'batch'])
  })
})
