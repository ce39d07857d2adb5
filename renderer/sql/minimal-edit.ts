export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The smallest stretch to replace that makes one text of the other, so that carets outside of it stay. */
export function minimalEdit(from: string, to: string): TextEdit | undefined {
  if (from === to) return undefined
  const shorter = Math.min(from.length, to.length)
  let start = 0
  while (start < shorter && from[start] === to[start]) start++
  let same = 0
  while (same < shorter - start && from[from.length - 1 - same] === to[to.length - 1 - same]) same++
  return { start, end: from.length - same, text: to.slice(start, to.length - same) }
}
