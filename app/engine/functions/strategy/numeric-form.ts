import { decimalToDouble } from '../../../types/decimal.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { scaleOf } from '../../../types/type-family.ts'
import type { Hybrid } from '../../../types/value.ts'

type Constant = (value: unknown) => string

/** The source that reads a numeric operand as a double. */
export function asDouble(type: LogicalType, text: string, constant: Constant): string {
  if (type.kind === 'DECIMAL') return `${constant(decimalToDouble)}(${text}, ${scaleOf(type)})`
  return type.kind === 'BIGINT' || type.kind === 'INTERVAL_DAY_SECOND' ? `Number(${text})` : text
}

/** The same as a function. */
export function toDouble(type: LogicalType): (value: Hybrid) => number {
  if (type.kind === 'DECIMAL') return (value) => decimalToDouble(value, type.scale)
  return Number
}
