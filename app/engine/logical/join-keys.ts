import { type JoinType, preserves } from './join.ts'
import type { KeySets } from './unique-keys.ts'

/** One side of a join, as its keys matter. */
export interface KeyedSide {
  readonly keys: KeySets
  /** The columns that the join compares hold a key: each row of the other side finds one row here at most. */
  readonly unique: boolean
}

/** Column sets that tell the rows of a join apart: a key of both sides, or of one where the other adds one row at most. */
export function joinKeys(type: JoinType, leftWidth: number, left: KeyedSide, right: KeyedSide): KeySets {
  if (type === 'SEMI' || type === 'ANTI') return left.keys
  const rightKeys = right.keys.map((key) => key.map((c) => c + leftWidth))
  const found = left.keys.flatMap((l) => rightKeys.map((r) => [...l, ...r]))
  if (right.unique && !preserves(type, 1)) found.push(...left.keys.map((key) => [...key]))
  if (left.unique && !preserves(type, 0)) found.push(...rightKeys)
  return distinct(found)
}

export const holdsKey = (columns: readonly number[], keys: KeySets): boolean =>
  keys.some((key) => key.every((c) => columns.includes(c)))

function distinct(keys: KeySets): KeySets {
  const seen = new Set<string>()
  return keys.filter((key) => {
    const text = [...key].sort((a, b) => a - b).join()
    return !seen.has(text) && seen.add(text)
  })
}
