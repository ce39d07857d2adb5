import { assert } from '../../../base/assert.ts'
import type { AggregateImplementation, InlineAggregate } from '../declaration.ts'

/** An aggregate that exists only as source: the code generator never calls the methods. */
export function inlineOnly(inline: InlineAggregate): AggregateImplementation {
  const never = (): never => {
    assert(false, 'an inline aggregate is never called')
  }
  return { create: never, skipsNulls: true, accumulate: never, retract: never, merge: never, value: never, inline }
}
