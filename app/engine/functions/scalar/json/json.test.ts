import { describe, expect, it } from 'vitest'
import {
  array,
  char,
  DATE,
  DOUBLE,
  FLOAT,
  INT,
  map,
  row,
  STRING,
  timestampLtz,
} from '../../../../types/construct-type.ts'
import { fromJson } from '../../../../types/json-form.ts'
import type { LogicalType } from '../../../../types/logical-type.ts'
import type { CallClause } from '../../declaration.ts'
import { call, column, literal, type TestArgument, typeOfCall } from '../../testing-kit/call-function.ts'

const text = (value: string | null) => column(STRING, value)
const key = (name: string) => literal(char(name.length), name)
const on = (event: 'EMPTY' | 'ERROR', action: Extract<CallClause, { kind: 'on' }>['action']): CallClause => ({
  kind: 'on',
  event,
  action,
})
const value = (json: string | null, path: string, ...clauses: CallClause[]) =>
  call('JSON_VALUE', [text(json), text(path)], { clauses })
const query = (json: string | null, path: string, ...clauses: CallClause[]) =>
  call('JSON_QUERY', [text(json), text(path)], { clauses })

describe('JSON_VALUE', () => {
  it.each([
    ['{"a": 1.50}', '$.a', '1.50'],
    ['{"e": 1e3}', '$.e', '1E+3'],
    ['{"a": {"b": 1}}', '$.a', null],
    ['{"b": {"c": [1, 2, 3]}}', '$.b.c.length()', '3'],
    ['{"a b": 7}', "$['a b']", '7'],
    ['{"a": [1, 2]}', 'lax $.a[-1]', '2'],
    ['{"a-b": 1}', '$.a-b', '1'],
    ['[3]', 'a[0]', null],
    ['{"a": 1}', '@.a', '1'],
    ['{"a": 1}', '$.a[', '1'],
    ['{"a": 1}', "$['\\u0061']", '1'],
    ['{"a": 1}', ' $.a', null],
    ['{"a": [1, {"a": 2}]}', '$..a.length()', '2'],
    ['[1, 2]', '$.size().x', null],
    ['[1, 2]', 'lax $.size().x', '2'],
    ['not json', '$.a', null],
    [null, '$.a', null],
  ])('of %s at %s', (json, path, expected) => {
    expect(value(json, path)).toBe(expected)
  })

  it('takes a missing path for an error unless it is lax', () => {
    const clauses: CallClause[] = [
      { kind: 'on', event: 'EMPTY', action: 'DEFAULT', argument: 2 },
      { kind: 'on', event: 'ERROR', action: 'DEFAULT', argument: 3 },
    ]
    const withDefaults = (json: string, path: string) =>
      call('JSON_VALUE', [text(json), text(path), key('empty'), key('error')], { clauses })
    expect(withDefaults('{}', '$.zz')).toBe('error')
    expect(withDefaults('{}', 'lax $.zz')).toBe('empty')
    expect(withDefaults('null', 'lax $.zz')).toBe('error')
    expect(withDefaults('oops', 'lax $.zz')).toBe('empty')
  })

  it('wants literals as defaults, and does not cast them', () => {
    const returned = (type: LogicalType, value: TestArgument) =>
      call('JSON_VALUE', [text('{}'), text('lax $.a'), value], {
        clauses: [
          { kind: 'returning', type },
          { kind: 'on', event: 'EMPTY', action: 'DEFAULT', argument: 2 },
        ],
      })
    expect(returned(STRING, literal(DATE, 18262))).toBe('18262')
    expect(returned(INT, literal(DATE, 18262))).toBe(18262)
    expect(() => returned(INT, key('1'))).toThrow('a default of type')
    expect(() => returned(STRING, text('a'))).toThrow('plan: None.get')
  })

  it('casts by Java class for RETURNING', () => {
    const double: CallClause = { kind: 'returning', type: DOUBLE }
    expect(value('{"a": 1.5}', '$.a', double)).toBe(1.5)
    expect(() => value('{"a": 1}', '$.a', double)).toThrow('cannot be cast')
    expect(typeOfCall('JSON_VALUE', [text('{}'), text('$')], { clauses: [{ kind: 'returning', type: DATE }] })).toBe(
      'plan',
    )
  })
})

