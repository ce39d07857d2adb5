import type { LogicalType } from '../../../types/logical-type.ts'
import type { Hybrid } from '../../../types/value.ts'

/** How a time value becomes milliseconds since 1970; undefined where it is that already. */
export function toMilliseconds(type: LogicalType): ((value: Hybrid) => number) | undefined {
  if (type.kind !== 'TIMESTAMP' && type.kind !== 'TIMESTAMP_LTZ') return undefined
  if (type.precision <= 3) return undefined
  const units = type.precision <= 6 ? 1_000 : 1_000_000
  return (value) => {
    if (typeof value === 'number') return Math.floor(value / units)
    const quotient = Number(value / BigInt(units))
    return value < 0n && value % BigInt(units) !== 0n ? quotient - 1 : quotient
  }
}
