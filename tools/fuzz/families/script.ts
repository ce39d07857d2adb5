import type { Dice } from '../dice.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable, type InputMode, type Table } from '../schema.ts'
import { operandsOf } from '../tables.ts'
import { aggregateCall } from './aggregate-call.ts'

// Several statements that belong together: views, sinks of every kind, statement sets, catalogue statements.

const CITIES = ['oslo', 'rome', 'lima', null]

function generate(dice: Dice): Draft {
  const accounts = accountsTable(dice)
  const orders: Table = {
    name: 'orders',
    columns: [
      { name: 'id', type: 'INT', role: 'id' },
      { name: 'account_id', type: 'INT', pool: [1, 2, 3, null] },
      { name: 'amount', type: dice.pick(['INT', 'INT', 'DECIMAL(8, 2)', 'BIGINT']) },
      { name: 'status', type: 'STRING', pool: ['new', 'paid', 'sent'] },
      { name: 'ts', type: 'TIMESTAMP(3)', role: 'time' },
    ],
    input: 'append',
    watermark: "FOR ts AS ts - INTERVAL '1' SECOND",
  }
  const rest = dice.oneOf([
    () => views(dice),
    () => sinks(dice, accounts),
    () => sinks(dice, accounts),
    () => statementSet(dice),
    () => catalogue(dice),
    () => joins(dice),
    () => columns(dice),
    () => settings(dice),
  ])
  const tables = [orders, accounts]
  return {
    statements: [...tables.map(createTable), ...rest],
    events: feed(dice, tables, { rows: dice.between(7, 16) }),
  }
}

function accountsTable(dice: Dice): Table {
  const input = dice.pick<InputMode>(['append', 'cdc', 'cdc', 'upsert', 'upsert'])
  const keyed = input !== 'append'
  return {
    name: 'accounts',
    columns: [
      keyed ? { name: 'id', type: 'INT', pool: [1, 2, 3, 4] } : { name: 'id', type: 'INT', role: 'id' },
      { name: 'owner', type: 'STRING', pool: ['ann', 'bob', 'cleo'] },
      { name: 'city', type: 'STRING', pool: CITIES },
      { name: 'balance', type: 'INT', pool: [10, 20, 30, 45, null] },
    ],
    input,
    ...(keyed && { key: ['id'] }),
  }
}

function views(dice: Dice): readonly string[] {
  const temporary = dice.pick(['TEMPORARY ', ''])
  const base = dice.pick([
    ['paid', "SELECT * FROM orders WHERE status = 'paid'"],
    [
      'paid',
      'SELECT id, account_id, amount, status, ts FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY account_id ORDER BY ts DESC) AS rn FROM orders) WHERE rn = 1',
    ],
    ['paid (id, account_id, amount, status, ts)', 'SELECT id, account_id, amount, UPPER(status), ts FROM orders'],
    [
      'paid',
      'SELECT o.id, o.account_id, o.amount, a.city AS status, o.ts FROM orders o JOIN accounts a ON o.account_id = a.id',
    ],
  ] as const)
  const second = dice.pick([
    'SELECT account_id, COUNT(*) AS n, MAX(amount) AS m FROM paid GROUP BY account_id',
    'SELECT DISTINCT status FROM paid',
    'SELECT account_id, amount FROM paid WHERE amount > 1',
    'WITH c AS (SELECT account_id AS a, amount AS m FROM paid) SELECT a, SUM(m) AS s FROM c GROUP BY a',
  ])
  return dice.chance(0.5)
    ? [`CREATE ${temporary}VIEW ${base[0]} AS ${base[1]}`, second]
    : [
        `CREATE ${temporary}VIEW ${base[0]} AS ${base[1]}`,
        `CREATE ${temporary}VIEW top AS ${second}`,
        `SELECT * FROM top`,
      ]
}

const CONNECTORS = [
  "'connector'='jdbc'",
  "'connector'='upsert-kafka', 'key.format'='json', 'value.format'='json'",
  "'connector'='print'",
  "'connector'='kafka', 'format'='debezium-json'",
  "'connector'='kafka', 'format'='json'",
]

