import { array, withNullable } from '../../../types/construct-type.ts'
import { isBinary } from '../../../types/type-family.ts'
import type { Value } from '../../../types/value.ts'
import type { AggregateImplementation } from '../declaration.ts'
import { anyType, defineAggregate, ofOne } from './define-aggregate.ts'
import { listWithRetract } from './list-state.ts'

export const arrayAgg = defineAggregate({
  name: 'ARRAY_AGG',
  docs: [
    'ARRAY_AGG([DISTINCT] value)',
    'ARRAY_AGG(city)',
    'The values in order of arrival, NULLs among them; NULL for no rows.',
    '按到达顺序排列的值（含 NULL）；没有行时为 NULL。',
  ],
  infer: ofOne('ARRAY_AGG', anyType, (argument) => withNullable(array(argument), argument.nullable)),
  losesTrackOf: isBinary,
  implement: ({ args, type }) => {
    const implementation: AggregateImplementation<Value[]> = {
      ...listWithRetract(args[0]?.type ?? type),
      skipsNulls: false,
      value: (values) => (values.length === 0 ? null : values.slice()),
    }
    return implementation as AggregateImplementation
  },
})
