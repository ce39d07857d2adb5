import { describe, expect, it } from 'vitest'
import { must } from '../base/assert.ts'
import { typeText } from '../types/type-text.ts'
import { type Outcome, Session } from './session.ts'

// Outcomes as Flink 2.2 gives them.

const KAFKA = "WITH ('connector'='kafka', 'format'='json')"

function outcomes(...statements: readonly string[]): readonly Outcome[] {
  const session = new Session({ config: [], tables: new Map() })
  return statements.map((statement) => session.execute(statement))
}
const last = (...statements: readonly string[]): Outcome => must(outcomes(...statements).at(-1))

function mistake(...statements: readonly string[]): string {
  const outcome = last(...statements)
  if (outcome.kind !== 'failed') throw new Error(`no mistake but ${outcome.kind}`)
  return `${outcome.diagnostic.phase}: ${outcome.diagnostic.message}`
}

function schema(...statements: readonly string[]): readonly string[] {
  const outcome = last(...statements)
  if (outcome.kind !== 'job') throw new Error(JSON.stringify(outcome))
  return must(outcome.schema).map((c) => `${c.name} ${typeText(c.type)}`)
}

function rows(...statements: readonly string[]): readonly unknown[] {
  const outcome = last(...statements)
  if (outcome.kind !== 'result') throw new Error(JSON.stringify(outcome))
  return outcome.rows
}

describe('CREATE TABLE', () => {
  it('makes key columns NOT NULL and types computed ones', () => {
    const table = `CREATE TABLE t (id INT, v INT, twice AS v * 2, PRIMARY KEY (id) NOT ENFORCED) ${KAFKA}`
    expect(schema(table, 'SELECT * FROM t')).toEqual(['id INT NOT NULL', 'v INT', 'twice INT'])
  })

  it.each([
    ['id INT, PRIMARY KEY (id)', "parse: Flink doesn't support ENFORCED mode for PRIMARY KEY constraint."],
    ['id INT, d AS id + 1, PRIMARY KEY (d) NOT ENFORCED', "parse: Could not create a PRIMARY KEY with column 'd'."],
    ['id INT, id INT', "parse: A regular Column named 'id' already exists in the table."],
    ['id INT, WATERMARK FOR ts AS ts', "parse: The rowtime attribute field 'ts' is not defined in the table schema"],
    ['id BIGINT, WATERMARK FOR id AS id - 5', 'parse: Invalid data type of time field for watermark definition.'],
    ['id INT, a AS id + 1, b AS a + 1', "parse: Unknown identifier 'a'"],
  ])('refuses (%s)', (elements, message) => {
    expect(mistake(`CREATE TABLE t (${elements}) ${KAFKA}`)).toContain(message.slice(0, 60))
  })

  it('merges LIKE: columns are added, options overwritten', () => {
    const base = `CREATE TABLE b (id INT) ${KAFKA}`
    expect(schema(base, "CREATE TABLE t (extra STRING) WITH ('topic'='x') LIKE b", 'SELECT * FROM t')).toEqual([
      'id INT',
      'extra STRING',
    ])
    expect(mistake(base, 'CREATE TABLE t (id STRING) LIKE b')).toBe(
      "parse: A column named 'id' already exists in the base table.",
    )
  })

  it('refuses a second table of the name', () => {
    const table = `CREATE TABLE t (id INT) ${KAFKA}`
    expect(mistake(table, table)).toBe(
      'plan: Table (or view) default_database.t already exists in Catalog default_catalog.',
    )
  })
})

describe('views', () => {
  const table = `CREATE TABLE t (id INT, name STRING) ${KAFKA}`

  it('keep the columns that `*` had when they were made', () => {
    const statements = [table, 'CREATE VIEW v AS SELECT * FROM t', 'ALTER TABLE t ADD extra INT', 'SELECT * FROM v']
    expect(schema(...statements)).toEqual(['id INT', 'name STRING'])
  })

  it('can be altered and renamed', () => {
    const statements = [table, 'CREATE VIEW v AS SELECT id FROM t', 'ALTER VIEW v AS SELECT id * 2 AS twice FROM t']
    expect(schema(...statements, 'ALTER VIEW v RENAME TO w', 'SELECT * FROM w')).toEqual(['twice INT'])
    expect(mistake(...statements, 'ALTER VIEW v RENAME TO w', 'SELECT * FROM v')).toBe("parse: Object 'v' not found")
  })

  it('answer OK, as tables do not', () => {
    expect(rows(table, 'CREATE VIEW v AS SELECT id FROM t')).toEqual([['OK']])
    expect(last(table).kind).toBe('nothing')
  })

  it('are listed among the tables, temporary ones hide nothing when dropped', () => {
    const statements = [table, 'CREATE TEMPORARY VIEW v AS SELECT id FROM t']
    expect(rows(...statements, 'SHOW TABLES')).toEqual([['t'], ['v']])
    expect(rows(...statements, 'DROP TEMPORARY VIEW v', 'SHOW TABLES')).toEqual([['t']])
  })
})

