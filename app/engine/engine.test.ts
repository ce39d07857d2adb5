import { describe, expect, it } from 'vitest'
import { must } from '../base/assert.ts'
import { typeText } from '../types/type-text.ts'
import { createEngine } from './engine.ts'

// Plans and messages as Flink 2.2 gives them; a Calc that only selects columns of a scan is the scan's own here.

const ORDERS = `CREATE TABLE orders (id INT, customer STRING, amount INT, status STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector'='kafka','format'='json');`
const engine = createEngine()

/** The plan without what is not Flink's: kept state, upsert keys. */
function planOf(query: string): readonly string[] {
  const lines = engine.explain(`${ORDERS}${query}`).split('\n')
  const own = lines.filter((line) => !line.trim().startsWith('state:') && !line.startsWith('Sink('))
  return own.map((line) => line.replace(/^[\s:+-]*/, '').replace(/, upsertKey=.*\)$/, ')'))
}

function schemaOf(query: string): readonly string[] {
  const { statements } = engine.analyze(`${ORDERS}${query}`)
  const outcome = must(statements.at(-1)).outcome
  if (outcome.kind !== 'job') throw new Error(JSON.stringify(outcome))
  return must(outcome.schema).map((c) => `${c.name} ${typeText(c.type)}`)
}

function mistakeOf(query: string): string {
  const { diagnostics } = engine.analyze(`${ORDERS}${query}`)
  const { phase, message } = must(diagnostics[0])
  return `${phase}: ${message}`
}

