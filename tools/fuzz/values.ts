import type { Json } from '../../app/types/json-form.ts'
import type { Dice } from './dice.ts'

// Values that a column of a type may bring: mostly few and small ones, so that keys meet and values tie,
// and now and then the ends of the type.

const ORDINARY: Readonly<Record<string, readonly Json[]>> = {
  TINYINT: [1, 2, 3, -5, 0],
  SMALLINT: [1, 2, 3, -5, 0, 300],
  INT: [1, 2, 3, 4, 5, 7, 0, -4, 10, 40],
  BIGINT: ['1', '2', '3', '4', '5', '0', '-7', '100'],
  DECIMAL: ['1.50', '2.25', '0.00', '-3.10', '10.00', '1.50', '7.77'],
  FLOAT: [0.1, 1.5, -2.25, 3, 0],
  DOUBLE: [0.1, 1.5, -2.25, 3, 0, 100.125],
  BOOLEAN: [true, false],
  STRING: ['a', 'b', 'c', 'd', 'ab', 'B', ''],
  VARCHAR: ['a', 'b', 'abc', 'B', ''],
  CHAR: ['ab', 'cd', 'ef'],
  DATE: ['2024-01-01', '2024-02-29', '2023-12-31', '2024-06-15'],
  TIME: ['00:00:00', '10:20:30', '23:59:59'],
  TIMESTAMP: ['2024-01-01 00:00:00', '2024-02-29 23:59:59.999', '2023-12-31 12:30:15.250', '2024-06-15 10:00:00.1'],
  TIMESTAMP_LTZ: ['2024-01-01 00:00:00Z', '2024-03-31 01:30:00Z', '2024-10-27 00:30:00.500Z'],
  BYTES: ['616263', '', 'ff'],
  VARBINARY: ['6162', '', 'ff'],
  BINARY: ['616263', '000102'],
}

const EXTREME: Readonly<Record<string, readonly Json[]>> = {
  TINYINT: [127, -128],
  SMALLINT: [32767, -32768],
  INT: [2147483647, -2147483648],
  BIGINT: ['9223372036854775807', '-9223372036854775808', '9007199254740993'],
  DECIMAL: ['999.99', '-999.99', '0.01'],
  FLOAT: [3.4e38, 1e-10],
  DOUBLE: [1.7976931348623157e308, 1e-300, 123456789.123],
  STRING: ['日本', 'Straße', 'x😀y', 'a b', '12', '2024-01-31', ' pad '],
  VARCHAR: ['日本', 'é'],
  DATE: ['1969-12-31', '1970-01-01', '0001-01-01', '9999-12-31'],
  TIMESTAMP: ['1969-12-31 23:59:59.001', '1970-01-01 00:00:00', '9999-12-31 23:59:59.999'],
  TIMESTAMP_LTZ: ['1969-12-31 23:59:59.001Z', '1970-01-01 00:00:00Z'],
}

/** The word that a type's text begins with: DECIMAL of `DECIMAL(10, 2) NOT NULL`. */
export const typeRoot = (type: string): string => /^\w+/.exec(type)?.[0] ?? type

export function randomValue(dice: Dice, type: string): Json {
  if (!type.endsWith('NOT NULL') && dice.chance(0.12)) return null
  const element = /^ARRAY<(.*)>/.exec(type)?.[1]
  if (element !== undefined) return dice.list(dice.below(4), () => randomValue(dice, element)) as Json
  const entry = /^MAP<(\w+), (\w+)>/.exec(type)
  if (entry !== null) return { '1': randomValue(dice, entry[2] ?? ''), '2': randomValue(dice, entry[2] ?? '') }
  const fields = /^ROW<(.*)>/.exec(type)?.[1]
  if (fields !== undefined)
    return fields.split(', ').map((field) => randomValue(dice, field.split(' ')[1] ?? '')) as Json
  const root = typeRoot(type)
  const extreme = EXTREME[root]
  if (extreme !== undefined && dice.chance(0.06)) return dice.pick(extreme)
  return dice.pick(ORDINARY[root] ?? [null])
}
