import { describe, expect, it } from 'vitest'
import { applyEdits } from './rename.ts'
import { marked } from './testing-kit/marked.ts'

const hover = (text: string) => {
  const { document, offset } = marked(text)
  return document.hover(offset)
}

/** The line of the definition, with the name in brackets. */
function definition(text: string, before?: string): string | undefined {
  const { document, offset } = marked(text, before)
  const span = document.define(offset)
  if (span === undefined) return undefined
  const whole = document.text
  const start = whole.lastIndexOf('\n', span.start - 1) + 1
  const end = whole.indexOf('\n', span.end)
  const line = `${whole.slice(start, span.start)}[${whole.slice(span.start, span.end)}]${whole.slice(span.end, end < 0 ? undefined : end)}`
  return line.trim()
}

function renamed(text: string, to: string, before = ''): string {
  const { document, offset } = marked(text, before)
  const answer = document.rename(offset, to)
  return answer.ok ? applyEdits(document.text, answer.edits).slice(before.length) : `refused: ${answer.why.en}`
}

describe('hover', () => {
  it('says the type of a column, nullability and time attribute included', () => {
    expect(hover('SELECT pri¦ce FROM orders')?.code).toBe('price DECIMAL(10, 2)')
    expect(hover('SELECT o.i¦d FROM orders o')?.code).toBe('id BIGINT NOT NULL')
    expect(hover('SELECT t¦s FROM orders')?.code).toBe('ts TIMESTAMP(3) *ROWTIME*')
    expect(hover('SELECT o.address.ci¦ty FROM orders o')?.code).toBe('city STRING')
    expect(hover('SELECT o.i¦d FROM payments p LEFT JOIN orders o ON o.id = p.order_id')?.code).toBe('id BIGINT')
  })

  it('says the type of what a select list computes', () => {
    expect(hover('SELECT COUNT(*) AS numb¦er FROM orders')?.code).toBe('number BIGINT NOT NULL')
    expect(hover('SELECT item, SUM(price) AS tot¦al FROM orders GROUP BY item')?.code).toBe('total DECIMAL(38, 2)')
    expect(hover('SELECT twi¦ce FROM big_orders')?.code).toBe('twice DECIMAL(21, 2)')
    expect(hover('WITH w AS (SELECT UPPER(item) AS i FROM orders) SELECT w.i¦ FROM w')?.code).toBe('i STRING NOT NULL')
  })

  it('shows a table with its key and its watermark', () => {
    const shown = hover('SELECT * FROM ord¦ers')?.code
    expect(shown).toContain('TABLE orders (\n  id BIGINT NOT NULL,')
    expect(shown).toContain('ts TIMESTAMP(3) *ROWTIME*')
    expect(shown).toContain('PRIMARY KEY (id) NOT ENFORCED')
    expect(shown).toContain("WATERMARK FOR ts AS ts - INTERVAL '5' SECOND")
    expect(hover('SELECT * FROM big_¦orders')?.code).toContain('VIEW big_orders (\n  id BIGINT NOT NULL,')
  })

  it('tells what a function does, and what this call gives', () => {
    const found = hover('SELECT COU¦NT(*) FROM orders')
    expect(found?.code).toContain('→ BIGINT NOT NULL')
    expect(found?.text?.zh).toMatch(/[一-鿿]/)
    expect(hover("SELECT * FROM TABLE(TUM¦BLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))")?.code).toContain(
      'TUMBLE(TABLE table, DESCRIPTOR(time), size[, offset])',
    )
  })

  it('tells what an option does', () => {
    expect(hover("CREATE TABLE t (a INT) WITH ('connector' = 'kafka', 'top¦ic' = 'x')")?.text?.en).toMatch(/Topic/)
  })

  it('works in a statement that is not finished', () => {
    expect(hover('SELECT pri¦ce, FROM orders WHERE')?.code).toBe('price DECIMAL(10, 2)')
    expect(hover('SELECT o.price, FROM ord¦ers o WHERE')?.code).toContain('TABLE orders')
  })

  it('is silent where there is nothing to say', () => {
    expect(hover('SELECT nowhere¦ FROM orders')).toBeUndefined()
    expect(hover('SEL¦ECT 1')).toBeUndefined()
  })
})

