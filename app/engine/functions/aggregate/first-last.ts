import type { LogicalType } from '../../../types/logical-type.ts'
import { isBinary } from '../../../types/type-family.ts'
import type { Value } from '../../../types/value.ts'
import type { AggregateFunction, AggregateImplementation } from '../declaration.ts'
import { anyType, cannotMerge, defineAggregate, nullableIfEmpty, ofOne } from './define-aggregate.ts'
import { inlineOnly } from './inline-only.ts'
import { listWithRetract } from './list-state.ts'

type End = 'first' | 'last'

function endOf(end: End, docs: [string, string]): AggregateFunction {
  const name = end === 'first' ? 'FIRST_VALUE' : 'LAST_VALUE'
  return defineAggregate({
    name,
    docs: [`${name}(value)`, `${name}(status)`, ...docs],
    infer: ofOne(name, anyType, (argument, site) => nullableIfEmpty(argument, argument, site)),
    losesTrackOf: isBinary,
    refuses: ({ merges }) => (merges ? cannotMerge(name) : undefined),
    implement: ({ args, type, retracts }) =>
      retracts ? endWithRetract(args[0]?.type ?? type, end) : endOfInserts(end),
  })
}

function endOfInserts(end: End): AggregateImplementation {
  return inlineOnly({
    fields: [null],
    accumulate: ([v], x) => (end === 'first' ? `if (${v} === null) ${v} = ${x}` : `${v} = ${x}`),
    merge: ([v], [x]) => (end === 'first' ? `if (${v} === null) ${v} = ${x}` : `if (${x} !== null) ${v} = ${x}`),
    value: ([v]) => `${v}`,
  })
}

/** Keeps all values in the order of their arrival; taking one back removes its earliest. */
function endWithRetract(type: LogicalType, end: End): AggregateImplementation<Value[]> {
  return {
    ...listWithRetract(type),
    skipsNulls: true,
    value: (values) => values.at(end === 'first' ? 0 : -1) ?? null,
  }
}

export const firstValue = endOf('first', ['The value that arrived first.', '最先到达的值。'])
export const lastValue = endOf('last', ['The value that arrived last.', '最后到达的值。'])
