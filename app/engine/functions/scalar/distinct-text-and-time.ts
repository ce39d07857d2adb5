import { CastFailure } from '../../../types/cast/cast-failure.ts'
import { castFunction } from '../../../types/cast/cast-function.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isCharacter } from '../../../types/type-family.ts'
import type { Value } from '../../../types/value.ts'
import type { ScalarImplementation } from '../declaration.ts'
import { nullableEquality } from './value-equality.ts'

/**
 * IS [NOT] DISTINCT FROM of a text and a time. Flink looks for NULL first and reads the text then: one that is no time
 * is not NULL, and equals none. Where neither type has NULL it is a plain = or <>, of which the unknown counts as FALSE.
 */
export function distinctTextAndTime(left: LogicalType, right: LogicalType, distinct: boolean): ScalarImplementation {
  const [text, time] = isCharacter(left) ? [left, right] : [right, left]
  const ofUnreadable = distinct && (left.nullable || right.nullable)
  const same = nullableEquality(time, time)
  return {
    nulls: 'called',
    withContext: ({ zone }) => {
      const read = castFunction(text, time, { zone })
      return (a: Value, b: Value) => {
        if (a === null || b === null) return (a === b) !== distinct
        const [written, other] = isCharacter(left) ? [a, b] : [b, a]
        const value = readable(read, written)
        return value === null ? ofUnreadable : same(value, other) !== distinct
      }
    },
  }
}

function readable(read: (value: Value) => Value, text: Value): Value {
  try {
    return read(text)
  } catch (failure) {
    if (failure instanceof CastFailure) return null
    throw failure
  }
}
