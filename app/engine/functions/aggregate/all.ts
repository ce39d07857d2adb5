import type { AggregateFunction } from '../declaration.ts'

/** Every aggregate function, for the registry. */
export const aggregateFunctions: readonly AggregateFunction[] = []
