/** Letters beyond ASCII that may stand in a name without backquotes: Flink's own ranges, not Unicode's. */
const LETTERS: readonly (readonly [number, number])[] = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x1fff],
  [0x3040, 0x318f],
  [0x3300, 0x337f],
  [0x3400, 0x3d2d],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
]

const isWideLetter = (code: number): boolean => LETTERS.some(([first, last]) => code >= first && code <= last)

export const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** A letter, an underscore or a dollar sign. */
export function isNameStart(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code === 36
  return isWideLetter(code)
}

export const isNamePart = (code: number): boolean => isNameStart(code) || isDigit(code)

export function isPlainName(name: string): boolean {
  if (name === '' || name === '$' || !isNameStart(name.charCodeAt(0))) return false
  for (let at = 1; at < name.length; at++) if (!isNamePart(name.charCodeAt(at))) return false
  return true
}
