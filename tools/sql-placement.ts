import { tokenize } from '../app/sql/lexer.ts'
import { parseScript } from '../app/sql/parse-script.ts'
import type { Token } from '../app/sql/token.ts'

// Does the parser point at the mistake? One token of a sound statement is left out, doubled, replaced or swapped
// with its neighbour, so that it is known where the mistake is.

export interface Slip {
  readonly kind: 'left out' | 'put in' | 'replaced' | 'swapped'
  readonly text: string
  /** Where in `text` the mistake is; empty where a token is missing. */
  readonly start: number
  readonly end: number
}

/** One known slip in a sound text; undefined where the token chosen does not allow it. */
export function slip(text: string, others: readonly Token[], other: string, random: () => number): Slip | undefined {
  const below = (limit: number): number => Math.floor(random() * limit)
  const tokens = tokenize(text).filter(({ kind }) => kind !== 'comment' && kind !== 'end')
  const at = below(tokens.length)
  const token = tokens[at]
  const borrowed = others[below(others.length)]
  if (token === undefined || borrowed === undefined) return undefined
  const { start, end } = token
  const before = text.slice(0, start)
  const word = other.slice(borrowed.start, borrowed.end)
  switch (below(4)) {
    case 0:
      return { kind: 'left out', text: `${before} ${text.slice(end)}`, start, end: start }
    case 1:
      return {
        kind: 'put in',
        text: `${before} ${word} ${text.slice(start)}`,
        start: start + 1,
        end: start + 1 + word.length,
      }
    case 2:
      return {
        kind: 'replaced',
        text: `${before} ${word} ${text.slice(end)}`,
        start: start + 1,
        end: start + 1 + word.length,
      }
    default: {
      const next = tokens[at + 1]
      if (next === undefined) return undefined
      const swapped = `${text.slice(next.start, next.end)} ${text.slice(start, end)}`
      return {
        kind: 'swapped',
        text: `${before} ${swapped} ${text.slice(next.end)}`,
        start: start + 1,
        end: start + 1 + swapped.length,
      }
    }
  }
}

/** How many tokens lie between the first diagnostic and the mistake; undefined when the text is still sound. */
export function placementError({ text, start, end }: Slip): number | undefined {
  const [first] = parseScript(text).diagnostics
  if (first === undefined) return undefined
  const tokens = tokenize(text).filter(({ kind }) => kind !== 'comment')
  const place = indexAt(tokens, first.span.start)
  const from = indexAt(tokens, start)
  const to = end === start ? from : indexAt(tokens, end - 1)
  if (place < from) return from - place
  return Math.max(0, place - to)
}

/** The token at an offset, or the next one behind it. */
function indexAt(tokens: readonly Token[], offset: number): number {
  const index = tokens.findIndex(({ end }) => end > offset)
  return index < 0 ? tokens.length - 1 : index
}
