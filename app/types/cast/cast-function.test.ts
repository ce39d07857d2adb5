import { describe, expect, it } from 'vitest'
import {
  array,
  BIGINT,
  BOOLEAN,
  BYTES,
  char,
  DATE,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  INTERVAL_MONTH,
  INTERVAL_SECOND,
  map,
  row,
  SMALLINT,
  STRING,
  TIME,
  TINYINT,
  timestamp,
  timestampLtz,
  varchar,
} from '../construct-type.ts'
import { fromJson, type Json, toJson } from '../json-form.ts'
import type { LogicalType } from '../logical-type.ts'
import { CastFailure } from './cast-failure.ts'
import { castFunction } from './cast-function.ts'

/** Values in the form of cases; expectations are what Flink 2.2.0 answered. */
function tryCast(json: Json, from: LogicalType, to: LogicalType, zone = 'UTC'): Json {
  return toJson(castFunction(from, to, { zone, mode: 'try' })(fromJson(json, from)), to)
}

describe('texts to numbers', () => {
  it.each([
    ['1e3', null, 1000, null, '1000.00'],
    ['12 ', 12, 12, '12.00', '12.00'],
    [' 7\t', null, 7, '7.00', '7.00'],
    ['1.5.5', null, null, null, null],
    ['+5', 5, 5, '5.00', '5.00'],
    ['1f', null, 1, '1.00', null],
    ['0x1p3', null, 8, null, null],
    ['1e', null, null, '1.00', null],
    ['e1', null, null, '0.00', null],
    ['.5', 0, 0.5, '0.50', '0.50'],
    ['.', 0, null, '0.00', null],
    ['-', null, null, null, null],
    ['1e-400', null, 0, null, '0.00'],
  ])('reads %j', (text, int, double, short, long) => {
    expect(tryCast(text, STRING, INT)).toBe(int)
    expect(tryCast(text, STRING, DOUBLE)).toBe(double)
    expect(tryCast(text, STRING, decimal(5, 2))).toBe(short)
    expect(tryCast(text, STRING, decimal(20, 2))).toBe(long)
  })

  it('fails by the Java class that Flink names', () => {
    const cast = castFunction(STRING, TINYINT, { zone: 'UTC' })
    expect(() => cast('128')).toThrow(new CastFailure('NumberFormatException', "For input string: '128'. Overflow."))
  })

  it('fails for NaN to DECIMAL even when it tries', () => {
    expect(() => tryCast('NaN', DOUBLE, decimal(20, 10))).toThrow(CastFailure)
  })
})

describe('numbers to numbers', () => {
  it.each([
    [128, INT, TINYINT, -128],
    [1e10, DOUBLE, TINYINT, -1],
    [70000.7, DOUBLE, SMALLINT, 4464],
    ['-12345678901234567890.123456789012345678', decimal(38, 18), TINYINT, 46],
    ['99999.995', decimal(38, 18), decimal(10, 0), '100000'],
    ['1234567.895', decimal(10, 3), decimal(5, 2), null],
    [0.1, FLOAT, decimal(20, 10), '0.1000000015'],
    [1e20, DOUBLE, BIGINT, '9223372036854775807'],
    [true, BOOLEAN, decimal(5, 2), '1.00'],
    ['NaN', DOUBLE, BOOLEAN, true],
  ] as const)('casts %j', (json, from, to, expected) => {
    expect(tryCast(json, from, to)).toBe(expected)
  })
})

describe('texts to times', () => {
  it.each([
    ['10', '10:00:00'],
    ['1:2:3', '01:02:03'],
    ['24:00:00', null],
    ['10:60:00', null],
    ['10:11:12.1239', '10:11:12'],
    ['10:11:12+01:00', '11:11:12'],
    ['10:11:12-01', '09:11:12'],
    [' 10:11:12 ', '10:11:12'],
    ['-1:00:00', null],
    ['10:11:', null],
  ])('reads the time %j', (text, expected) => {
    expect(tryCast(text, STRING, TIME)).toBe(expected)
  })

  it.each([
    ['2024-01-31 10:11:12.', '2024-01-31 10:11:12.000', '2024-01-31'],
    ['2024-1-3 1:2:3', '2024-01-03 01:02:03.000', '2024-01-03'],
    ['2024-01', null, '2024-01-01'],
    ['2024-01-', '2024-01-01 00:00:00.000', null],
    ['2024-02-30 10:11:12', '2024-02-29 10:11:12.000', null],
    ['0000-01-01', null, '0000-01-01'],
    ['+12024-01-01', '+12024-01-01 00:00:00.000', null],
    ['2024-01-31 24:00:00', '2024-02-01 00:00:00.000', '2024-01-31'],
    ['2024-01-31 24:00:01', null, '2024-01-31'],
    ['2024-01-31 10:11', null, '2024-01-31'],
    [' 2024-01-31', null, '2024-01-31'],
    ['2024-01-31T10:11:12', null, null],
  ])('reads the time stamp and the date %j', (text, stamp, date) => {
    expect(tryCast(text, STRING, timestamp(3))).toBe(stamp)
    expect(tryCast(text, STRING, DATE)).toBe(date)
  })
})

