import { describe, expect, it } from 'vitest'
import { SqlError } from '../../../sql/diagnostic.ts'
import { parseExpression } from '../../../sql/parse-script.ts'
import {
  array,
  BIGINT,
  BOOLEAN,
  char,
  DATE,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  notNull,
  row,
  STRING,
  timestamp,
  timestampLtz,
} from '../../../types/construct-type.ts'
import { toJson } from '../../../types/json-form.ts'
import { typeText } from '../../../types/type-text.ts'
import type { Value } from '../../../types/value.ts'
import { createExprCompiler } from '../../expr/codegen/compiler.ts'
import { foldConstants } from '../../expr/fold.ts'
import { assertPlannable } from '../../expr/plannable.ts'
import { findFunctions } from '../../functions/registry.ts'
import { RelationScope } from '../scope.ts'
import { bindExpression } from './bind-expression.ts'
import type { BindContext } from './context.ts'

// Types, values and refusals as Flink 2.2.0 gave them for the same table and row.

const columns = [
  { name: 'id', type: INT, value: 5 },
  { name: 'k', type: notNull(INT), value: 7 },
  { name: 'l', type: BIGINT, value: 9 },
  { name: 's', type: STRING, value: 'abc' },
  { name: 'd', type: decimal(10, 2), value: 150 },
  { name: 'g', type: DOUBLE, value: Number.NaN },
  { name: 'f', type: FLOAT, value: 1.5 },
  { name: 'p', type: BOOLEAN, value: true },
  { name: 'q', type: notNull(BOOLEAN), value: false },
  { name: 'ts', type: timestamp(3), value: 1704067201000 },
  { name: 'z', type: timestampLtz(3), value: 1704067201000 },
  { name: 'dt', type: DATE, value: 19723 },
  { name: 'a', type: array(INT), value: [1, 2] },
  {
    name: 'r',
    type: row([
      { name: 'x', type: INT },
      { name: 'y', type: notNull(STRING) },
    ]),
    value: [1, 'b'],
  },
  { name: 'c', type: char(3), value: 'abc' },
]
const compiler = createExprCompiler({ zone: 'UTC', now: () => 0, queryStart: 0, random: () => 0.5 })
const scope = new RelationScope([{ name: 't', columns, offset: 0 }])
const elsewhere = (): never => {
  throw new Error('not part of an expression')
}
const context: BindContext = {
  zone: 'UTC',
  lookup: findFunctions,
  constant: (expr) => compiler.constant(expr),
  onAggregate: elsewhere,
  onOver: elsewhere,
  onSubquery: elsewhere,
}

function bind(sql: string) {
  const { value } = parseExpression(sql)
  if (!value) throw new Error(`cannot parse ${sql}`)
  return bindExpression(value, scope, context)
}
const input = compiler.rowFromValues(columns.length)(columns.map((column): Value => column.value))
function run(sql: string) {
  const bound = foldConstants(bind(sql), context.constant)
  return toJson(compiler.value([], bound)(input), bound.type)
}
function failure(attempt: () => unknown): { phase: string; message: string } {
  try {
    attempt()
  } catch (error) {
    if (error instanceof SqlError) return error.diagnostic
    throw error
  }
  throw new Error('nothing was refused')
}

const TYPES: readonly (readonly [sql: string, type: string])[] = [
  ['-2147483648', 'INT NOT NULL'],
  ['-9223372036854775808', 'BIGINT NOT NULL'],
  ['2147483648', 'BIGINT NOT NULL'],
  ['100.', 'INT NOT NULL'],
  ['.5', 'DECIMAL(1, 1) NOT NULL'],
  ['007.50', 'DECIMAL(5, 2) NOT NULL'],
  ['1e0', 'DOUBLE NOT NULL'],
  ["''", 'CHAR(0) NOT NULL'],
  ["TIMESTAMP '2024-01-01 00:00:00'", 'TIMESTAMP(0) NOT NULL'],
  ["TIMESTAMP '2024-01-01 00:00:00.1234567'", 'TIMESTAMP(7) NOT NULL'],
  ["TIME '10:11:12.5'", 'TIME(0) NOT NULL'],
  ["INTERVAL '1-2' YEAR TO MONTH", 'INTERVAL MONTH NOT NULL'],
  ['INTERVAL k DAY', 'INTERVAL SECOND(3) NOT NULL'],
  ["x'0aFF'", 'BINARY(2) NOT NULL'],
  ["CASE WHEN id=5 THEN 'a' ELSE 'bcd' END", 'VARCHAR(3) NOT NULL'],
  ["CASE id WHEN 5 THEN 'a' WHEN 6 THEN s END", 'STRING'],
  ['CASE WHEN id=5 THEN 1 WHEN id=6 THEN 2.5 END', 'DECIMAL(11, 1)'],
  ['CASE WHEN id=5 THEN f ELSE d END', 'DOUBLE'],
  ["CASE WHEN s IS NOT NULL THEN s ELSE 'x' END", 'STRING NOT NULL'],
  ["CASE WHEN s IS NULL THEN 'x' ELSE s END", 'STRING'],
  ['COALESCE(f, d)', 'DOUBLE'],
  ['COALESCE(d, f)', 'FLOAT'],
  ['COALESCE(NULL, 1)', 'INT NOT NULL'],
  ['COALESCE(id, l)', 'BIGINT'],
  ["COALESCE('', 'n/a')", 'VARCHAR(3) NOT NULL'],
  ["IFNULL('', 'n/a')", 'CHAR(0) NOT NULL'],
  ['IFNULL(k, id)', 'INT NOT NULL'],
  ["IF(p, 'a', 'bcd')", 'VARCHAR(3)'],
  ['IF(q, 1, 2)', 'INT NOT NULL'],
  ['IF(p, id, d)', 'DECIMAL(12, 2)'],
  ["IF(p, ts, TIMESTAMP '2024-01-01 00:00:00.000001')", 'TIMESTAMP(3)'],
  ['NULLIF(id, 1.5)', 'INT'],
  ['NULLIF(k, 1)', 'INT'],
  ['id IN (1, NULL)', 'BOOLEAN'],
  ['k IN (1, 2.5)', 'BOOLEAN NOT NULL'],
  ["(id, s) IN ((5,'abc'), (6,'x'))", 'BOOLEAN'],
  ['NULL IS NULL', 'BOOLEAN NOT NULL'],
  ['id IS DISTINCT FROM k', 'BOOLEAN NOT NULL'],
  ['k BETWEEN 1 AND 9', 'BOOLEAN NOT NULL'],
  ['p AND FALSE', 'BOOLEAN'],
  ['TRY_CAST(k AS BIGINT)', 'BIGINT'],
  ['CAST(k AS BIGINT)', 'BIGINT NOT NULL'],
  ["CAST(r AS ROW<a BIGINT 'first', b STRING>)", 'ROW<`a` BIGINT, `b` STRING>'],
  ['CAST(s AS DECIMAL(50,2))', 'DECIMAL(38, 2)'],
  ['CAST(s AS TIMESTAMP)', 'TIMESTAMP(6)'],
  ['CAST(s AS TIME(3))', 'TIME(0)'],
  ['CAST(s AS CHAR)', 'CHAR(1)'],
  ['r.y', 'STRING'],
  ['(r).x', 'INT'],
  ["r['x']", 'INT'],
  ['(ts - ts) DAY', 'INTERVAL SECOND(3)'],
  ["'a' || 'b'", 'CHAR(2) NOT NULL'],
]