describe('ALTER TABLE', () => {
  const table = `CREATE TABLE t (id INT, d AS id + 1) ${KAFKA}`

  it('drops a column that nothing refers to', () => {
    expect(schema(table, 'ALTER TABLE t DROP d', 'SELECT * FROM t')).toEqual(['id INT'])
    expect(mistake(table, 'ALTER TABLE t DROP id')).toBe(
      'parse: Failed to execute ALTER TABLE statement.\nThe column `id` is referenced by computed column `d`.',
    )
  })
})

describe('databases', () => {
  it('hold tables of the same name', () => {
    const statements = [`CREATE TABLE t (id INT) ${KAFKA}`, 'CREATE DATABASE sales', 'USE sales']
    expect(mistake(...statements, 'SELECT * FROM t')).toBe("parse: Object 't' not found")
    expect(schema(...statements, 'SELECT * FROM default_database.t')).toEqual(['id INT'])
    expect(mistake('USE shop')).toBe(
      'plan: A database with name [shop] does not exist in the catalog: [default_catalog].',
    )
  })
})

describe('INSERT', () => {
  const source = `CREATE TABLE s (id INT, name STRING) ${KAFKA}`
  const target = `CREATE TABLE t (id INT, name STRING, note STRING) ${KAFKA}`

  it('gives NULL to columns that are not named', () => {
    expect(last(source, target, 'INSERT INTO t (name, id) SELECT name, id FROM s').kind).toBe('job')
  })

  it.each([
    ['INSERT INTO t SELECT id FROM s', 'plan: Column types of query result and sink for'],
    ['INSERT INTO t (id, id) SELECT id, id FROM s', "parse: Target column 'id' is assigned more than once"],
    ['INSERT INTO t (nope) SELECT id FROM s', "parse: Unknown target column 'nope'"],
    ['INSERT INTO t SELECT name, id, name FROM s', 'plan: Column types of query result and sink for'],
  ])('refuses %s', (insert, message) => {
    expect(mistake(source, target, insert)).toContain(message)
  })
})

describe('statement sets', () => {
  it('read a table once for all sinks that need the same columns', () => {
    const tables = ['s', 'a', 'b'].map((name) => `CREATE TABLE ${name} (id INT, v INT) ${KAFKA}`)
    const set =
      'EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT * FROM s WHERE v > 1; INSERT INTO b SELECT * FROM s; END'
    const outcome = last(...tables, set)
    if (outcome.kind !== 'job') throw new Error(outcome.kind)
    expect(outcome.plan.sinks.map((s) => s.name)).toEqual(['a', 'b'])
    expect(outcome.plan.nodes.filter((n) => n.kind === 'TableSourceScan')).toHaveLength(1)
  })
})

describe('group windows', () => {
  const table = `CREATE TABLE t (k STRING, v INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) ${KAFKA}`

  it('give their bounds through functions of the same arguments', () => {
    const size = "ts, INTERVAL '5' SECOND"
    const query = `SELECT TUMBLE_START(${size}) AS s, TUMBLE_ROWTIME(${size}) AS r, k, COUNT(*) AS n FROM t GROUP BY TUMBLE(${size}), k`
    expect(schema(table, query)).toEqual([
      's TIMESTAMP(3) NOT NULL',
      'r TIMESTAMP(3) *ROWTIME*',
      'k STRING',
      'n BIGINT NOT NULL',
    ])
  })

  it('need a time attribute, not only a timestamp that looks like one', () => {
    const view = 'CREATE VIEW late AS SELECT k, MAX(ts) AS ts FROM t GROUP BY k'
    const window = "TABLE(TUMBLE(TABLE late, DESCRIPTOR(ts), INTERVAL '5' SECOND))"
    const query = `SELECT window_start, COUNT(*) AS n FROM ${window} GROUP BY window_start, window_end`
    expect(mistake(table, view, query)).toBe(
      'plan: The window function requires the timecol is a time attribute type, but is TIMESTAMP(3).',
    )
  })
})

describe('names', () => {
  it('find the fields of nested rows without a prefix', () => {
    const table = `CREATE TABLE p (id INT, home ROW<city STRING, geo ROW<lat DOUBLE>>) ${KAFKA}`
    expect(schema(table, 'SELECT city, lat, p.home.geo.lat AS l, home.* FROM p')).toEqual([
      'city STRING',
      'lat DOUBLE',
      'l DOUBLE',
      'city0 STRING',
      'geo ROW<`lat` DOUBLE>',
    ])
  })
})

describe('options', () => {
  it('take any value and fail the first query that reads a bad one', () => {
    const set = "SET 'table.exec.sink.upsert-materialize' = 'SOMETIMES'"
    expect(outcomes(`CREATE TABLE t (id INT) ${KAFKA}`, set).map((o) => o.kind)).toEqual(['nothing', 'nothing'])
    expect(mistake(`CREATE TABLE t (id INT) ${KAFKA}`, set, 'SELECT id FROM t')).toMatch(/^plan: Could not parse value/)
  })

  it('refuse what would change the changelog and is not there yet', () => {
    const outcome = last(
      `CREATE TABLE t (id INT) ${KAFKA}`,
      "SET 'table.exec.mini-batch.enabled' = 'true'",
      'SELECT id FROM t',
    )
    expect(outcome.kind === 'failed' && outcome.diagnostic.unsupported).toBe('table.exec.mini-batch.enabled = true')
  })
})
