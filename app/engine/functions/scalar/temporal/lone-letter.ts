import { MILLIS_PER_DAY } from '../../../../types/timestamp.ts'
import { RunFailure } from '../../../run-failure.ts'
import type { PatternParser } from './parse-pattern.ts'

// Patterns of java.time that are one letter which says nothing about a date or a time by itself: what
// fits is the beginning of 1970.

/** The texts that fit; what is not listed and not excluded is unknown here. */
const FITS: Readonly<Record<string, RegExp>> = {
  D: /^-?\d{1,19}$/,
  F: /^-?\d{1,19}$/,
  Q: /^-?\d{1,19}$/,
  q: /^-?\d{1,19}$/,
  Y: /^-?\d{1,19}$/,
  w: /^\d{1,2}$/,
  W: /^[1-5]$/,
  e: /^[1-7]$/,
  c: /^[1-7]$/,
  X: /^(?:Z|[+-]\d{2}(?:\d{2})?)$/,
  x: /^[+-]\d{2}(?:\d{2})?$/,
  Z: /^[+-]\d{4}$/,
  G: /^(?:AD|BC)$/,
  z: /^(?:UTC|Z)$/,
  v: /^(?:UTC|Z)$/,
}
const UNKNOWN: Readonly<Record<string, RegExp>> = {
  W: /^\d$/,
  e: /^\d$/,
  c: /^\d$/,
  z: /^[A-Za-z+-]/,
  v: /^[A-Za-z+-]/,
}
/** What one of these is worth in milliseconds, and how many there are. */
const COUNTS: Readonly<Record<string, readonly [divisor: number, most: number]>> = {
  A: [1, MILLIS_PER_DAY],
  n: [1e6, 1e9],
  N: [1e6, MILLIS_PER_DAY * 1e6],
}

/** Undefined for other patterns. */
export function loneLetterParser(letter: string): PatternParser | undefined {
  const counts = COUNTS[letter]
  if (counts !== undefined) {
    const [divisor, most] = counts
    return (text) => (/^\d{1,15}$/.test(text) && Number(text) < most ? Math.floor(Number(text) / divisor) : null)
  }
  const fits = FITS[letter]
  if (fits === undefined) return undefined
  return (text) => {
    if (fits.test(text)) return 0
    if (UNKNOWN[letter]?.test(text)) throw new RunFailure('Unsupported', `date pattern: letter ${letter} on '${text}'`)
    return null
  }
}
