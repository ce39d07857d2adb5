import { describe, expect, it } from 'vitest'
import { must } from '../../../base/assert.ts'
import type { CallExpr } from '../../../sql/ast.ts'
import { parseExpression } from '../../../sql/parse-script.ts'
import { BOOLEAN, DOUBLE, decimal, INT, notNull, STRING } from '../../../types/construct-type.ts'
import { type Json, rowFromJson, toJson } from '../../../types/json-form.ts'
import { typeText } from '../../../types/type-text.ts'
import { aggregateFunctions } from '../../functions/aggregate/all.ts'
import type { BoundExpr } from '../bound.ts'
import { createExprCompiler } from './compiler.ts'

// After each change, the result that Flink 2.2.0 showed for the group.

type Expected = readonly [call: string, type: string, results: readonly unknown[]]
type Change = readonly [kind: '+' | '-', row: readonly Json[]]

const span = { start: 0, end: 0 }
const columns = [
  { name: 'v', type: INT },
  { name: 's', type: STRING },
  { name: 'f', type: BOOLEAN },
  { name: 'g', type: DOUBLE },
  { name: 'd', type: decimal(10, 2) },
]
const x = [1, 'x', true, 1.5, '1.50']
const y = [2, 'y', false, 2.5, '2.25']
const z = [3, 'z', true, 3.5, '3.00']
const q = [9, 'q', true, 9.5, '9.00']
const none = [null, null, null, null, null]
/** A `q` is taken back before it came. */
const changes: readonly Change[] = [
  ['+', x],
  ['+', y],
  ['+', x],
  ['-', x],
  ['-', q],
  ['+', q],
  ['+', q],
  ['+', none],
  ['-', y],
  ['+', z],
  ['-', x],
  ['-', q],
]
const inserts: readonly Change[] = [x, x, y, none, z].map((row) => ['+', row])

/** The results after each change, of a call over the columns and its literals. */
function results(sql: string, steps: readonly Change[], retracts: boolean): { type: string; values: unknown[] } {
  const call = must(parseExpression(sql).value) as CallExpr
  const compiler = createExprCompiler({ zone: 'UTC', now: () => 0, queryStart: 0, random: () => 0 })
  const literals: { type: BoundExpr['type']; value: Json }[] = []
  const args = call.args.map((arg) => {
    if (arg.kind === 'column') return columns.findIndex((column) => column.name === arg.parts[0]?.name)
    if (arg.kind !== 'literal') throw new Error('columns and literals only')
    literals.push({ type: arg.type === 'number' ? notNull(decimal(2, 1)) : notNull(STRING), value: arg.text })
    return columns.length + literals.length - 1
  })
  const input = [...columns.map((column) => column.type), ...literals.map((literal) => literal.type)]
  const fn = must(aggregateFunctions.find((f) => f.name === call.name.parts[0]?.name))
  const inference = fn.infer(
    args.map((index) => ({
      type: must(input[index]),
      ...(index < columns.length ? {} : { constant: { value: 5 }, fixed: true }),
    })),
    { distinct: call.quantifier === 'DISTINCT', global: false, filtered: call.filter !== undefined },
  )
  if (!inference.ok) throw new Error(inference.message)
  const { type } = inference
  const handler = compiler.aggregates(
    input,
    [],
    [
      {
        fn,
        args,
        distinct: call.quantifier === 'DISTINCT',
        ...(call.filter ? { filter: 2 } : {}),
        type,
        name: 'r',
        span,
      },
    ],
    { retracts },
  )
  const accumulators = handler.create()
  const fields = input.map((own, i) => ({ name: `c${i}`, type: own }))
  const values = steps.map(([kind, row]) => {
    const values = rowFromJson([...row, ...literals.map((literal) => literal.value)], fields)
    const made = compiler.rowFromValues(input.length)(values)
    if (kind === '+') handler.accumulate(accumulators, made)
    else handler.retract(accumulators, made)
    return toJson(must(compiler.valuesFromRow(1)(handler.result(made, accumulators)))[0] ?? null, type)
  })
  return { type: typeText(type), values }
}

