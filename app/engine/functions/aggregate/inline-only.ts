import { assert } from '../../../base/assert.ts'
import type { AggregateImplementation, InlineAggregate, InlinePart } from '../declaration.ts'

/** An aggregate that exists only as source: the code generator never calls the methods. */
export function inlineOnly({ value, ...part }: InlinePart & Pick<InlineAggregate, 'value'>): AggregateImplementation {
  return inlineOf([part], value)
}

/** The same of several parts, which other calls may share. */
export function inlineOf(parts: readonly InlinePart[], value: InlineAggregate['value']): AggregateImplementation {
  const never = (): never => {
    assert(false, 'an inline aggregate is never called')
  }
  const inline = { parts, value }
  return { create: never, skipsNulls: true, accumulate: never, retract: never, merge: never, value: never, inline }
}
