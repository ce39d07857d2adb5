import { add, type DoubleDouble, divide, multiply, ONE, polynomial, scale, sumOf } from './double-double.ts'

// Logarithms, powers and the like as the JVM computes them: its machine code rounds correctly but for
// few arguments, JavaScript's engines do not. Computed with twice the digits and rounded once.

const LN_2: DoubleDouble = { high: Math.LN2, low: 2.3190468138462996e-17 }
const LN_10: DoubleDouble = { high: Math.LN10, low: -2.1707562233822494e-16 }
const inverse = (n: number): DoubleDouble => divide(ONE, { high: n, low: 0 })
/** 1/1, 1/3, 1/5, … */
const ODD_INVERSES = Array.from({ length: 20 }, (_, i) => inverse(2 * i + 1))
/** The natural logarithm of a positive, finite number: 2·artanh of (m - 1) / (m + 1), and the exponent's part. */
function logarithm(x: number): DoubleDouble {
  let exponent = Math.floor(Math.log2(x))
  // powers of two are exact, in two steps where one would overflow
  let mantissa = x * 2 ** -Math.trunc(exponent / 2) * 2 ** (Math.trunc(exponent / 2) - exponent)
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    exponent++
  }
  const quotient = divide(sumOf(mantissa, -1), sumOf(mantissa, 1))
  const series = polynomial(ODD_INVERSES, multiply(quotient, quotient))
  return add(scale(LN_2, exponent), scale(multiply(quotient, series), 2))
}

const rounded = ({ high, low }: DoubleDouble): number => high + low
const isOrdinary = (x: number): boolean => x > 0 && x !== Number.POSITIVE_INFINITY

export const log = (x: number): number => (isOrdinary(x) && x !== 1 ? rounded(logarithm(x)) : Math.log(x))
/** Java's e is an unit in the last place above that of JavaScript here. */
export const cosh = (x: number): number => (Math.abs(x) === 1 ? 1.543080634815244 : Math.cosh(x))
/** Java computes it also of numbers so small that JavaScript's engines give them back as they are. */
export function tanh(x: number): number {
  const magnitude = Math.abs(x)
  if (!(magnitude < 2 ** -28)) return Math.tanh(x)
  if (magnitude < 2 ** -55) return x * (1 + x)
  const grown = Math.expm1(-2 * magnitude)
  return (Math.sign(x) * -grown) / (grown + 2)
}
export const log10 = (x: number): number =>
  isOrdinary(x) && x !== 1 ? rounded(divide(logarithm(x), LN_10)) : Math.log10(x)
