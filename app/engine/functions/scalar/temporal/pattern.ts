// Letter patterns of java.text and java.time: runs of letters, literals between.

export type PatternPart =
  | { readonly letter: string; readonly count: number }
  /** `bare`: not in quotes, so that brackets and the like may mean something. */
  | { readonly literal: string; readonly bare?: true }

/** Null when a quote is not closed. */
export function splitPattern(pattern: string): readonly PatternPart[] | null {
  const parts: PatternPart[] = []
  for (let i = 0; i < pattern.length; ) {
    const c = pattern[i] as string
    if (/[a-zA-Z]/.test(c)) {
      let end = i
      while (pattern[end] === c) end++
      parts.push({ letter: c, count: end - i })
      i = end
    } else if (c === "'") {
      const quoted = /^'((?:[^']|'')*)'/.exec(pattern.slice(i))
      if (!quoted) return null
      const inner = quoted[1] as string
      parts.push({ literal: inner === '' ? "'" : inner.replaceAll("''", "'") })
      i += quoted[0].length
    } else {
      parts.push({ literal: c, bare: true })
      i++
    }
  }
  return parts
}

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
export const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
export const short = (name: string): string => name.slice(0, 3)