function sinks(dice: Dice, accounts: Table): readonly string[] {
  const connector = dice.pick(CONNECTORS)
  const keyed = connector.includes('jdbc') ? dice.chance(0.8) : connector.includes('upsert')
  const [key, columns, query] = dice.pick([
    ['id', 'id INT, city STRING, balance INT', 'SELECT id, city, balance FROM accounts'],
    [
      'city',
      'city STRING, n BIGINT, total INT',
      'SELECT city, COUNT(*), SUM(balance) FROM accounts WHERE city IS NOT NULL GROUP BY city',
    ],
    ['owner', 'owner STRING, n BIGINT, most INT', 'SELECT owner, COUNT(*), MAX(balance) FROM accounts GROUP BY owner'],
    ['owner', 'owner STRING, id INT, balance INT', 'SELECT owner, id, balance FROM accounts'],
    ['id', 'id INT, city STRING, balance INT', 'SELECT id, city, balance FROM accounts WHERE balance > 15'],
    [
      'id',
      'id INT, owner STRING, balance INT',
      'SELECT id, owner, balance FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY owner ORDER BY balance DESC) AS rn FROM accounts) WHERE rn <= 2',
    ],
    [
      'owner',
      'owner STRING, id INT, balance INT',
      'SELECT owner, id, balance FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY owner ORDER BY balance) AS rn FROM accounts) WHERE rn = 1',
    ],
    [
      'n',
      'n BIGINT, c BIGINT',
      'SELECT n, COUNT(*) FROM (SELECT owner, COUNT(*) AS n FROM accounts GROUP BY owner) GROUP BY n',
    ],
    [
      'a',
      'a STRING, b BIGINT',
      `SELECT owner, CAST(${aggregateCall(
        dice,
        operandsOf(accounts).map((o) => ({ ...o, type: o.type === 'STRING' ? 'BYTES' : o.type })),
      ).replace(/ FILTER.*/, '')} AS BIGINT) FROM accounts GROUP BY owner`,
    ],
  ] as const)
  const config = dice.chance(0.2)
    ? [
        `SET 'table.exec.sink.${dice.pick(["upsert-materialize' = 'NONE", "upsert-materialize' = 'FORCE", "not-null-enforcer' = 'DROP"])}'`,
      ]
    : []
  return [
    ...config,
    `CREATE TABLE target (${columns}${keyed ? `, PRIMARY KEY (${key}) NOT ENFORCED` : ''}) WITH (${connector})`,
    `INSERT INTO target ${query}`,
  ]
}

function statementSet(dice: Dice): readonly string[] {
  const inserts = dice.some(
    [
      'INSERT INTO counts SELECT account_id, COUNT(*) FROM orders GROUP BY account_id',
      'INSERT INTO counts SELECT id, CAST(1 AS BIGINT) FROM orders WHERE account_id > 1',
      'INSERT INTO amounts SELECT id, amount FROM orders',
      "INSERT INTO amounts SELECT account_id, amount FROM orders WHERE status = 'paid'",
      'INSERT INTO counts SELECT balance, COUNT(*) FROM accounts GROUP BY balance',
    ],
    dice.between(1, 3),
  )
  return [
    "CREATE TABLE counts (a INT, n BIGINT) WITH ('connector'='print')",
    "CREATE TABLE amounts (a INT, m DECIMAL(20, 2)) WITH ('connector'='print')",
    `EXECUTE STATEMENT SET BEGIN ${inserts.join('; ')}; END`,
  ]
}

