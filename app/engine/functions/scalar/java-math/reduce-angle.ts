import { highWord, powerOfTwo } from './double-bits.ts'
import { piTo } from './exact-real.ts'

// Angles beyond what multiples of π / 32 in three parts suffice for (Payne and Hanek): of x · 2/π only
// the digits around the binary point matter, those before make whole turns.

/** A sector of the circle and a place in it. */
export interface PlaceInCircle {
  /** Counted from the sector that has zero in its middle; full turns are left out. */
  readonly sector: number
  readonly angle: number
  /** What the angle lacks. */
  readonly rest: number
}

/** Into how many sectors the circle is cut, and π / 4 in two parts of which the first has few digits. */
export interface Circle {
  readonly sectorBits: 2 | 3
  readonly quarterPi: readonly [number, number]
}

/** Digits of 2 / π: 39 words, which the largest double needs. */
const DIGITS = 39n * 32n
let twoOverPi: bigint | undefined

function computeTwoOverPi(): bigint {
  const guard = 64n
  return (2n << (2n * DIGITS + guard)) / piTo(DIGITS + guard)
}

/** So many digits of the product are kept. */
const KEPT = 192n
/** The first of two parts of a fraction has 30 digits, to be multiplied exactly. */
const FIRST_DIGITS = 30

/** Of finite angles from 2^13 on. */
export function reduceHugeAngle(x: number, { sectorBits, quarterPi }: Circle): PlaceInCircle {
  twoOverPi ??= computeTwoOverPi()
  const exponent = ((highWord(x) >>> 20) & 0x7ff) - 1014
  // seven words of 2 / π, the first two of which are zeros for the smallest angles
  const digits = BigInt.asUintN(7 * 32, twoOverPi >> BigInt(39 * 32 + 2 * 32 - 32 * ((exponent >> 5) + 7)))
  const mantissa = BigInt(Math.abs(x) / powerOfTwo(exponent + 1014 - 1075))
  const product = BigInt.asUintN(Number(KEPT), (mantissa * digits) >> 32n)

  const fractionDigits = Number(KEPT) - 1 - sectorBits - (exponent & 31)
  let sector = Number(BigInt.asUintN(sectorBits, product >> BigInt(fractionDigits)))
  let fraction = BigInt.asIntN(fractionDigits, product)
  let sign = x < 0 ? -1 : 1
  if (fraction < 0n) {
    // nearer to the next sector's middle
    fraction = -fraction
    sign = -sign
    sector++
  }
  const length = fraction.toString(2).length
  const shift = 128 + FIRST_DIGITS - length
  const aligned = shift < 0 ? fraction >> BigInt(-shift) : fraction << BigInt(shift)
  const scale = powerOfTwo((exponent & 31) - 60 - shift) * sign
  return scaled(Number(aligned >> 128n), Number(BigInt.asUintN(63, aligned >> 65n)), scale, {
    sector: x < 0 ? -sector : sector,
    quarterPi,
  })
}

/** The fraction, in two parts, times π / 4. */
function scaled(
  firstDigits: number,
  nextDigits: number,
  scale: number,
  { sector, quarterPi }: { readonly sector: number; readonly quarterPi: Circle['quarterPi'] },
): PlaceInCircle {
  const first = firstDigits * scale
  const next = nextDigits * (scale * 2 ** -63)
  const coarse = first * quarterPi[0]
  const fine = quarterPi[1] * (first + next) + next * quarterPi[0]
  const angle = coarse + fine
  return { sector, angle, rest: fine + (coarse - angle) }
}
