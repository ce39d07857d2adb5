import { exponentOf, powerOfTwo } from './double-bits.ts'
import { BITS, exponentialOf, fromDouble, LN_2, ONE, product, quotient, toDouble } from './exact-real.ts'

/** A step on the way from 1 to 2 in equal factors, as a double and what it lacks. */
export interface ExponentialRow {
  readonly high: number
  readonly low: number
}

/** 2^(step / count) of every step. */
function powers(count: number): readonly bigint[] {
  const root = exponentialOf(LN_2 / BigInt(count))
  const result = [ONE]
  for (let step = 1; step < count; step++) result.push(product(result[step - 1] as bigint, root))
  return result
}

/** HotSpot's tables were computed with few digits more than they hold: the last one of some is off by one. */
const TOO_LOW_OF_64 = [1, 4, 10, 15, 19, 21, 33, 34, 46, 60]
const TOO_HIGH_OF_64 = [22]
const TOO_LOW_OF_256 = [7, 20, 159, 173, 205]
const TOO_HIGH_OF_256 = [217]

/** A double so many units in its last place away. */
const moved = (x: number, units: number): number => x + units * powerOfTwo(exponentOf(x) - 52)

/** 2^(step / 64): cut off, not rounded, and the rest in relation to that. */
export function rowsOf64(): readonly ExponentialRow[] {
  return powers(64).map((power, step) => {
    const high = (power >> (BITS - 52n)) << (BITS - 52n)
    const low = toDouble(quotient(power, high) - ONE)
    const units = TOO_LOW_OF_64.includes(step) ? -1 : TOO_HIGH_OF_64.includes(step) ? 1 : 0
    return { high: toDouble(high), low: units === 0 ? low : moved(low, units) }
  })
}

/** 2^(step / 256): rounded, and the rest. */
export function rowsOf256(): readonly ExponentialRow[] {
  return powers(256).map((power, step) => {
    const high = toDouble(power)
    const low = toDouble(power - fromDouble(high))
    // HotSpot adds exponents as whole numbers to both, so that the low one must not be zero
    if (step === 0) return { high, low: 2 ** -72 }
    const units = TOO_LOW_OF_256.includes(step) ? -1 : TOO_HIGH_OF_256.includes(step) ? 1 : 0
    return { high, low: units === 0 ? low : moved(low, units) }
  })
}
