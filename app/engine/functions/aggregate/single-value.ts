import { isBinary, isConstructed } from '../../../types/type-family.ts'
import type { Value } from '../../../types/value.ts'
import { RunFailure } from '../../run-failure.ts'
import type { AggregateImplementation } from '../declaration.ts'
import { anyType, defineAggregate, nullableIfEmpty, ofOne } from './define-aggregate.ts'

interface Single {
  value: Value
  count: number
}

const severalValues = (): RunFailure =>
  new RunFailure('TableRuntimeException', 'SingleValueAggFunction received more than one element.')

const implementation: AggregateImplementation<Single> = {
  skipsNulls: false,
  create: () => ({ value: null, count: 0 }),
  accumulate: (state, value = null) => {
    state.value = value
    state.count++
    if (state.count > 1) throw severalValues()
  },
  retract: (state) => {
    state.count--
    if (state.count <= 0) state.value = null
  },
  merge: (into, from) => {
    if (from.count === 0) return
    into.count += from.count
    if (into.count > 1) throw severalValues()
    into.value = from.value
  },
  value: (state) => state.value,
}

export const singleValue = defineAggregate({
  name: 'SINGLE_VALUE',
  docs: [
    'SINGLE_VALUE(value)',
    'SINGLE_VALUE(id)',
    'The only value; more than one fails the job. What a scalar subquery becomes.',
    '唯一的值；多于一个则作业失败。标量子查询由它实现。',
  ],
  infer: ofOne('SINGLE_VALUE', anyType, (argument, site) => nullableIfEmpty(argument, argument, site)),
  refuses: ({ args: [argument] }) =>
    argument && (isConstructed(argument.type) || isBinary(argument.type))
      ? `SINGLE_VALUE aggregate function doesn't support type '${argument.type.kind}'.`
      : undefined,
  implement: () => implementation as AggregateImplementation,
})
