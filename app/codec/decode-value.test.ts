import { describe, expect, it } from 'vitest'
import {
  BIGINT,
  BOOLEAN,
  BYTES,
  DATE,
  DOUBLE,
  decimal,
  INT,
  STRING,
  TIME,
  TINYINT,
  timestamp,
  timestampLtz,
} from '../types/construct-type.ts'
import { toJson } from '../types/json-form.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { DEFAULT_DECODE_OPTIONS } from './decode-options.ts'
import { DecodeError, valueDecoder } from './decode-value.ts'
import { scanJson } from './json/scan-json.ts'

// What Flink 2.2.0 read from a file of its json format, value by value; `refused` where the job failed.

const refused = Symbol('refused')
type Seen = readonly (readonly [json: string, seen: unknown])[]

function check(type: LogicalType, seen: Seen, options = DEFAULT_DECODE_OPTIONS): void {
  const decode = valueDecoder(type, options)
  it.each(seen)('%s', (json, expected) => {
    const node = scanJson(json)
    if (expected === refused) expect(() => decode(node)).toThrow(DecodeError)
    else expect(toJson(decode(node), type)).toEqual(expected)
  })
}

describe('INT from JSON', () => {
  check(INT, [
    ['1', 1],
    ['1.9', 1],
    ['-1.9', -1],
    ['"12"', 12],
    ['" 12 "', 12],
    ['"+5"', 5],
    ['1e2', 100],
    ['null', null],
    ['"1.5"', refused],
    ['true', refused],
    ['""', refused],
    ['3000000000', refused],
  ])
})

describe('TINYINT from JSON', () => {
  check(TINYINT, [
    ['127', 127],
    ['200', refused],
    ['-129', refused],
  ])
})

describe('BIGINT from JSON', () => {
  check(BIGINT, [
    ['9223372036854775807', '9223372036854775807'],
    ['9007199254740993', '9007199254740993'],
    ['1.5', '1'],
    ['1e3', '1000'],
    ['"9223372036854775808"', refused],
  ])
})

describe('BOOLEAN from JSON', () => {
  check(BOOLEAN, [
    ['true', true],
    ['"TRUE"', true],
    ['"yes"', false],
    ['1', false],
    ['0', false],
  ])
})

describe('STRING from JSON', () => {
  check(STRING, [
    ['1.50', '1.50'],
    ['true', 'true'],
    ['{"a": 1.0, "b":[1]}', '{"a":1.0,"b":[1]}'],
    ['[1,"x"]', '[1,"x"]'],
    ['1e5', '1e5'],
    ['100000000000000000000000', '100000000000000000000000'],
  ])
})

describe('DOUBLE from JSON', () => {
  check(DOUBLE, [
    ['1', 1],
    ['"1.5"', 1.5],
    ['"NaN"', 'NaN'],
    ['1e999', 'Infinity'],
    ['" 2 "', 2],
    ['"1d"', 1],
    ['"x"', refused],
  ])
})

describe('DECIMAL(5, 2) from JSON', () => {
  check(decimal(5, 2), [
    ['1.005', '1.01'],
    ['"1.005"', '1.01'],
    ['1234.5', null],
    ['" 1 "', '1.00'],
    ['1e2', '100.00'],
    ['"x"', refused],
  ])
})

describe('TIMESTAMP(3) from JSON', () => {
  check(timestamp(3), [
    ['"2024-01-01 10:00:00"', '2024-01-01 10:00:00.000'],
    ['"2024-02-30 10:00:00.123456"', '2024-02-29 10:00:00.123'],
    ['"2024-01-01 24:00:00"', '2024-01-02 00:00:00.000'],
    ['"2024-01-01T10:00:00"', refused],
    ['"2024-01-01 10:00"', refused],
    ['" 2024-01-01 10:00:00"', refused],
    ['1700000000', refused],
  ])
})

describe('TIMESTAMP(3) from JSON by the ISO-8601 standard', () => {
  const iso = { ...DEFAULT_DECODE_OPTIONS, timestamps: 'ISO-8601' } as const
  check(
    timestamp(3),
    [
      ['"2024-01-01T10:00:00"', '2024-01-01 10:00:00.000'],
      ['"2024-01-01T10:00"', '2024-01-01 10:00:00.000'],
      ['"2024-01-01 10:00:00"', refused],
    ],
    iso,
  )
})

describe('TIMESTAMP_LTZ(3) from JSON', () => {
  check(timestampLtz(3), [
    ['"2024-01-01 10:00:00.5Z"', '2024-01-01 10:00:00.500Z'],
    ['"2024-01-01 10:00:00"', refused],
  ])
})

describe('DATE from JSON', () => {
  check(DATE, [
    ['"2024-02-29"', '2024-02-29'],
    ['"2024-02-30"', refused],
    ['"2024-2-3"', refused],
    ['19000', refused],
  ])
})

describe('TIME from JSON', () => {
  check(TIME, [
    ['"10:11:12.345"', '10:11:12'],
    ['"10:11"', refused],
  ])
})

describe('BYTES from JSON', () => {
  check(BYTES, [
    ['"AQI="', '0102'],
    ['"x"', refused],
  ])
})

describe('nested types from JSON', () => {
  check({ kind: 'ARRAY', element: INT, nullable: true }, [
    ['[1,null,"3"]', [1, null, 3]],
    ['5', refused],
    ['"[1]"', refused],
  ])
  check({ kind: 'MAP', key: STRING, value: INT, nullable: true }, [
    [
      '{"z":1,"a":2}',
      [
        ['z', 1],
        ['a', 2],
      ],
    ],
  ])
  const fields = [
    { name: 'a', type: INT },
    { name: 'b', type: STRING },
  ]
  check({ kind: 'ROW', fields, nullable: true }, [
    ['{"b":1,"c":2}', [null, '1']],
    ['{}', [null, null]],
    ['[1,2]', refused],
  ])
})
