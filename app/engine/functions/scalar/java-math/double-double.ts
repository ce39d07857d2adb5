/** A sum of two doubles, of which the second is less than half a unit in the last place of the first: about 106 bits. */
export interface DoubleDouble {
  readonly high: number
  readonly low: number
}

export const ONE: DoubleDouble = { high: 1, low: 0 }

/** Of two numbers of which the first is the larger. */
function normalized(high: number, low: number): DoubleDouble {
  const sum = high + low
  return { high: sum, low: low - (sum - high) }
}

/** The exact sum (Knuth). */
export function sumOf(a: number, b: number): DoubleDouble {
  const high = a + b
  const part = high - a
  return { high, low: a - (high - part) + (b - part) }
}

const SPLITTER = 134217729

/** The exact product (Dekker): halves of 26 bits multiply without rounding. */
function productOf(a: number, b: number): DoubleDouble {
  const high = a * b
  const [x, y] = [SPLITTER * a, SPLITTER * b]
  const [aHigh, bHigh] = [x - (x - a), y - (y - b)]
  const [aLow, bLow] = [a - aHigh, b - bHigh]
  return { high, low: aLow * bLow - (high - aHigh * bHigh - aLow * bHigh - aHigh * bLow) }
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const { high, low } = sumOf(a.high, b.high)
  return normalized(high, low + (a.low + b.low))
}

export const negate = (a: DoubleDouble): DoubleDouble => ({ high: -a.high, low: -a.low })

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const { high, low } = productOf(a.high, b.high)
  return normalized(high, low + (a.high * b.low + a.low * b.high))
}

export function scale(a: DoubleDouble, factor: number): DoubleDouble {
  const { high, low } = productOf(a.high, factor)
  return normalized(high, low + a.low * factor)
}

export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const first = a.high / b.high
  const rest = add(a, negate(scale(b, first)))
  const second = rest.high / b.high
  const last = add(rest, negate(scale(b, second))).high / b.high
  return add(normalized(first, second), { high: last, low: 0 })
}

/** How many coefficients need both parts: the others are multiplied by a high power of a small number. */
const PRECISE = 7

/** coefficients[0] + coefficients[1]·x + … */
export function polynomial(coefficients: readonly DoubleDouble[], x: DoubleDouble): DoubleDouble {
  let tail = 0
  for (let i = coefficients.length - 1; i >= PRECISE; i--) tail = tail * x.high + (coefficients[i] as DoubleDouble).high
  let sum: DoubleDouble = { high: tail, low: 0 }
  for (let i = Math.min(PRECISE, coefficients.length) - 1; i >= 0; i--) {
    sum = add(multiply(sum, x), coefficients[i] as DoubleDouble)
  }
  return sum
}