function catalogue(dice: Dice): readonly string[] {
  const steps = dice.some(
    [
      'SHOW TABLES',
      'DESCRIBE orders',
      'DESC accounts',
      'CREATE VIEW v AS SELECT id, amount FROM orders',
      'SHOW VIEWS',
      'DROP TABLE IF EXISTS nothing',
      "CREATE TABLE more WITH ('connector'='print') LIKE orders",
      "CREATE TABLE slim WITH ('connector'='print') LIKE accounts (EXCLUDING CONSTRAINTS)",
      'CREATE DATABASE d2',
      'SHOW DATABASES',
      'SHOW CURRENT DATABASE',
      'DROP VIEW IF EXISTS v',
      'CREATE TEMPORARY VIEW tv AS SELECT * FROM accounts',
      'SHOW COLUMNS FROM orders',
      'DESCRIBE v',
    ],
    dice.between(2, 5),
  )
  return [...steps, 'SELECT id, amount FROM orders']
}

function joins(dice: Dice): readonly string[] {
  const kind = dice.pick(['JOIN', 'LEFT JOIN'])
  const connector = dice.pick(["'connector'='print'", "'connector'='jdbc'"])
  const key = connector.includes('jdbc') ? ', PRIMARY KEY (id) NOT ENFORCED' : ''
  const query = dice.pick([
    `SELECT o.id, a.city, o.amount FROM orders o ${kind} accounts a ON o.account_id = a.id`,
    `SELECT o.id, a.owner, o.amount FROM orders o ${kind} (SELECT id, owner FROM accounts WHERE balance > 15) a ON o.account_id = a.id`,
    `SELECT a.id, a.owner, s.total FROM accounts a ${kind} (SELECT account_id, MAX(amount) AS total FROM orders GROUP BY account_id) s ON s.account_id = a.id`,
  ])
  return [
    `CREATE TABLE target (id INT, who STRING, amount DECIMAL(20, 2)${key}) WITH (${connector})`,
    `INSERT INTO target SELECT * FROM (${query})`,
  ]
}

/** Column lists, computed columns and partial inserts. */
function columns(dice: Dice): readonly string[] {
  return dice.pick([
    [
      "CREATE TABLE target (id INT, twice AS id * 2, amount DECIMAL(20, 2)) WITH ('connector'='print')",
      'INSERT INTO target SELECT id, amount FROM orders',
    ],
    [
      "CREATE TABLE target (id INT, note STRING, amount DECIMAL(20, 2)) WITH ('connector'='print')",
      'INSERT INTO target (amount, id) SELECT amount, id FROM orders',
    ],
    [
      "CREATE TABLE target (id INT NOT NULL, account_id INT NOT NULL) WITH ('connector'='print')",
      'INSERT INTO target SELECT id, account_id FROM orders',
    ],
    [
      "CREATE TABLE target (code CHAR(3), n BIGINT) WITH ('connector'='print')",
      'INSERT INTO target SELECT CAST(status AS CHAR(3)), COUNT(*) FROM orders GROUP BY status',
    ],
    [
      "CREATE TABLE target (status VARCHAR(2), ts TIMESTAMP(3)) WITH ('connector'='print')",
      'INSERT INTO target SELECT status, ts FROM orders',
    ],
    [
      "CREATE TABLE target (n INT, s STRING) WITH ('connector'='print')",
      "INSERT INTO target VALUES (1, 'a'), (2, NULL)",
    ],
  ])
}

function settings(dice: Dice): readonly string[] {
  const option = dice.pick([
    "SET 'table.local-time-zone' = 'Asia/Tokyo'",
    "SET 'table.exec.source.cdc-events-duplicate' = 'true'",
    "SET 'table.optimizer.reuse-sub-plan-enabled' = 'false'",
    "SET 'table.exec.sink.not-null-enforcer' = 'DROP'",
    'RESET',
  ])
  return [
    option,
    dice.pick([
      'SELECT city, COUNT(*) AS n, SUM(balance) AS s FROM accounts GROUP BY city',
      'SELECT id, CAST(ts AS TIMESTAMP_LTZ(3)) AS z FROM orders',
      'SELECT a.id, b.owner FROM accounts a JOIN accounts b ON a.id = b.id',
    ]),
  ]
}

export const script: Family = { name: 'script', generate }
