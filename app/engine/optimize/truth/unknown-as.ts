/** What the place of a condition makes of NULL: WHERE, ON and WHEN take it for FALSE. */
export type UnknownAs = 'FALSE' | 'TRUE' | 'UNKNOWN'

export const NEGATED: Readonly<Record<UnknownAs, UnknownAs>> = { FALSE: 'TRUE', TRUE: 'FALSE', UNKNOWN: 'UNKNOWN' }