describe('explain', () => {
  it('computes SUM and AVG from $SUM0 and COUNT where COUNT is kept anyway', () => {
    const [calc, aggregate] = planOf(
      'SELECT customer, SUM(amount) AS a, COUNT(amount) AS c, AVG(amount) AS v FROM orders GROUP BY customer',
    )
    expect(calc).toMatch(/^Calc\(select=\[customer, CASE\(=\(/)
    expect(aggregate).toMatch(
      /^GroupAggregate\(groupBy=\[customer\], select=\[customer, \$SUM0\(amount\) AS \S+, COUNT\(amount\) AS \S+\], changelogMode=\[I,UB,UA\]\)$/,
    )
  })

  it('keeps AVG where taking it apart saves no call', () => {
    const [aggregate] = planOf(
      'SELECT customer, SUM(amount) AS a, COUNT(*) AS c, AVG(amount) AS v FROM orders GROUP BY customer',
    )
    expect(aggregate).toMatch(/SUM\(amount\) AS \S+, COUNT\(\*\) AS \S+, AVG\(amount\) AS /)
  })

  it('always computes a variance from sums', () => {
    const plan = planOf('SELECT customer, VAR_POP(amount) AS v FROM orders GROUP BY customer')
    expect(plan[1]).toMatch(/select=\[customer, SUM\(\S+\) AS \S+, SUM\(amount\) AS \S+, COUNT\(amount\) AS \S+\]/)
    expect(plan[2]).toMatch(/^Calc\(select=\[customer, amount, \*\(amount, amount\) AS /)
  })

  it('expands grouping sets with a number that has a bit for every missing key', () => {
    const plan = planOf('SELECT customer, status, COUNT(*) AS c FROM orders GROUP BY CUBE (customer, status)')
    expect(plan[2]).toBe(
      'Expand(projects=[{customer, status, 0 AS $e}, {customer, null AS status, 1 AS $e}, {null AS customer, status, 2 AS $e}, {null AS customer, null AS status, 3 AS $e}], changelogMode=[I])',
    )
  })

  it('drops aggregate calls that nobody reads, and not what they read', () => {
    const plan = planOf('SELECT customer FROM (SELECT customer, SUM(amount) AS s FROM orders GROUP BY customer)')
    expect(plan.slice(0, 2)).toEqual([
      'GroupAggregate(groupBy=[customer], select=[customer], changelogMode=[I,UB,UA])',
      'Calc(select=[customer, amount], changelogMode=[I])',
    ])
  })

  it('checks conditions on group keys before grouping, others after', () => {
    const plan = planOf(
      "SELECT customer, COUNT(*) AS n FROM orders GROUP BY customer HAVING customer <> 'x' AND COUNT(*) > 1",
    )
    expect(plan[0]).toMatch(/where=\[>\(\S+, 1\)\]/)
    expect(plan[2]).toMatch(/^Calc\(select=\[customer\], where=\[<>\(customer, 'x'\)\]/)
  })

  it('adds constant group keys after grouping', () => {
    const plan = planOf("SELECT status, 'all' AS k, COUNT(*) AS n FROM orders GROUP BY status, 'all'")
    expect(plan[0]).toMatch(/^Calc\(select=\[status, 'all' AS k/)
    expect(plan[1]).toMatch(/^GroupAggregate\(groupBy=\[status\]/)
  })

  it('makes one node of a window and its aggregation, with filters below', () => {
    const windows = "TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '3' SECOND, INTERVAL '1' SECOND))"
    const plan = planOf(
      `SELECT window_start, window_end, COUNT(*) AS n FROM ${windows} WHERE customer = 'a' GROUP BY window_start, window_end`,
    )
    expect(plan[1]).toMatch(/^WindowAggregate\(window=\[TUMBLE\(time_col=\[ts\], size=\[3 s\], offset=\[1 s\]\)\]/)
    expect(plan[2]).toBe("Calc(select=[ts], where=[=(customer, 'a')], changelogMode=[I])")
  })

  it('groups by window_start alone as by any column', () => {
    const windows = "TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '3' SECOND))"
    expect(planOf(`SELECT window_start, COUNT(*) AS n FROM ${windows} GROUP BY window_start`)[0]).toMatch(
      /^GroupAggregate\(groupBy=\[window_start\]/,
    )
  })

  it('tells what keeps state and why it grows', () => {
    const text = engine.explain(`${ORDERS}SELECT customer, COUNT(DISTINCT amount) AS n FROM orders GROUP BY customer`)
    expect(text).toContain('accumulators of every group (customer); grows with the number of groups and is never freed')
    expect(text).toContain('COUNT(DISTINCT) keeps every distinct value of amount')
  })
})

describe('analyze', () => {
  it('numbers what has no name by its place, and repeated names by count', () => {
    expect(schemaOf('SELECT o.*, amount + 1, o.id FROM orders AS o')).toEqual([
      'id INT',
      'customer STRING',
      'amount INT',
      'status STRING',
      'ts TIMESTAMP(3) *ROWTIME*',
      'EXPR$5 INT',
      'id0 INT',
    ])
  })

  it('types the columns of a window', () => {
    expect(schemaOf("SELECT * FROM TABLE(TUMBLE(TABLE orders, DESCRIPTOR(ts), INTERVAL '3' SECOND))").slice(5)).toEqual(
      [
        'window_start TIMESTAMP(3) NOT NULL',
        'window_end TIMESTAMP(3) NOT NULL',
        'window_time TIMESTAMP(3) NOT NULL *ROWTIME*',
      ],
    )
  })

  it('makes keys nullable that a grouping set leaves out', () => {
    expect(schemaOf("SELECT GROUPING(customer) AS g, 'x' AS k FROM orders GROUP BY ROLLUP (customer)")).toEqual([
      'g BIGINT NOT NULL',
      'k CHAR(1) NOT NULL',
    ])
  })

  it.each([
    ['SELECT nope FROM orders', "parse: Column 'nope' not found in any table"],
    ['SELECT id FROM nowhere', "parse: Object 'nowhere' not found"],
    ['SELECT * FROM (SELECT id, id FROM orders)', "parse: Column 'id' is ambiguous"],
    ['SELECT status, COUNT(*) FROM orders GROUP BY customer', "parse: Expression 'status' is not being grouped"],
    ['SELECT SUM(COUNT(*)) FROM orders', 'parse: Aggregate expressions cannot be nested'],
    ['SELECT id FROM orders WHERE SUM(id) > 1', 'parse: Aggregate expression is illegal in WHERE clause'],
    ['SELECT id FROM orders WHERE amount', 'parse: WHERE clause must be a condition'],
    ['SELECT id FROM orders UNION ALL SELECT id, amount FROM orders', 'parse: Column count mismatch in UNION'],
    [
      'INSERT INTO nowhere SELECT id FROM orders',
      "parse: Cannot find table '`default_catalog`.`default_database`.`nowhere`' in any of the catalogs [default_catalog], nor as a temporary table.",
    ],
  ])('refuses %s', (query, mistake) => {
    expect(mistakeOf(query)).toBe(mistake)
  })

  it('places a mistake at its name and goes on with the next statement', () => {
    const script = `${ORDERS} SELECT nope FROM orders; SELECT id FROM orders`
    const { diagnostics, statements } = engine.analyze(script)
    const { start, end } = must(diagnostics[0]).span
    expect(script.slice(start, end)).toBe('nope')
    expect(must(statements.at(-1)).outcome.kind).toBe('job')
  })

  it('lists tables and views with their columns, for completion', () => {
    const script = `${ORDERS} CREATE VIEW paid AS SELECT id, amount * 2 AS twice FROM orders WHERE status = 'paid';`
    const views = engine.analyze(script).relations.filter((r) => r.kind === 'view')
    expect(views.map((v) => [v.name, v.columns.map((c) => `${c.name} ${typeText(c.type)}`)])).toEqual([
      ['paid', ['id INT', 'twice INT']],
    ])
  })

  it('names what Flink has and the engine has not', () => {
    const { diagnostics } = engine.analyze(`${ORDERS} EXPLAIN SELECT id FROM orders`)
    expect(must(diagnostics[0]).unsupported).toBe('EXPLAIN')
  })
})