// biome-ignore-start lint/suspicious/noApproximativeNumericConstant: what Flink printed
const CHANGES: readonly Expected[] = [
  ['COUNT(DISTINCT v)', 'BIGINT NOT NULL', ['1', '2', '2', '2', '2', '2', '3', '3', '2', '3', '2', '1']],
  ['SUM(DISTINCT v)', 'INT', [1, 3, 3, 3, 3, 3, 12, 12, 10, 13, 12, 3]],
  ['MIN(v)', 'INT', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3, 3]],
  ['MAX(s)', 'STRING', ['x', 'y', 'y', 'y', 'y', 'y', 'y', 'y', 'x', 'z', 'z', 'z']],
  ['FIRST_VALUE(s)', 'STRING', ['x', 'x', 'x', 'y', 'y', 'y', 'y', 'y', 'x', 'x', 'q', 'q']],
  ['LAST_VALUE(s)', 'STRING', ['x', 'y', 'x', 'x', 'x', 'q', 'q', 'q', 'q', 'z', 'z', 'z']],
  [
    'LISTAGG(s)',
    'STRING',
    ['x', 'x,y', 'x,y,x', 'y,x', 'y,x', 'y,x,q', 'y,x,q,q', 'y,x,q,q', 'x,q,q', 'x,q,q,z', 'q,q,z', 'q,z'],
  ],
  [
    "LISTAGG(s, '-')",
    'STRING',
    ['x', 'x-y', 'x-y-x', 'y-x', 'y-x', 'y-x-q', 'y-x-q-q', 'y-x-q-q', 'x-q-q', 'x-q-q-z', 'q-q-z', 'q-z'],
  ],
  [
    'COLLECT(v)',
    'MULTISET<INT> NOT NULL',
    [
      [[1, 1]],
      [
        [1, 1],
        [2, 1],
      ],
      [
        [1, 2],
        [2, 1],
      ],
      [
        [1, 1],
        [2, 1],
      ],
      [
        [1, 1],
        [2, 1],
        [9, -1],
      ],
      [
        [1, 1],
        [2, 1],
        [9, 0],
      ],
      [
        [1, 1],
        [2, 1],
        [9, 1],
      ],
      [
        [1, 1],
        [2, 1],
        [9, 1],
      ],
      [
        [1, 1],
        [9, 1],
      ],
      [
        [1, 1],
        [3, 1],
        [9, 1],
      ],
      [
        [3, 1],
        [9, 1],
      ],
      [[3, 1]],
    ],
  ],
  [
    'COLLECT(DISTINCT s)',
    'MULTISET<STRING> NOT NULL',
    [
      [['x', 1]],
      [
        ['x', 1],
        ['y', 1],
      ],
      [
        ['x', 1],
        ['y', 1],
      ],
      [
        ['x', 1],
        ['y', 1],
      ],
      [
        ['x', 1],
        ['y', 1],
      ],
      [
        ['x', 1],
        ['y', 1],
      ],
      [
        ['x', 1],
        ['q', 1],
        ['y', 1],
      ],
      [
        ['x', 1],
        ['q', 1],
        ['y', 1],
      ],
      [
        ['x', 1],
        ['q', 1],
      ],
      [
        ['x', 1],
        ['z', 1],
        ['q', 1],
      ],
      [
        ['z', 1],
        ['q', 1],
      ],
      [['z', 1]],
    ],
  ],
  [
    'ARRAY_AGG(v)',
    'ARRAY<INT>',
    [
      [1],
      [1, 2],
      [1, 2, 1],
      [2, 1],
      [2, 1],
      [2, 1, 9],
      [2, 1, 9, 9],
      [2, 1, 9, 9, null],
      [1, 9, 9, null],
      [1, 9, 9, null, 3],
      [9, 9, null, 3],
      [9, null, 3],
    ],
  ],
  [
    'ARRAY_AGG(DISTINCT v)',
    'ARRAY<INT>',
    [
      [1],
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2, 9],
      [1, 2, 9, null],
      [1, 9, null],
      [1, 9, null, 3],
      [9, null, 3],
      [null, 3],
    ],
  ],
  [
    'LISTAGG(DISTINCT s)',
    'STRING',
    ['x', 'x,y', 'x,y', 'x,y', 'x,y', 'x,y', 'x,y,q', 'x,y,q', 'x,q', 'x,q,z', 'q,z', 'z'],
  ],
  ['AVG(v)', 'INT', [1, 1, 1, 1, -6, 1, 4, 4, 5, 4, 6, 3]],
  [
    'AVG(d)',
    'DECIMAL(38, 6)',
    [
      '1.500000',
      '1.875000',
      '1.750000',
      '1.875000',
      '-5.250000',
      '1.875000',
      '4.250000',
      '4.250000',
      '5.250000',
      '4.500000',
      '6.000000',
      '3.000000',
    ],
  ],
  ['AVG(g)', 'DOUBLE', [1.5, 2, 1.8333333333333333, 2, -5.5, 2, 4.5, 4.5, 5.5, 4.833333333333333, 6.5, 3.5]],
  ['SUM(g)', 'DOUBLE', [1.5, 4, 5.5, 4, -5.5, 4, 13.5, 13.5, 11, 14.5, 13, 3.5]],
  [
    'SUM(d)',
    'DECIMAL(38, 2)',
    ['1.50', '3.75', '5.25', '3.75', '-5.25', '3.75', '12.75', '12.75', '10.50', '13.50', '12.00', '3.00'],
  ],
  ['VAR_POP(v)', 'INT', [0, 0, 0, 0, -112, 0, 12, 12, 16, 11, 9, 0]],
  [
    'VAR_SAMP(d)',
    'DECIMAL(38, 6)',
    [
      null,
      '0.281250',
      '0.187500',
      '0.281250',
      null,
      '0.281250',
      '17.062500',
      '17.062500',
      '28.125000',
      '15.750000',
      '18.000000',
      null,
    ],
  ],
  [
    'STDDEV_SAMP(g)',
    'DOUBLE',
    [
      null,
      0.7071067811865476,
      0.5773502691896255,
      0.7071067811865476,
      null,
      0.7071067811865476,
      4.358898943540674,
      4.358898943540674,
      5.656854249492381,
      4.163331998932266,
      4.242640687119285,
      null,
    ],
  ],
  ['STDDEV_SAMP(v)', 'INT', [null, 1, 0, 1, null, 1, 4, 4, 5, 4, 4, null]],
  ['VAR_SAMP(g)', 'DOUBLE', [null, 0.5, 0.33333333333333304, 0.5, null, 0.5, 19, 19, 32, 17.333333333333336, 18, null]],
  ['PERCENTILE(v, 0.5)', 'DOUBLE', [1, 1.5, 1, 1.5, 1, 1.5, 2, 2, 5, 3, 6, 3]],
  ['COUNT(v)', 'BIGINT NOT NULL', ['1', '2', '3', '2', '1', '2', '3', '3', '2', '3', '2', '1']],
  ['MAX(f)', 'BOOLEAN', [true, true, true, true, false, true, true, true, true, true, true, true]],
  [
    'MIN(d)',
    'DECIMAL(10, 2)',
    ['1.50', '1.50', '1.50', '1.50', '1.50', '1.50', '1.50', '1.50', '1.50', '1.50', '3.00', '3.00'],
  ],
  ['FIRST_VALUE(DISTINCT v)', 'INT', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 9, 3]],
  ['SUM(v) FILTER (WHERE f)', 'INT', [1, 1, 2, 1, null, 1, 10, 10, 10, 13, 12, 3]],
  [
    'COUNT(DISTINCT v) FILTER (WHERE f)',
    'BIGINT NOT NULL',
    ['1', '1', '1', '1', '1', '1', '2', '2', '2', '3', '2', '1'],
  ],
]

