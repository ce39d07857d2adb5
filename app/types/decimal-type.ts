import { decimal, notNull } from './construct-type.ts'
import type { DecimalType } from './logical-type.ts'

// Result types of decimal arithmetic. Where more than 38 digits would be needed the fraction gives way
// to the whole part, down to six digits.

const MAX_PRECISION = 38
const MIN_ADJUSTED_SCALE = 6

type Digits = Pick<DecimalType, 'precision' | 'scale'>

function adjusted(precision: number, scale: number): DecimalType {
  if (precision <= MAX_PRECISION) return notNull(decimal(precision, scale))
  const whole = precision - scale
  const kept = Math.max(MAX_PRECISION - whole, Math.min(scale, MIN_ADJUSTED_SCALE))
  return notNull(decimal(MAX_PRECISION, kept))
}

export function additionType(a: Digits, b: Digits): DecimalType {
  const scale = Math.max(a.scale, b.scale)
  return adjusted(Math.max(a.precision - a.scale, b.precision - b.scale) + scale + 1, scale)
}

export const multiplicationType = (a: Digits, b: Digits): DecimalType =>
  adjusted(a.precision + b.precision + 1, a.scale + b.scale)

export function divisionType(a: Digits, b: Digits): DecimalType {
  const scale = Math.max(6, a.scale + b.precision + 1)
  return adjusted(a.precision - a.scale + b.scale + scale, scale)
}

export function moduloType(a: Digits, b: Digits): DecimalType {
  const scale = Math.max(a.scale, b.scale)
  return adjusted(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale)
}

/** ROUND may carry into one more digit. */
export function roundType(a: Digits, digits: number): DecimalType {
  if (digits >= a.scale) return notNull(decimal(a.precision, a.scale))
  if (digits < 0) return notNull(decimal(Math.min(MAX_PRECISION, 1 + a.precision - a.scale), 0))
  return notNull(decimal(1 + a.precision - a.scale + digits, digits))
}

export const sumType = (a: Digits): DecimalType => notNull(decimal(MAX_PRECISION, a.scale))
/** AVG divides a DECIMAL(38, s) by a count of DECIMAL(20, 0). */
export const averageType = (a: Digits): DecimalType =>
  divisionType({ precision: MAX_PRECISION, scale: a.scale }, { precision: 20, scale: 0 })
