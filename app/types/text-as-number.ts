import { must } from '../base/assert.ts'
import { BIGINT } from './construct-type.ts'
import { leastRestrictive } from './least-restrictive.ts'
import type { LogicalType } from './logical-type.ts'

/** What a text becomes that is held against a number: one of that type, with room for the digits of a BIGINT. */
export const textAsNumber = (number: LogicalType): LogicalType => must(leastRestrictive([BIGINT, number]), 'number')
