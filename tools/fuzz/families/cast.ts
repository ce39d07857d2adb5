import type { Json } from '../../../app/types/json-form.ts'
import type { Dice } from '../dice.ts'
import { feed } from '../feed.ts'
import type { Draft, Family } from '../program.ts'
import { createTable, type Table } from '../schema.ts'
import { typeRoot } from '../values.ts'

const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
]
const NUMBERS = [
  'TINYINT',
  'SMALLINT',
  'INT',
  'BIGINT',
  'DECIMAL(10, 2)',
  'DECIMAL(5, 2)',
  'DECIMAL(38, 18)',
  'FLOAT',
  'DOUBLE',
]
const TEXTS = ['STRING', 'VARCHAR(3)', 'VARCHAR(30)', 'CHAR(4)', 'CHAR(12)']
const TIMES = ['DATE', 'TIME', 'TIMESTAMP(3)', 'TIMESTAMP(0)', 'TIMESTAMP(6)', 'TIMESTAMP_LTZ(3)', 'TIMESTAMP_LTZ(0)']
const ALL = [...NUMBERS, ...TEXTS, ...TIMES, 'BOOLEAN', 'BYTES']

/** Texts that look like the target, and some that do not. */
const TEXT_POOLS: Readonly<Record<string, readonly Json[]>> = {
  number: ['1', '-12', ' 7 ', '1.5', '99999', '1e2', 'x', '', null, '+3', '0.005', '2147483648'],
  time: [
    '2024-01-31',
    '2024-02-30',
    '2024-01-31 10:11:12',
    '10:11:12',
    '2024-1-2',
    'nope',
    null,
    '2024-12-31 23:59:59.999999',
    '1969-07-20 20:17:40',
  ],
  boolean: ['true', 'F', 'yes', '1', 'on', null, 'FALSE', 'maybe'],
  text: ['abc', '', 'a long text', '日本語', null, 'ab'],
}

function generate(dice: Dice): Draft {
  return {
    ...(dice.chance(0.35) && { config: { 'table.local-time-zone': dice.pick(ZONES) } }),
    ...dice.oneOf([
      () => columns(dice),
      () => columns(dice),
      () => columns(dice),
      () => commonTypes(dice),
      () => union(dice),
      () => insert(dice),
    ]),
  }
}

/** One source column, cast to several types. */
function columns(dice: Dice): Draft {
  const source = dice.pick(ALL)
  const targets = dice.some(targetsOf(dice, source), dice.between(2, 5))
  const pool = typeRoot(source) === 'STRING' ? { pool: textPool(targets) } : {}
  const table: Table = {
    name: 't',
    columns: [{ name: 'a', type: dice.chance(0.1) && !('pool' in pool) ? `${source} NOT NULL` : source, ...pool }],
    input: 'append',
  }
  const mayFail = !(typeRoot(source) === 'STRING') || dice.chance(0.15)
  const shown = targets.map(
    (target, i) => `${mayFail && dice.chance(0.6) ? 'CAST' : 'TRY_CAST'}(a AS ${target}) AS c${i}`,
  )
  return {
    statements: [createTable(table), `SELECT ${shown.join(', ')} FROM t`],
    events: feed(dice, [table], { rows: dice.between(3, 6) }),
  }
}

/** Mostly targets that the source may be cast to. */
function targetsOf(dice: Dice, source: string): readonly string[] {
  if (TEXTS.includes(source)) return dice.pick([[...NUMBERS], [...TIMES], [...TEXTS, 'BYTES', 'BOOLEAN'], ALL])
  if (NUMBERS.includes(source)) return dice.chance(0.9) ? [...NUMBERS, ...TEXTS, 'BOOLEAN'] : ALL
  if (TIMES.includes(source)) return dice.chance(0.9) ? [...TIMES, ...TEXTS] : ALL
  return [...TEXTS, ...(source === 'BOOLEAN' ? NUMBERS : ['BINARY(2)', 'VARBINARY(4)', 'BYTES'])]
}

function textPool(targets: readonly string[]): readonly Json[] {
  const [first = ''] = targets
  if (NUMBERS.includes(first)) return TEXT_POOLS['number'] ?? []
  if (TIMES.includes(first)) return TEXT_POOLS['time'] ?? []
  return TEXT_POOLS[first === 'BOOLEAN' ? 'boolean' : 'text'] ?? []
}

/** Two types that meet where one is needed. */
function commonTypes(dice: Dice): Draft {
  const family = dice.pick([NUMBERS, NUMBERS, TEXTS, TIMES.slice(2)])
  const table: Table = {
    name: 't',
    columns: ['a', 'b'].map((name) => ({ name, type: dice.pick(family) })),
    input: 'append',
  }
  const expressions = dice.some(
    [
      'COALESCE(a, b)',
      'CASE WHEN a IS NULL THEN b ELSE a END',
      'NULLIF(a, b)',
      'IFNULL(b, a)',
      'ARRAY[a, b]',
      'a = b',
      'a < b',
      'a IS DISTINCT FROM b',
      'a IN (b, a)',
      ...(family === NUMBERS
        ? ['a + b', 'a * b', 'a - b', 'GREATEST(a, b)', 'a BETWEEN b AND 10']
        : ['CAST(a AS STRING)']),
      ...(family === TEXTS ? ['a || b', 'CHAR_LENGTH(a)'] : []),
    ],
    dice.between(2, 5),
  )
  const shown = expressions.map((text, i) => `${text} AS c${i}`).join(', ')
  return {
    statements: [createTable(table), `SELECT ${shown} FROM t`],
    events: feed(dice, [table], { rows: dice.between(3, 6) }),
  }
}

function union(dice: Dice): Draft {
  const family = dice.pick([NUMBERS, TEXTS, TIMES])
  const tables = ['a', 'b'].map(
    (name): Table => ({ name, columns: [{ name: 'x', type: dice.pick(family) }], input: 'append' }),
  )
  return {
    statements: [...tables.map(createTable), 'SELECT x FROM a UNION ALL SELECT x FROM b'],
    events: feed(dice, tables, { rows: dice.between(3, 6) }),
  }
}

/** What INSERT casts by itself, and the enforcers of a sink. */
function insert(dice: Dice): Draft {
  const source = dice.pick(ALL)
  const target = dice.pick(
    dice.chance(0.7) ? ([NUMBERS, TEXTS, TIMES].find((family) => family.includes(source)) ?? ALL) : ALL,
  )
  const table: Table = { name: 't', columns: [{ name: 'a', type: source }], input: 'append' }
  const enforcer = dice.pick([undefined, undefined, 'TRIM_PAD', 'ERROR'])
  return {
    ...(enforcer !== undefined && { config: { 'table.exec.sink.type-length-enforcer': enforcer } }),
    statements: [
      createTable(table),
      `CREATE TABLE s (a ${target}) WITH ('connector'='print')`,
      'INSERT INTO s SELECT a FROM t',
    ],
    events: feed(dice, [table], { rows: dice.between(2, 5) }),
  }
}

export const cast: Family = { name: 'cast', generate }