const VALUES: readonly (readonly [sql: string, value: unknown])[] = [
  ['INTERVAL k DAY', '604800000'],
  ["INTERVAL '1' WEEK", '3600000'],
  ["INTERVAL '-3' DAY", '-259200000'],
  ["INTERVAL '1.5' SECOND", '1500'],
  ['id IN (1, NULL)', null],
  ['k NOT IN (5)', true],
  ['id IN (5.5)', true],
  ["(id, s) IN ((5,'abc'), (6,'x'))", true],
  ['id BETWEEN SYMMETRIC 9 AND 1', true],
  ['id BETWEEN NULL AND 3', false],
  ['g = g', true],
  ['k < 0 AND 1/0=1', false],
  ['CASE WHEN FALSE THEN 1/0 ELSE 2 END', 2],
  ['COALESCE(1, 1/0)', 1],
  ["UPPER('straße')", 'STRASS'],
  ['CAST(1 AS FLOAT) / 3', 0.3333333],
  ['CAST(CAST(0.123456789 AS FLOAT) AS DOUBLE)', 0.123456789],
  ['2147483647 + 1', -2147483648],
  ['CASE id WHEN NULL THEN 1 ELSE 0 END', 0],
  ['p AND NULLIF(q, q)', null],
  ['CASE WHEN (FALSE OR (p AND FALSE)) THEN 1 END', null],
]

describe('binding an expression', () => {
  it.each(TYPES)('types %s as %s', (sql, type) => {
    expect(typeText(bind(sql).type)).toBe(type)
  })

  it.each(VALUES)('computes %s as %j', (sql, value) => {
    expect(run(sql)).toEqual(value)
  })
})

describe('refusing an expression', () => {
  it.each([
    '1 + NULL',
    'p AND NULL',
    'NOT NULL',
    'IF(p, id, NULL)',
    'NULLIF(NULL, 1)',
    'CASE WHEN s THEN 1 END',
    "CASE WHEN id=1 THEN 1 ELSE 'a' END",
    'CASE WHEN id=1 THEN ts ELSE dt END',
    'COALESCE(id, s)',
    'COALESCE(ts, id)',
    '99999999999999999999',
    '123456789012345678.99',
    "DATE '1582-10-10'",
    "INTERVAL '100' DAY",
    "INTERVAL '90' MINUTE TO SECOND",
    'CAST(s AS NOPE)',
    'CAST(s AS DECIMAL(3,5))',
    'CAST(dt AS INT)',
    'ARRAY[]',
    'r.nope',
    'LEGNTH(s)',
    'COUNT()',
  ])('refuses %s while it validates', (sql) => {
    expect(failure(() => bind(sql)).phase).toBe('parse')
  })

  it.each([
    '1/0',
    'id + 1/0',
    '10/(5-5)',
    '1e0/0e0',
    'CASE WHEN k > 100 THEN 1/0 ELSE 2 END',
    'a[0]',
    'CAST(ts AS INT)',
  ])('types %s, then refuses to plan it', (sql) => {
    const bound = bind(sql)
    expect(failure(() => assertPlannable(foldConstants(bound, context.constant))).phase).toBe('plan')
  })

  it.each(["CAST('x' AS INT)", '1 + 1/0', 'ABS(1/0)', 'id/0', 'MOD(5,0)'])(
    'plans %s, which fails when it runs',
    (sql) => {
      const folded = foldConstants(bind(sql), context.constant)
      expect(() => compiler.value([], folded)(input)).toThrow()
    },
  )

  it('finds no days in hours of four digits before it plans', () => {
    expect(failure(() => bind("INTERVAL '1000' HOUR(4)"))).toMatchObject({ phase: 'plan' })
  })
})
