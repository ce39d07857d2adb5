import { tokenize } from '../app/sql/lexer.ts'

/** Numbers from 0 up to 1, the same for the same seed. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A text with one to three slips: tokens left out, doubled, swapped, taken from another text, or characters lost. */
export function mutate(text: string, others: readonly string[], random: () => number): string {
  let mutated = text
  const slips = 1 + Math.floor(random() * 3)
  for (let slip = 0; slip < slips; slip++) mutated = slipOnce(mutated, others, random)
  return mutated
}

function slipOnce(text: string, others: readonly string[], random: () => number): string {
  const below = (limit: number): number => Math.floor(random() * limit)
  const tokens = tokenize(text)
  const at = tokens[below(tokens.length)]
  if (at === undefined) return text
  const before = text.slice(0, at.start)
  const own = text.slice(at.start, at.end)
  const after = text.slice(at.end)
  switch (below(7)) {
    case 0:
      return `${before}${after}`
    case 1:
      return `${before}${own} ${own}${after}`
    case 2: {
      const next = tokens[below(tokens.length)] ?? at
      return `${before}${text.slice(next.start, next.end)}${after}`
    }
    case 3: {
      const other = others[below(others.length)] ?? ''
      const borrowed = tokenize(other)
      const token = borrowed[below(borrowed.length)]
      return `${before} ${token === undefined ? '' : other.slice(token.start, token.end)} ${after}`
    }
    case 4: {
      const other = others[below(others.length)] ?? ''
      const borrowed = tokenize(other)
      const from = borrowed[below(borrowed.length)]?.start ?? 0
      const to = borrowed[below(borrowed.length)]?.end ?? 0
      return `${before} ${other.slice(from, Math.max(from, Math.min(to, from + 60)))} ${after}`
    }
    case 5: {
      const cut = below(text.length)
      return text.slice(0, cut) + text.slice(cut + 1)
    }
    default:
      return text.slice(0, at.end)
  }
}
