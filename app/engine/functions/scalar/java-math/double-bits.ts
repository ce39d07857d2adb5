// The bits of a double, through memory held here so that a call allocates nothing.

const double = new Float64Array(1)
/** Every machine that runs this has the low word first. */
const words = new Uint32Array(double.buffer)

/** Sign, exponent and the first 20 digits. */
export function highWord(x: number): number {
  double[0] = x
  return words[1] as number
}

export function lowWord(x: number): number {
  double[0] = x
  return words[0] as number
}

export function fromWords(high: number, low: number): number {
  words[0] = low
  words[1] = high
  return double[0] as number
}

/** A double without its last digits, up to 52 of them. */
export function withoutLast(digits: number, x: number): number {
  double[0] = x
  const low = words[0] as number
  const high = words[1] as number
  words[0] = digits < 32 ? low & (-1 << digits) : 0
  words[1] = digits > 32 ? high & (-1 << (digits - 32)) : high
  return double[0] as number
}

/** The exponent of a normal number. */
export const exponentOf = (x: number): number => ((highWord(x) >>> 20) & 0x7ff) - 1023

/** 2^exponent, of a normal number. JavaScript does not promise that of its own. */
export const powerOfTwo = (exponent: number): number => fromWords((exponent + 1023) << 20, 0)

export const SMALLEST_NORMAL = 2 ** -1022
