import { BIGINT, DOUBLE, decimal, withNullable } from '../../../types/construct-type.ts'
import { averageType } from '../../../types/decimal-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isApproximate, isNumeric, scaleOf } from '../../../types/type-family.ts'
import { averageSource, type SumSource, sumPart, sumSource } from './accumulator-arithmetic.ts'
import { countPart } from './count.ts'
import { defineAggregate, nullableIfEmpty, ofOne } from './define-aggregate.ts'
import { inlineOf } from './inline-only.ts'

/** AVG keeps the type of integers (truncating) and floats; decimals get the scale of a division. */
export const averageResult = (argument: LogicalType): LogicalType =>
  argument.kind === 'DECIMAL' ? withNullable(averageType(argument), argument.nullable) : argument

export const average = defineAggregate({
  name: 'AVG',
  docs: [
    'AVG([DISTINCT] number)',
    'AVG(price)',
    'The average of the values that are not NULL.',
    '非 NULL 值的平均值。',
  ],
  infer: ofOne('AVG', isNumeric, (argument, site) => nullableIfEmpty(averageResult(argument), argument, site)),
  implement: ({ args, type }) => {
    const argument = args[0]?.type ?? type
    const sum = sumPart((constant) => guarded(argument, constant))
    return inlineOf(
      [sum, countPart],
      ([s, n], constant) => `${n} === 0 ? null : ${averageSource(type, scaleOf(argument), constant)(`${s}`, `${n}`)}`,
    )
  },
})

/** Integers add up as BIGINT, floats as DOUBLE; a decimal sum that has overflowed stays NULL. */
function guarded(argument: LogicalType, constant: (value: unknown) => string): SumSource {
  if (isApproximate(argument)) return sumSource(DOUBLE, constant)
  if (argument.kind !== 'DECIMAL') return sumSource(BIGINT, constant)
  const plain = sumSource(decimal(38, argument.scale), constant)
  return {
    negate: plain.negate,
    add: (a, b) => `${a} === null || ${b} === null ? null : ${plain.add(a, b)}`,
    subtract: (a, b) => `${a} === null ? null : ${plain.subtract(a, b)}`,
  }
}
