import { describe, expect, it } from 'vitest'
import { LN_2, LN_10, ONE } from './exact-real.ts'
import { rowsOf64, rowsOf256 } from './exponential-table.ts'
import { reciprocalRows } from './reciprocal-table.ts'
import { sineRows } from './sine-table.ts'
import { tangentRows } from './tangent-table.ts'

/** A number that changes with any digit of any of the numbers. */
function digest(numbers: readonly number[]): string {
  const bits = new BigUint64Array(Float64Array.from(numbers, (x) => x + 0).buffer)
  return bits.reduce((sum, b) => BigInt.asUintN(64, (sum ^ b) * 0x100000001b3n + 1n), 0n).toString(16)
}

const logRow = (row: { readonly high: number; readonly low: number }): number[] => [row.high, row.low]

// Each digest was that of the bytes in the JVM's library too.
describe('the tables', () => {
  it('are those of HotSpot to the last digit', () => {
    expect(digest(rowsOf64().flatMap(logRow))).toBe('60eec9f4d07bde4a')
    expect(digest(rowsOf256().flatMap(logRow))).toBe('69e583d2e09924f8')
    expect(digest(sineRows().flatMap((r) => [r.slopeRest, r.sineHigh, r.sineLow, r.slope]))).toBe('2b8e89d007f1e70')
    expect(digest(tangentRows().flatMap((r) => [...r.coefficients, r.high, r.low, r.slope, r.slopeRest]))).toBe(
      'b9c73008ec987b49',
    )
  })

  it('of logarithms are those of HotSpot for what the processor takes for a reciprocal', () => {
    const natural = reciprocalRows({ logOfBase: ONE, scale: 1, digits: 7, highDigits: 43n })
    const decimal = reciprocalRows({ logOfBase: LN_10, scale: 0.43359375, digits: 7, highDigits: 44n })
    const binary = reciprocalRows({ logOfBase: LN_2, scale: 1.4453125, digits: 9, highDigits: 24n })
    expect([natural, decimal, binary].map((rows) => new Set(rows).size)).toEqual([129, 129, 513])
    expect([natural, decimal, binary].map((rows) => digest([...new Set(rows)].flatMap(logRow)))).toEqual([
      'eccac3843081ed53',
      '5b61e81416d136c8',
      'ffa837ce14c035c7',
    ])
  })
})
