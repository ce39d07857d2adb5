import { describe, expect, it } from 'vitest'
import { must } from '../../../base/assert.ts'
import { type Outcome, Session } from '../../session.ts'
import { modeText } from '../explain.ts'
import type { StreamNode, StreamPlan } from '../node.ts'

// Expected modes were read off EXPLAIN CHANGELOG_MODE of Flink 2.2. A Calc that only selects columns
// over a scan is part of the scan here, and Exchange has no counterpart.

const TABLES = {
  appended: `CREATE TABLE appended (id INT, customer STRING, amount INT) WITH ('connector'='kafka','format'='json')`,
  cdc: `CREATE TABLE cdc (id INT, owner STRING, city STRING, balance INT, PRIMARY KEY (id) NOT ENFORCED)
    WITH ('connector'='kafka','format'='debezium-json')`,
  upserts: `CREATE TABLE upserts (id INT, owner STRING, city STRING, balance INT, PRIMARY KEY (id) NOT ENFORCED)
    WITH ('connector'='upsert-kafka')`,
  timed: `CREATE TABLE timed (id INT, v INT, w STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND,
    PRIMARY KEY (id) NOT ENFORCED) WITH ('connector'='upsert-kafka')`,
}
const sink = (columns: string, connector = 'upsert-kafka') =>
  `CREATE TABLE target (${columns}) WITH ('connector'='${connector}')`

function run(statements: readonly string[], config: Readonly<Record<string, string>> = {}): Outcome {
  const session = new Session({ config: Object.entries(config), tables: new Map() })
  const outcomes = [...Object.values(TABLES), ...statements].map((s) => session.execute(s))
  return must(outcomes.at(-1))
}

function plan(statements: readonly string[], config?: Readonly<Record<string, string>>): StreamPlan {
  const outcome = run(statements, config)
  if (outcome.kind !== 'job') throw new Error(JSON.stringify(outcome))
  return outcome.plan
}

/** `Kind[mode]` of the nodes from the sink down. */
function modes(node: StreamNode): readonly string[] {
  const own =
    node.kind === 'Sink' ? (node.materialize ? 'Sink+materializer' : 'Sink') : `${node.kind}[${modeText(node.mode)}]`
  return [own, ...node.inputs.flatMap(modes)]
}

const chain = (statements: readonly string[], config?: Readonly<Record<string, string>>) =>
  modes(must(plan(statements, config).sinks[0]))

describe('inferChangelog', () => {
  it('sends -U to a sink that takes every change', () => {
    const statements = [
      sink('c STRING, n BIGINT', 'print'),
      'INSERT INTO target SELECT customer, COUNT(*) FROM appended GROUP BY customer',
    ]
    expect(chain(statements)).toEqual(['Sink', 'GroupAggregate[I,UB,UA]', 'TableSourceScan[I]'])
  })

  it('leaves -U out where the sink key is the query key', () => {
    const statements = [
      sink('city STRING, s INT, PRIMARY KEY (city) NOT ENFORCED'),
      'INSERT INTO target SELECT city, SUM(balance) FROM cdc GROUP BY city',
    ]
    expect(chain(statements)).toEqual(['Sink', 'GroupAggregate[I,UA,D]', 'TableSourceScan[I,UB,UA,D]'])
  })

  it('keeps -U under a filter on something else than the key', () => {
    const statements = [
      sink('customer STRING, n BIGINT, PRIMARY KEY (customer) NOT ENFORCED'),
      'INSERT INTO target SELECT customer, COUNT(*) FROM appended GROUP BY customer HAVING COUNT(*) > 2',
    ]
    expect(chain(statements)).toEqual(['Sink', 'Calc[I,UB,UA]', 'GroupAggregate[I,UB,UA]', 'TableSourceScan[I]'])
  })

  it('drops -U right behind a source that sends it', () => {
    const statements = [
      sink('id INT, o STRING, PRIMARY KEY (id) NOT ENFORCED'),
      'INSERT INTO target SELECT id, owner FROM cdc',
    ]
    expect(chain(statements)).toEqual(['Sink', 'DropUpdateBefore[I,UA,D]', 'TableSourceScan[I,UB,UA,D]'])
  })

  it('hands a key on under a wider integer type', () => {
    const statements = [
      sink('id BIGINT, o STRING, PRIMARY KEY (id) NOT ENFORCED'),
      'INSERT INTO target SELECT id, owner FROM cdc',
    ]
    expect(chain(statements)).toEqual([
      'Sink',
      'Calc[I,UA,D]',
      'DropUpdateBefore[I,UA,D]',
      'TableSourceScan[I,UB,UA,D]',
    ])
  })

  it('materializes where the key is lost in a cast to text', () => {
    const statements = [
      sink('id STRING, o STRING, PRIMARY KEY (id) NOT ENFORCED'),
      'INSERT INTO target SELECT CAST(id AS STRING), owner FROM cdc',
    ]
    expect(chain(statements)).toEqual(['Sink+materializer', 'Calc[I,UB,UA,D]', 'TableSourceScan[I,UB,UA,D]'])
  })

  it('materializes where WHERE pins the key to a constant', () => {
    const statements = [
      sink('id INT, o STRING, PRIMARY KEY (id) NOT ENFORCED'),
      'INSERT INTO target SELECT id, owner FROM cdc WHERE id = 3',
    ]
    expect(chain(statements)).toEqual(['Sink+materializer', 'Calc[I,UB,UA,D]', 'TableSourceScan[I,UB,UA,D]'])
  })

  it('keeps -U without a materializer where the sink key contains the query key', () => {
    const statements = [
      sink('id INT, o STRING, PRIMARY KEY (id, o) NOT ENFORCED'),
      'INSERT INTO target SELECT id, owner FROM cdc',
    ]
    expect(chain(statements)).toEqual(['Sink', 'TableSourceScan[I,UB,UA,D]'])
  })

  it('keeps -U of a global aggregate, whose key is empty', () => {
    const statements = [
      sink('k STRING, n BIGINT, PRIMARY KEY (k) NOT ENFORCED'),
      "INSERT INTO target SELECT 'all', COUNT(*) FROM appended",
    ]
    expect(chain(statements)).toEqual(['Sink', 'Calc[I,UB,UA]', 'GroupAggregate[I,UB,UA]', 'TableSourceScan[I]'])
  })

  it('obeys the option against materializers', () => {
    const statements = [
      sink('c STRING, d STRING, s INT, PRIMARY KEY (c) NOT ENFORCED'),
      'INSERT INTO target SELECT city, owner, SUM(balance) FROM cdc GROUP BY city, owner',
    ]
    expect(chain(statements)[0]).toBe('Sink+materializer')
    expect(chain(statements, { 'table.exec.sink.upsert-materialize': 'NONE' })[0]).toBe('Sink')
  })

  it('refuses updates for a sink that only appends', () => {
    const outcome = run([
      sink('c STRING, n BIGINT', 'kafka'),
      'INSERT INTO target SELECT customer, COUNT(*) FROM appended GROUP BY customer',
    ])
    if (outcome.kind !== 'failed') throw new Error(outcome.kind)
    expect(outcome.diagnostic.phase).toBe('plan')
    expect(outcome.diagnostic.message).toContain(
      "Table sink 'default_catalog.default_database.target' doesn't support consuming update changes which is produced by node GroupAggregate(groupBy=[customer]",
    )
  })

  it('takes SUM of a unique key for the value itself', () => {
    expect(chain(['SELECT id, SUM(balance) AS n, MAX(city) AS m FROM cdc GROUP BY id'])).toEqual([
      'Sink',
      'Calc[I,UB,UA,D]',
      'TableSourceScan[I,UB,UA,D]',
    ])
  })
})

