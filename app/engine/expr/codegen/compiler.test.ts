import { describe, expect, it } from 'vitest'
import { BIGINT, BOOLEAN, INT, notNull, STRING } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'
import type { ScalarFunction, ScalarImplementation } from '../../functions/declaration.ts'
import type { Row } from '../../row.ts'
import { type BoundExpr, caseBranch } from '../bound.ts'
import { createExprCompiler } from './compiler.ts'

const span = { start: 0, end: 0 }
const newCompiler = () => createExprCompiler({ zone: 'UTC', now: () => 0, queryStart: 0, random: () => 0.5 })

const input = (index: number, type: LogicalType): BoundExpr => ({ kind: 'input', index, type, span })
const constant = (value: Value, type: LogicalType): BoundExpr => ({ kind: 'constant', value, type, span })
const logic = (op: 'AND' | 'OR' | 'NOT' | 'IS NULL', ...args: BoundExpr[]): BoundExpr => ({
  kind: 'logic',
  op,
  args,
  type: BOOLEAN,
  span,
})
function fn(name: string, implementation: ScalarImplementation): ScalarFunction {
  return {
    kind: 'scalar',
    name,
    category: 'test',
    signatures: [],
    example: '',
    summary: { en: '', zh: '' },
    status: 'implemented',
    deterministic: true,
    infer: () => ({ ok: true, type: INT }),
    implement: () => implementation,
  }
}
const call = (f: ScalarFunction, type: LogicalType, ...args: BoundExpr[]): BoundExpr => ({
  kind: 'call',
  fn: f,
  args,
  type,
  span,
})
const plus = fn('+', { source: ([a, b]) => `(${a} + ${b}) | 0` })
const less = fn('<', { source: ([a, b]) => `${a} < ${b}` })
const fail = fn('FAIL', {
  apply: () => {
    throw new Error('evaluated')
  },
})
const row = (...values: Value[]): Row => newCompiler().rowFromValues(values.length)(values)
const values = (r: Row | null, width: number): readonly Value[] | null =>
  r === null ? null : newCompiler().valuesFromRow(width)(r)

describe('generated calc', () => {
  it('drops rows whose condition is FALSE or NULL', () => {
    const calc = newCompiler().calc([INT], call(less, BOOLEAN, input(0, INT), constant(5, INT)), [input(0, INT)])
    expect(values(calc(row(4)), 1)).toEqual([4])
    expect(calc(row(5))).toBeNull()
    expect(calc(row(null))).toBeNull()
  })

  it('gives NULL where a strict argument is NULL', () => {
    const project = newCompiler().projection([INT], [call(plus, INT, input(0, INT), constant(2147483647, INT))])
    expect(values(project(row(1)), 1)).toEqual([-2147483648])
    expect(values(project(row(null)), 1)).toEqual([null])
  })

  it('writes the default of Flink where a NOT NULL column is NULL, and computes with NULL until then', () => {
    const type = notNull(INT)
    const one = call(plus, type, input(0, type), constant(1, type))
    const project = newCompiler().projection([type], [input(0, type), one, call(plus, type, one, constant(1, type))])
    expect(values(project(row(5)), 3)).toEqual([5, 6, 7])
    expect(values(project(row(null)), 3)).toEqual([-1, -1, -1])
  })

  it('hands a row on as it is where there is but a condition', () => {
    const type = notNull(INT)
    const calc = newCompiler().calc([type], undefined, [input(0, type)])
    expect(values(calc(row(null)) as Row, 1)).toEqual([null])
  })

  it('computes a repeated expression once', () => {
    const sum = call(plus, INT, input(0, INT), input(1, INT))
    const compiler = newCompiler()
    compiler.calc([INT, INT], call(less, BOOLEAN, sum, constant(9, INT)), [sum, sum])
    expect(compiler.sources[0]?.text.match(/\+/g)).toHaveLength(1)
  })
})

