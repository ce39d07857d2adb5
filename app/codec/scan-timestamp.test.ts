import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DEFAULT_DECODE_OPTIONS } from './decode-options.ts'
import { readTimestampText, timestampForm } from './scan-timestamp.ts'
import { readTimestamp } from './temporal-reader.ts'

const two = (most: number) => fc.nat(most).map((n) => String(n).padStart(2, '0'))
const text = fc
  .tuple(
    fc.constantFrom('2024', '2023', '1969', '1970', '0001', '2100', '９024', '20x4'),
    two(14),
    two(33),
    fc.constantFrom(' ', 'T', ''),
    two(25),
    two(61),
    two(61),
    fc.constantFrom('', '.', '.1', '.12', '.123', '.1234', '.123456789', ',123', '.1x3'),
    fc.constantFrom('', 'Z', 'z', ' '),
  )
  .map(([year, month, day, separator, hour, minute, second, fraction, zone]) => {
    return `${year}-${month}-${day}${separator}${hour}:${minute}:${second}${fraction}${zone}`
  })

it('reads a timestamp as the general reader does, or leaves it to that one', () => {
  let read = 0
  fc.assert(
    fc.property(
      text,
      fc.integer({ min: 3, max: 9 }),
      fc.constantFrom('TIMESTAMP' as const, 'TIMESTAMP_LTZ' as const),
      fc.constantFrom('SQL' as const, 'ISO-8601' as const),
      (written, precision, kind, timestamps) => {
        const form = timestampForm({ kind, precision, nullable: true }, { ...DEFAULT_DECODE_OPTIONS, timestamps })
        const value = readTimestampText(written, form)
        if (value === undefined) return
        read++
        expect(value).toBe(readTimestamp(written, precision, kind === 'TIMESTAMP_LTZ', timestamps))
      },
    ),
    { numRuns: 20_000 },
  )
  expect(read).toBeGreaterThan(100)
})