describe('ChangelogNormalize', () => {
  const scanned = (node: StreamNode): readonly string[] =>
    node.kind === 'TableSourceScan' ? node.columns.map((c) => c.name) : node.inputs.flatMap(scanned)
  const find = (statements: readonly string[]) =>
    must(plan(statements).nodes.find((n) => n.kind === 'ChangelogNormalize'))

  it('sees only the columns that are used', () => {
    const node = find(['SELECT id, owner FROM upserts'])
    expect(node.columns.map((c) => c.name)).toEqual(['id', 'owner'])
  })

  it('sees every column below COUNT(*)', () => {
    expect(scanned(find(['SELECT COUNT(*) AS c FROM upserts']))).toEqual(['id', 'owner', 'city', 'balance'])
  })

  it('sees the arguments of an aggregate call that nobody reads', () => {
    const query =
      'SELECT c, COUNT(*) AS n FROM (SELECT city, COUNT(*) AS c, MAX(balance) AS m FROM upserts GROUP BY city) GROUP BY c'
    expect(find([query]).columns.map((c) => c.name)).toEqual(['id', 'city', 'balance'])
  })

  it('takes filters on other columns inside and leaves filters on the key below', () => {
    expect(chain(['SELECT id, owner FROM upserts WHERE balance > 3 AND id < 9'])).toEqual([
      'Sink',
      'Calc[I,UB,UA,D]',
      'ChangelogNormalize[I,UB,UA,D]',
      'Calc[I,UA,PD]',
      'TableSourceScan[I,UA,PD]',
    ])
  })

  it('is shared, with all columns, by two readers of one query', () => {
    const query =
      'SELECT id, balance FROM upserts WHERE balance > 3 UNION ALL SELECT id, balance FROM upserts WHERE balance < 0'
    const nodes = plan([query]).nodes.filter((n) => n.kind === 'ChangelogNormalize')
    expect(nodes.every((n) => n.columns.length === 4 && !('condition' in n))).toBe(true)
  })

  it('is left out above a watermark where only +U is asked for', () => {
    const statements = [
      sink('id INT, v INT, PRIMARY KEY (id) NOT ENFORCED'),
      'INSERT INTO target SELECT id, v FROM timed',
    ]
    expect(chain(statements)).toEqual(['Sink', 'Calc[I,UA,D]', 'WatermarkAssigner[I,UA,D]', 'TableSourceScan[I,UA,PD]'])
  })

  it('stays above a watermark where it filters', () => {
    const statements = [
      sink('id INT, v INT, PRIMARY KEY (id) NOT ENFORCED'),
      'INSERT INTO target SELECT id, v FROM timed WHERE v > 0',
    ]
    expect(chain(statements)[1]).toBe('ChangelogNormalize[I,UA,D]')
  })
})
