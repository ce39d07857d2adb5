import { multiset, notNull } from '../../../types/construct-type.ts'
import { isBinary, isConstructed } from '../../../types/type-family.ts'
import type { AggregateImplementation } from '../declaration.ts'
import { unsupportedCall } from '../define.ts'
import { defineAggregate, wrongCount } from './define-aggregate.ts'
import { inHashOrder } from './java-hash-order.ts'
import { ValueCounts } from './value-counts.ts'

export const collect = defineAggregate({
  name: 'COLLECT',
  docs: [
    'COLLECT([DISTINCT] value)',
    'COLLECT(tag)',
    'A multiset of the values that are not NULL.',
    '由非 NULL 值组成的多重集。',
  ],
  // Multisets print in the order of Java's hash codes; those of bytes and composed values are not known here.
  infer: (args) => {
    const [argument] = args
    if (!argument || args.length !== 1) return wrongCount('COLLECT', 1)
    if (isConstructed(argument.type) || isBinary(argument.type))
      return unsupportedCall(`COLLECT of ${argument.type.kind}`)
    return { ok: true, type: notNull(multiset(argument.type)) }
  },
  implement: ({ args, type }) => {
    const element = args[0]?.type ?? type
    const implementation: AggregateImplementation<ValueCounts> = {
      skipsNulls: true,
      create: () => new ValueCounts(element),
      // A value taken back before it came leaves a count of -1, and then 0, in sight.
      accumulate: (counts, value = null) => counts.set(value, counts.get(value) + 1, true),
      retract: (counts, value = null) => counts.set(value, counts.get(value) - 1, !counts.has(value)),
      merge: (into, from) => {
        for (const [value, count] of from.entries()) into.set(value, into.get(value) + count)
      },
      value: (counts) =>
        inHashOrder(
          [...counts.entries()].map(([value, count]) => [value, count] as const),
          ([value]) => value,
          element,
        ),
    }
    return implementation as AggregateImplementation
  },
})