describe('definition', () => {
  it('leads from a column to its table, through aliases and views', () => {
    expect(definition('SELECT o.pri¦ce FROM orders o')).toBe('[price] DECIMAL(10, 2),')
    expect(definition('SELECT twi¦ce FROM big_orders')).toBe(
      'CREATE VIEW big_orders AS SELECT id, price * 2 AS [twice], ts FROM orders WHERE price > 10;',
    )
    expect(definition('SELECT i¦d FROM big_orders')).toBe('[id] BIGINT,')
  })

  it('leads from a relation to what makes it', () => {
    expect(definition('SELECT * FROM big_¦orders')).toContain('CREATE VIEW [big_orders] AS')
    expect(definition('SELECT o¦.id FROM orders o')).toBe('SELECT o.id FROM orders [o]')
    expect(definition('WITH w AS (SELECT 1 AS a) SELECT * FROM w¦')).toBe('WITH [w] AS (SELECT 1 AS a) SELECT * FROM w')
    expect(definition('INSERT INTO pay¦ments SELECT id, price, ts FROM orders')).toContain('CREATE TABLE [payments]')
  })

  it('leads to the field of a row', () => {
    expect(definition('SELECT address.zi¦p FROM orders')).toBe('address ROW<city STRING, [zip] INT>,')
  })

  it('finds names in conditions, subqueries, windows and patterns', () => {
    expect(definition('SELECT 1 FROM payments p WHERE p.order_id IN (SELECT i¦d FROM orders)')).toBe('[id] BIGINT,')
    expect(
      definition('SELECT 1 FROM payments p WHERE EXISTS (SELECT 1 FROM orders o WHERE o.id = p¦.order_id)'),
    ).toContain('payments [p] WHERE')
    expect(definition('SELECT SUM(price) OVER w¦ FROM orders WINDOW w AS (PARTITION BY item ORDER BY ts)')).toContain(
      'WINDOW [w] AS',
    )
    expect(
      definition(
        'SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY ts MEASURES A¦.price AS p PATTERN (A B) DEFINE B AS B.price > A.price)',
      ),
    ).toContain('PATTERN ([A] B)')
  })

  it('has none for what Flink names itself', () => {
    const text = "SELECT window_s¦tart FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '1' MINUTE))"
    expect(definition(text)).toBeUndefined()
    expect(hover(text)?.code).toBe('window_start TIMESTAMP(3) NOT NULL')
  })
})

describe('rename', () => {
  const T = "CREATE TABLE t (id BIGINT, v INT) WITH ('connector' = 'print');\n"

  it('changes an alias and everything that goes by it', () => {
    expect(renamed('SELECT o¦.id, o.v FROM t AS o WHERE o.v > 1', 'x', T)).toBe(
      'SELECT x.id, x.v FROM t AS x WHERE x.v > 1',
    )
  })

  it('follows a column through a view that hands it on', () => {
    const script = `CREATE TABLE t (i¦d BIGINT) WITH ('connector' = 'print');
CREATE VIEW w AS SELECT id FROM t;
SELECT w.id, id AS other FROM w WHERE id > 1;`
    expect(renamed(script, 'key_id')).toBe(`CREATE TABLE t (key_id BIGINT) WITH ('connector' = 'print');
CREATE VIEW w AS SELECT key_id FROM t;
SELECT w.key_id, key_id AS other FROM w WHERE key_id > 1;`)
  })

  it('changes a column of a select list alone', () => {
    expect(renamed('WITH w AS (SELECT v + 1 AS m¦ore FROM t) SELECT more FROM w ORDER BY more', 'most', T)).toBe(
      'WITH w AS (SELECT v + 1 AS most FROM t) SELECT most FROM w ORDER BY most',
    )
  })

  it('changes both columns that USING joins', () => {
    const script = `CREATE TABLE a (id INT, x INT) WITH ('connector' = 'print');
CREATE TABLE b (id INT, y INT) WITH ('connector' = 'print');
SELECT a.x, b.y FROM a JOIN b USING (i¦d);`
    expect(renamed(script, 'k')).toBe(script.replace('¦', '').replaceAll('id', 'k'))
  })

  it('writes the new name in quotes where it needs them', () => {
    expect(renamed('SELECT v AS n¦ FROM t', 'two words', T)).toBe('SELECT v AS `two words` FROM t')
    expect(renamed('SELECT v AS n¦ FROM t', 'select', T)).toBe('SELECT v AS `select` FROM t')
  })

  it('refuses a name that is taken, so that nothing means something else', () => {
    expect(renamed('SELECT id¦, v FROM t', 'v', T)).toMatch(/^refused/)
    expect(renamed('SELECT a¦.id FROM t a JOIN t b ON a.id = b.id', 'b', T)).toMatch(/^refused/)
  })

  it('refuses what the script does not name, and what a natural join goes by', () => {
    expect(renamed('SEL¦ECT id FROM t', 'x', T)).toMatch(/^refused/)
    const script = `CREATE TABLE a (i¦d INT) WITH ('connector' = 'print');
CREATE TABLE b (id INT) WITH ('connector' = 'print');
SELECT 1 FROM a NATURAL JOIN b;`
    expect(renamed(script, 'k')).toMatch(/^refused: A NATURAL JOIN/)
  })
})

describe('references', () => {
  it('are every place of a name, its definition among them', () => {
    const { document, offset } = marked('SELECT i¦d FROM orders WHERE id > 1')
    const texts = document.references(offset).map(({ span, isDefinition }) => {
      return document.text.slice(span.start, span.end) + (isDefinition ? '!' : '')
    })
    // In the table: column and key; in the view; here twice.
    expect(texts).toEqual(['id!', 'id', 'id', 'id', 'id'])
  })
})
