import type { LogicalType } from '../../../types/logical-type.ts'
import { isInterval } from '../../../types/type-family.ts'
import type { Inference } from '../declaration.ts'
import { refuse, unsupportedCall } from '../define.ts'

/** Flink cannot write down the cast that makes the intervals of a collection alike. */
export function unlikeIntervals(types: readonly LogicalType[]): Inference | undefined {
  const [first] = types.filter(isInterval)
  if (!first || types.some((type) => type.kind !== first.kind && type.kind !== 'NULL')) return undefined
  if (first.nullable && types.some((type) => type.kind === 'NULL')) return unsupportedCall('NULL beside an interval')
  const nullable = types.some((type) => type.nullable || type.kind === 'NULL')
  const areAlike = types
    .filter(isInterval)
    .every((type) => type.nullable === nullable && type.from === first.from && type.to === first.to)
  return areAlike ? undefined : refuse('Unsupported type when convertTypeToSpec: INTERVAL')
}
