// Patterns of LIKE, as Flink turns them into regular expressions and chains of texts.

export class InvalidPattern extends Error {}

/** A pattern of LIKE as code points; `mark` is the escape character, one unit of UTF-16, null for none. */
export function likePattern(pattern: string, mark: string | null = '\\'): LikePattern {
  if (mark !== null && mark.length !== 1) throw new InvalidPattern(`Invalid escape character '${mark}'`)
  const parts: number[] = []
  for (let i = 0; i < pattern.length; i++) {
    const c = String.fromCodePoint(pattern.codePointAt(i) as number)
    i += c.length - 1
    if (c === mark) {
      const next = pattern[++i]
      if (next !== '_' && next !== '%' && next !== mark) {
        throw new InvalidPattern(`Invalid escape sequence '${pattern}', ${i - 1}`)
      }
      parts.push(next.charCodeAt(0))
    } else parts.push(c === '_' ? ANY_ONE : c === '%' ? ANY_MANY : (c.codePointAt(0) as number))
  }
  return parts.includes(ANY_ONE) ? { parts } : { texts: textsOf(parts) }
}

/** Without _ only the texts between the % count. */
export type LikePattern = { readonly parts: readonly number[] } | { readonly texts: readonly string[] }

function textsOf(parts: readonly number[]): readonly string[] {
  const texts = ['']
  for (const part of parts) {
    if (part === ANY_MANY) texts.push('')
    else texts.push(`${texts.pop()}${String.fromCodePoint(part)}`)
  }
  return texts
}

export const fitsLike = (text: string, pattern: LikePattern): boolean =>
  'texts' in pattern ? fitsTexts(text, pattern.texts) : fitsParts(text, pattern.parts)

/** The first text begins it, the last one ends it, the others follow in order. */
function fitsTexts(text: string, texts: readonly string[]): boolean {
  const first = texts[0] as string
  if (texts.length === 1) return text === first
  const last = texts.at(-1) as string
  const end = text.length - last.length
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false
  let at = first.length
  for (let i = 1; i < texts.length - 1; i++) {
    const middle = texts[i] as string
    const found = text.indexOf(middle, at)
    if (found < 0 || found + middle.length > end) return false
    at = found + middle.length
  }
  return true
}

const ANY_ONE = -1
const ANY_MANY = -2
/** What `_` does not stand for, as a dot does not. */
const LINE_ENDS = new Set([0x0a, 0x0d, 0x85, 0x2028, 0x2029])

/** In the worst case as many steps as the lengths multiplied: only the last % is ever tried again. */
function fitsParts(text: string, pattern: readonly number[]): boolean {
  const characters = Array.from(text, (c) => c.codePointAt(0) as number)
  let [at, part] = [0, 0]
  let [retryAt, retryPart] = [-1, -1]
  while (at < characters.length) {
    const wanted = pattern[part]
    const c = characters[at] as number
    if (wanted === ANY_MANY) {
      retryPart = ++part
      retryAt = at
    } else if (wanted === c || (wanted === ANY_ONE && !LINE_ENDS.has(c))) {
      at++
      part++
    } else if (retryPart >= 0) {
      at = ++retryAt
      part = retryPart
    } else return false
  }
  return pattern.slice(part).every((rest) => rest === ANY_MANY)
}
