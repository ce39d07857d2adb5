import { MILLIS_PER_DAY } from '../../../../types/timestamp.ts'
import { splitPattern } from './pattern.ts'

/** The letters of `dateTimeFormatter` by the span of local time in which they say the same. */
const UNITS: readonly (readonly [letters: string, millis: number])[] = [
  ['yuYMLEecQqDwWFgGd', MILLIS_PER_DAY],
  ['HkKha', 3_600_000],
  ['mB', 60_000],
  ['s', 1_000],
]

/** For how long, from one multiple of it to the next, times have the same text; 0 where a letter counts finer than seconds. */
export function patternUnit(pattern: string): number {
  let unit = MILLIS_PER_DAY
  for (const part of splitPattern(pattern) ?? []) {
    if ('literal' in part) continue
    const known = UNITS.find(([letters]) => letters.includes(part.letter))
    if (known === undefined) return 0
    unit = Math.min(unit, known[1])
  }
  return unit
}
