import { anyType, defineAggregate, nullableIfEmpty, ofOne } from '../aggregate/define-aggregate.ts'
import { inlineOnly } from '../aggregate/inline-only.ts'
import type { AggregateFunction } from '../declaration.ts'

let stamp = 0
const nextStamp = (): number => ++stamp

/**
 * FIRST_VALUE as its accumulators compare in Flink: each carries the moment when its value was set, so that a value
 * that is set anew never equals the one before.
 */
export const stampedFirstValue: AggregateFunction = defineAggregate({
  name: 'FIRST_VALUE',
  docs: ['FIRST_VALUE(value)', 'FIRST_VALUE(status)', 'The value that comes first.', '最先的值。'],
  infer: ofOne('FIRST_VALUE', anyType, (argument, site) => nullableIfEmpty(argument, argument, site)),
  implement: () =>
    inlineOnly({
      fields: [null, 0],
      accumulate: ([v, s], x, constant) => `if (${s} === 0) { ${v} = ${x}; ${s} = ${constant(nextStamp)}() }`,
      merge: () => '',
      value: ([v]) => `${v}`,
    }),
})