describe('generated three-valued logic', () => {
  const T = true
  const F = false
  const cases: [Value, Value, Value, Value][] = [
    [T, T, T, T],
    [T, F, F, T],
    [T, null, null, T],
    [F, T, F, T],
    [F, F, F, F],
    [F, null, F, null],
    [null, T, null, T],
    [null, F, F, null],
    [null, null, null, null],
  ]
  it('follows the truth tables of SQL', () => {
    const both = [input(0, BOOLEAN), input(1, BOOLEAN)]
    const project = newCompiler().projection([BOOLEAN, BOOLEAN], [logic('AND', ...both), logic('OR', ...both)])
    for (const [a, b, and, or] of cases) expect(values(project(row(a, b)), 2), `${a} ${b}`).toEqual([and, or])
  })

  it('does not evaluate what AND, OR and CASE leave out', () => {
    const boom = call(fail, BOOLEAN, input(0, BOOLEAN))
    const compiler = newCompiler()
    const project = compiler.projection(
      [BOOLEAN],
      [
        logic('AND', constant(false, BOOLEAN), boom),
        logic('OR', constant(true, BOOLEAN), boom),
        {
          kind: 'case',
          branches: [caseBranch(input(0, BOOLEAN), constant(1, INT))],
          otherwise: call(fail, INT, input(0, BOOLEAN)),
          type: INT,
          span,
        },
      ],
    )
    expect(values(project(row(true)), 3)).toEqual([false, true, 1])
    expect(compiler.predicate([BOOLEAN], logic('OR', input(0, BOOLEAN), boom))(row(true))).toBe(true)
    expect(compiler.predicate([BOOLEAN], logic('AND', input(0, BOOLEAN), boom))(row(false))).toBe(false)
  })
})

describe('generated sources', () => {
  it('never hold a text of the user', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the very text that must not be run
    const nasty = '`${globalThis.pwned = 1}`\n*/ \'"; globalThis.pwned = 1; // \u2028'
    const compiler = newCompiler()
    const upper = fn(nasty, { apply: (text: string) => text })
    const text = constant(nasty, STRING)
    const calc = compiler.calc([STRING], call(less, BOOLEAN, text, input(0, STRING)), [text, call(upper, STRING, text)])
    calc(row('z'))
    expect(compiler.value([], text)(row())).toBe(nasty)
    for (const source of compiler.sources) expect(source.text).not.toContain('pwned')
    expect('pwned' in globalThis).toBe(false)
  })
})

describe('generated comparators and equality', () => {
  it('orders by each key, NULLs where asked', () => {
    const compare = newCompiler().comparator(
      [INT, STRING],
      [
        { index: 0, descending: true, nullsFirst: false },
        { index: 1, descending: false, nullsFirst: true },
      ],
    )
    const rows = [row(1, 'b'), row(null, 'a'), row(2, 'z'), row(1, null), row(1, 'a')]
    expect(rows.sort(compare).map((r) => values(r, 2))).toEqual([
      [2, 'z'],
      [1, null],
      [1, 'a'],
      [1, 'b'],
      [null, 'a'],
    ])
  })

  it('orders text by code points, not by UTF-16 units', () => {
    const compare = newCompiler().comparator([STRING], [{ index: 0, descending: false, nullsFirst: true }])
    expect(compare(row('\uff5e'), row('\u{1f600}'))).toBeLessThan(0)
  })

  it('takes NaN as equal to itself and the zeros as different', () => {
    const equal = newCompiler().equal([{ kind: 'DOUBLE', nullable: true }])
    expect(equal(row(Number.NaN), row(Number.NaN))).toBe(true)
    expect(equal(row(0), row(-0))).toBe(false)
  })

  it('takes rows with a NULL in an array as equal, as their serialized forms are', () => {
    const equal = newCompiler().equal([{ kind: 'ARRAY', element: INT, nullable: true }])
    expect(equal(row([1, null]), row([1, null]))).toBe(true)
    expect(equal(row([1, null]), row([1, 2]))).toBe(false)
  })

  it('makes one key of equal arrays and bytes', () => {
    const types: LogicalType[] = [
      { kind: 'ARRAY', element: STRING, nullable: true },
      { kind: 'BINARY', length: 2, nullable: true },
      BIGINT,
    ]
    const [list, bytes, long] = newCompiler().key(types, [0, 1, 2]).canonical
    expect(list?.(['a', 'b'])).toBe(list?.(['a', 'b']))
    expect(list?.(['a,b'])).not.toBe(list?.(['a', 'b']))
    expect(bytes?.(new Uint8Array([1, 2]))).toBe(bytes?.(new Uint8Array([1, 2])))
    expect(long?.(5)).toBe(5)
  })
})