describe('times to times', () => {
  const zone = 'Asia/Tokyo'
  it.each([
    ['1969-12-31 23:59:59.999', '1970-01-01', '1970-01-01 00:00:00', '1970-01-01', '08:59:59', '1969-12-31 15:00:00Z'],
    ['1969-12-30 23:59:59.500', '1969-12-31', '1969-12-31 00:00:00', '1969-12-31', '08:59:59', '1969-12-30 15:00:00Z'],
  ])('cuts %s toward 1970, but local times downwards', (text, date, seconds, localDate, localTime, instant) => {
    expect(tryCast(text, timestamp(3), DATE)).toBe(date)
    expect(tryCast(text, timestamp(3), timestamp(0))).toBe(seconds)
    expect(tryCast(`${text}Z`, timestampLtz(3), DATE, zone)).toBe(localDate)
    expect(tryCast(`${text}Z`, timestampLtz(3), TIME, zone)).toBe(localTime)
    expect(tryCast(text, timestamp(3), timestampLtz(0), zone)).toBe(instant)
  })

  it('moves a local time in a gap forward and takes the earlier offset in an overlap', () => {
    expect(tryCast('2024-03-31 02:30:00.000', timestamp(3), timestampLtz(3), 'Europe/Berlin')).toBe(
      '2024-03-31 01:30:00.000Z',
    )
    expect(tryCast('2024-10-27 02:30:00.000', timestamp(3), timestampLtz(3), 'Europe/Berlin')).toBe(
      '2024-10-27 00:30:00.000Z',
    )
  })
})

describe('values to texts', () => {
  it.each([
    [true, BOOLEAN, char(3), 'TRU'],
    [7, INT, char(4), '7   '],
    ['日本語テキ', STRING, char(4), '日本語テ'],
    ['ab  ', STRING, varchar(3), 'ab '],
    ['-3600000', INTERVAL_SECOND, STRING, '-0 01:00:00.000'],
    [14, INTERVAL_MONTH, STRING, '+1-02'],
    [-2147483648, INTERVAL_MONTH, STRING, '--178956970-0-8'],
    ['f09f9880', BYTES, char(3), '😀 '],
    ['ffffff', BYTES, STRING, '\ufffd\ufffd\ufffd'],
    [[1, null], array(INT), STRING, '[1, NULL]'],
    [[['k', 1]], map(STRING, INT), STRING, '{k=1}'],
    [
      [1, 'y'],
      row([
        { name: 'x', type: INT },
        { name: 'y', type: STRING },
      ]),
      STRING,
      '(1, y)',
    ],
  ] as const)('prints %j', (json, from, to, expected) => {
    expect(tryCast(json, from, to)).toBe(expected)
  })
})

describe('collections', () => {
  it('casts the elements', () => {
    expect(tryCast(['1.50', '-0.05'], array(decimal(5, 2)), array(decimal(4, 1)))).toEqual(['1.5', '-0.1'])
  })

  it('lists a map in the order of a Java HashMap', () => {
    const strings: Json = [
      ['zeta', 1],
      ['alpha', 2],
      ['b', 3],
      ['q', 4],
    ]
    expect(tryCast(strings, map(STRING, INT), map(STRING, BIGINT))).toEqual([
      ['zeta', '1'],
      ['alpha', '2'],
      ['q', '4'],
      ['b', '3'],
    ])
    const numbers: Json = [
      [100, 1],
      [5, 2],
      [33, 3],
      [17, 4],
    ]
    expect(tryCast(numbers, map(INT, INT), map(BIGINT, INT))).toEqual([
      ['33', 3],
      ['17', 4],
      ['100', 1],
      ['5', 2],
    ])
  })
})
