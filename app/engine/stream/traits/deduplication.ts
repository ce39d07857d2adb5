import type { Rank } from '../node.ts'

/** ROW_NUMBER() = 1: one row of each partition. */
export function isDeduplication({ form, range, numbered }: Rank): boolean {
  return form === 'Rank' && !numbered && isTop1(range)
}

export const isTop1 = (range: Rank['range']): boolean => 'start' in range && range.start === 1 && range.end === 1

/** Flink takes a Top-1 for the last row by time where its only key descends, and for the first one otherwise. */
export function keepsLast({ orderBy }: Rank): boolean {
  const [first, second] = orderBy
  return second === undefined && first?.descending === true
}
