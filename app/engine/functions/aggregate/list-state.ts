import type { LogicalType } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'
import type { AggregateImplementation } from '../declaration.ts'
import { valueKey } from './value-key.ts'

type ListMethods = Required<Pick<AggregateImplementation<Value[]>, 'create' | 'accumulate' | 'retract' | 'merge'>>

/** Values in the order of arrival. Taking one back removes its earliest; what never came is ignored. */
export function listWithRetract(type: LogicalType): ListMethods {
  const key = valueKey(type)
  return {
    create: () => [],
    accumulate: (values, value = null) => {
      values.push(value)
    },
    retract: (values, value = null) => {
      const wanted = key(value)
      const index = values.findIndex((other) => Object.is(key(other), wanted))
      if (index >= 0) values.splice(index, 1)
    },
    merge: (into, from) => {
      into.push(...from)
    },
  }
}
