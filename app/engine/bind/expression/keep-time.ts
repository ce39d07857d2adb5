import type { LogicalType } from '../../../types/logical-type.ts'

/**
 * The type with the mark of a time attribute, if the first operand of the same type has one: Flink lets
 * `rowtime + INTERVAL '1' DAY` or `COALESCE(rowtime, …)` pass as a time attribute still.
 */
export function keepTime(type: LogicalType, operands: readonly LogicalType[]): LogicalType {
  if (type.kind !== 'TIMESTAMP' && type.kind !== 'TIMESTAMP_LTZ') return type
  const { precision } = type
  const first = operands.find((operand) => operand.kind === type.kind && operand.precision === precision)
  const time = first && 'time' in first ? first.time : undefined
  return time === undefined ? type : { ...type, time }
}