describe('JSON_QUERY', () => {
  it.each([
    ['{"b": 1, "a": [true, null]}', '$', '{"a":[true,null],"b":1}'],
    ['{"a": [1, 2, 3]}', 'lax $.a[0:2]', '[1,2]'],
    ['{"x": {"x": 1}}', '$..x', '[{"x":1},1]'],
    ['{"a": 1, "b": 2}', "$['a','b']", '{"a":1,"b":2}'],
    ['{"a": 1}', '$.b.c[*]', null],
    ['"x"', '$', null],
    ['[1, 2, 3]', '$[-2:2]', '[2,3,1,2]'],
    ['[1, 2, 3]', '$[:-1]', '[1,2]'],
    ['{"a": 1}', '$[1:2]', null],
    ['[[{"a": 1}], {"a": 2}]', '$..[0].a', '[1]'],
    ['{"a": 1, "b": {"a": 2, "b": 3}}', "$..['a','b']", '[{"a":1,"b":{"a":2,"b":3}},{"a":2,"b":3}]'],
  ])('of %s at %s', (json, path, expected) => {
    expect(query(json, path)).toBe(expected)
  })

  it('wraps on demand and answers for emptiness and errors', () => {
    expect(query('{"a": 1}', '$.a', { kind: 'wrapper', action: 'WITH UNCONDITIONAL' })).toBe('[1]')
    expect(query('42', 'strict $.zz', on('ERROR', 'EMPTY OBJECT'))).toBe('{}')
    expect(query('{}', 'lax $.zz', on('EMPTY', 'EMPTY ARRAY'))).toBe('[]')
  })

  it('returns texts of the elements', () => {
    const clause: CallClause = { kind: 'returning', type: array(STRING) }
    expect(query('[1, "two", null, {"a": 5}, 1e3]', '$', clause)).toEqual(['1', 'two', null, '{"a":5}', '1E+3'])
  })
})

describe('building JSON', () => {
  it('sorts keys and keeps the last of equal ones', () => {
    expect(call('JSON_OBJECT', [key('z'), column(INT, 1), key('a'), text('q"uote')])).toBe('{"a":"q\\"uote","z":1}')
    expect(call('JSON_OBJECT', [key('n'), column(INT, 1), key('n'), column(INT, null)])).toBe('{"n":null}')
  })

  it('drops NULLs from arrays unless told otherwise', () => {
    const args = [column(INT, null), text('x')]
    expect(call('JSON_ARRAY', args)).toBe('["x"]')
    expect(call('JSON_ARRAY', args, { clauses: [{ kind: 'nulls', action: 'NULL ON NULL' }] })).toBe('[null,"x"]')
  })

  it('takes JSON calls as JSON', () => {
    expect(call('JSON_ARRAY', [{ ...text('{"b":1}'), call: 'JSON_OBJECT' }, text('{}')])).toBe('[{"b":1},"{}"]')
  })

  it.each([
    [column(FLOAT, Math.fround(0.1)), '0.10000000149011612'],
    [column(DOUBLE, 1e-7), '1.0E-7'],
    [column(timestampLtz(3), fromJson('2024-07-01 12:00:00.120Z', timestampLtz(3))), '"2024-07-01T12:00:00.12Z"'],
    [column(map(STRING, INT), [['z', null]]), '{"z":null}'],
    [column(row([{ name: 'x', type: INT }]), [1]), '{"x":1}'],
  ])('writes a value, case %#', (argument, expected) => {
    expect(call('JSON_STRING', [argument])).toBe(expected)
  })

  it('quotes and unquotes as Flink does', () => {
    expect(call('JSON_QUOTE', [text('a/b😀')])).toBe('"a\\/b\\u1f600\\ude00"')
    expect(call('JSON_UNQUOTE', [text('"a"b"')])).toBe('a"b')
    expect(call('JSON_UNQUOTE', [text('"a\\qb"')])).toBe('"a\\qb"')
  })
})

describe('IS JSON', () => {
  it.each([
    ['1 2', 'VALUE', true],
    ['01', 'VALUE', false],
    ['[1,]', 'VALUE', false],
    ['{"a":1} x', 'OBJECT', true],
    ['"x"', 'SCALAR', true],
    [null, 'VALUE', false],
  ])('%s is %s', (json, kind, expected) => {
    expect(call('IS JSON', [text(json), key(kind)])).toBe(expected)
  })
})
