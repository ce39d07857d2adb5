import { describe, expect, it } from 'vitest'
import {
  BIGINT,
  char,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  INTERVAL_SECOND,
  SMALLINT,
  STRING,
  TINYINT,
  timestamp,
} from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'
import { RunFailure } from '../../run-failure.ts'
import { call, column, literal, typeOfCall } from '../testing-kit/call-function.ts'

const of = (type: LogicalType, value: Value = 1) => column(type, value)

describe('types of arithmetic', () => {
  it.each([
    ['+', TINYINT, TINYINT, 'TINYINT'],
    ['+', TINYINT, INT, 'INT'],
    ['%', BIGINT, INT, 'INT'],
    ['*', decimal(5, 2), INT, 'DECIMAL(16, 2)'],
    ['/', INT, decimal(5, 2), 'DECIMAL(18, 6)'],
    ['%', decimal(10, 2), decimal(5, 2), 'DECIMAL(5, 2)'],
    ['+', FLOAT, DOUBLE, 'FLOAT'],
    ['*', DOUBLE, FLOAT, 'DOUBLE'],
    ['+', FLOAT, decimal(5, 2), 'DOUBLE'],
    ['+', STRING, INT, 'parse'],
    ['%', DOUBLE, INT, 'parse'],
  ])('%s, case %#', (sign, left, right, expected) => {
    expect(typeOfCall(sign, [of(left), of(right)])).toBe(expected)
  })
})

describe('values of arithmetic', () => {
  it.each([
    ['+', of(TINYINT, 100), of(TINYINT, 100), -56],
    ['*', of(SMALLINT, -300), of(SMALLINT, -300), 24464],
    ['+', of(INT, 2147483647), of(INT, 1), -2147483648],
    ['/', of(INT, -2147483648), of(INT, -1), -2147483648],
    ['/', of(INT, -7), of(INT, 2), -3],
    ['+', of(BIGINT, 9223372036854775807n), of(BIGINT, 1), -9223372036854775808n],
    ['-', of(BIGINT, 9007199254740993n), of(BIGINT, -2), 9007199254740995n],
    ['/', of(BIGINT, -9223372036854775808n), of(BIGINT, 10), -922337203685477580n],
    ['%', of(INT, -7), of(BIGINT, 2), -1],
    ['*', of(FLOAT, 10000000000), of(FLOAT, 3), Math.fround(30000001000)],
    ['/', of(DOUBLE, 1), of(DOUBLE, 0), Number.POSITIVE_INFINITY],
    ['+', of(decimal(38, 0), 10n ** 38n - 1n), of(decimal(38, 0), 1), null],
  ])('%s, case %#', (sign, left, right, expected) => {
    expect(call(sign, [left, right])).toBe(expected)
  })

  it.each([
    ['-', timestamp(3), 1704067200000, 4000, 1704067196000],
    ['+', timestamp(6), 1704067200000001, 4000, 1704067204000001],
    ['+', timestamp(3), 9007199254740991, 1, 9007199254740992n],
    ['-', timestamp(3), 9007199254740992n, 1, 9007199254740991],
    ['+', timestamp(9), 1704067200000000001n, 1, 1704067200001000001n],
  ])('moves a time stamp: %s, case %#', (sign, type, time, interval, expected) => {
    expect(call(sign, [of(type, time), of(INTERVAL_SECOND, interval)])).toBe(expected)
  })

  it('fails by zero as Java does', () => {
    expect(() => call('/', [of(INT, 1), of(INT, 0)])).toThrow(new RunFailure('ArithmeticException', '/ by zero'))
    expect(() => call('/', [of(decimal(5, 2), 1), of(INT, 0)])).toThrow('Division by zero')
  })
})

describe('rounding', () => {
  it.each([
    ['ROUND', of(INT, 2147483647), -1, -2147483646],
    ['ROUND', of(TINYINT, 127), -1, -126],
    ['ROUND', of(DOUBLE, 1.005), 2, 1.01],
    ['ROUND', of(decimal(10, 3), -1005), 2, -101],
    ['TRUNCATE', of(INT, 15), -1, 10],
    ['TRUNCATE', of(decimal(10, 3), 9999999999), -1, 9999990],
    ['TRUNCATE', of(DOUBLE, -1.55), 1, -1.5],
  ])('%s, case %#', (name, value, digits, expected) => {
    expect(call(name, [value, literal(INT, digits)])).toBe(expected)
  })

  it('types a rounded decimal by its digits and refuses those of a column', () => {
    expect(typeOfCall('ROUND', [of(decimal(10, 3))])).toBe('DECIMAL(8, 0)')
    expect(typeOfCall('ROUND', [of(decimal(10, 3)), literal(INT, 2)])).toBe('DECIMAL(10, 2)')
    expect(typeOfCall('ROUND', [of(decimal(10, 3)), of(INT)])).toMatch(/^unsupported/)
    expect(typeOfCall('CEIL', [of(decimal(10, 3))])).toBe('DECIMAL(10, 0)')
  })
})

describe('comparison', () => {
  it.each([
    ['=', of(FLOAT, Math.fround(0.1)), of(DOUBLE, 0.1), true],
    ['=', of(FLOAT, Math.fround(0.1)), of(decimal(2, 1), 1), false],
    ['=', of(decimal(10, 2), 100), of(INT, 1), true],
    ['<', of(STRING, '😀'), of(STRING, '～'), true],
    ['=', of(char(4), 'abc '), of(char(3), 'abc'), false],
    ['IS NOT DISTINCT FROM', of(INT, null), of(INT, null), true],
    ['IS DISTINCT FROM', of(INT, 1), of(INT, null), true],
  ])('%s, case %#', (sign, left, right, expected) => {
    expect(call(sign, [left, right])).toBe(expected)
  })

  it('refuses equality of a string and a number when it plans', () => {
    expect(typeOfCall('=', [of(STRING, 'a'), of(INT)])).toBe('plan')
  })
})

describe('numbers', () => {
  it('draws the numbers of java.util.Random for a seed', () => {
    expect(call('RAND', [literal(INT, 5)])).toBe(0.730519863614471)
    expect(call('RAND_INTEGER', [literal(INT, 5), literal(INT, 100)])).toBe(87)
  })

  it('keeps the sign of the smallest number', () => {
    expect(call('ABS', [of(TINYINT, -128)])).toBe(-128)
  })
})