const INSERTS: readonly Expected[] = [
  ['COUNT(DISTINCT v)', 'BIGINT NOT NULL', ['1', '1', '2', '2', '3']],
  ['SUM(DISTINCT v)', 'INT', [1, 1, 3, 3, 6]],
  ['MIN(v)', 'INT', [1, 1, 1, 1, 1]],
  ['MAX(s)', 'STRING', ['x', 'x', 'y', 'y', 'z']],
  ['FIRST_VALUE(s)', 'STRING', ['x', 'x', 'x', 'x', 'x']],
  ['LAST_VALUE(s)', 'STRING', ['x', 'x', 'y', 'y', 'z']],
  ['LISTAGG(s)', 'STRING', ['x', 'x,x', 'x,x,y', 'x,x,y', 'x,x,y,z']],
  ["LISTAGG(s, '-')", 'STRING', ['x', 'x-x', 'x-x-y', 'x-x-y', 'x-x-y-z']],
  [
    'COLLECT(v)',
    'MULTISET<INT> NOT NULL',
    [
      [[1, 1]],
      [[1, 2]],
      [
        [1, 2],
        [2, 1],
      ],
      [
        [1, 2],
        [2, 1],
      ],
      [
        [1, 2],
        [2, 1],
        [3, 1],
      ],
    ],
  ],
  [
    'COLLECT(DISTINCT s)',
    'MULTISET<STRING> NOT NULL',
    [
      [['x', 1]],
      [['x', 1]],
      [
        ['x', 1],
        ['y', 1],
      ],
      [
        ['x', 1],
        ['y', 1],
      ],
      [
        ['x', 1],
        ['z', 1],
        ['y', 1],
      ],
    ],
  ],
  ['ARRAY_AGG(v)', 'ARRAY<INT>', [[1], [1, 1], [1, 1, 2], [1, 1, 2, null], [1, 1, 2, null, 3]]],
  ['ARRAY_AGG(DISTINCT v)', 'ARRAY<INT>', [[1], [1], [1, 2], [1, 2, null], [1, 2, null, 3]]],
  ['LISTAGG(DISTINCT s)', 'STRING', ['x', 'x', 'x,y', 'x,y', 'x,y,z']],
  ['AVG(v)', 'INT', [1, 1, 1, 1, 1]],
  ['AVG(d)', 'DECIMAL(38, 6)', ['1.500000', '1.500000', '1.750000', '1.750000', '2.062500']],
  ['AVG(g)', 'DOUBLE', [1.5, 1.5, 1.8333333333333333, 1.8333333333333333, 2.25]],
  ['SUM(g)', 'DOUBLE', [1.5, 3, 5.5, 5.5, 9]],
  ['SUM(d)', 'DECIMAL(38, 2)', ['1.50', '3.00', '5.25', '5.25', '8.25']],
  ['VAR_POP(v)', 'INT', [0, 0, 0, 0, 0]],
  ['VAR_SAMP(d)', 'DECIMAL(38, 6)', [null, '0.000000', '0.187500', '0.187500', '0.515625']],
  ['STDDEV_SAMP(g)', 'DOUBLE', [null, 0, 0.5773502691896255, 0.5773502691896255, 0.9574271077563381]],
  ['STDDEV_SAMP(v)', 'INT', [null, 0, 0, 0, 1]],
  ['VAR_SAMP(g)', 'DOUBLE', [null, 0, 0.33333333333333304, 0.33333333333333304, 0.9166666666666666]],
  ['PERCENTILE(v, 0.5)', 'DOUBLE', [1, 1, 1, 1, 1.5]],
  ['COUNT(v)', 'BIGINT NOT NULL', ['1', '2', '3', '3', '4']],
  ['MAX(f)', 'BOOLEAN', [true, true, true, true, true]],
  ['MIN(d)', 'DECIMAL(10, 2)', ['1.50', '1.50', '1.50', '1.50', '1.50']],
  ['FIRST_VALUE(DISTINCT v)', 'INT', [1, 1, 1, 1, 1]],
  ['SUM(v) FILTER (WHERE f)', 'INT', [1, 2, 2, 2, 5]],
  ['COUNT(DISTINCT v) FILTER (WHERE f)', 'BIGINT NOT NULL', ['1', '1', '1', '1', '2']],
]

// biome-ignore-end lint/suspicious/noApproximativeNumericConstant: what Flink printed

describe('aggregating inserts', () => {
  it.each(INSERTS)('%s', (sql, type, values) => {
    expect(results(sql, inserts, false)).toEqual({ type, values })
  })
})

describe('aggregating a changelog', () => {
  it.each(CHANGES)('%s', (sql, type, values) => {
    expect(results(sql, changes, true)).toEqual({ type, values })
  })
})
