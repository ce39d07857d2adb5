import type { Token } from '../sql/token.ts'

/** The brackets around a place, and how far in its list the place stands. */
export interface EnclosingBracket {
  /** What stands before the bracket: a function's name, WITH, DESCRIPTOR, … */
  readonly opener: Token | undefined
  /** The bracket itself. */
  readonly bracket: Token
  readonly argument: number
  /** Tokens between the bracket and the place. */
  readonly inside: readonly Token[]
}

/** The innermost bracket that is open behind `tokens`: all of a statement up to a place, without comments. */
export function enclosingBracket(tokens: readonly Token[]): EnclosingBracket | undefined {
  let depth = 0
  let argument = 0
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at]
    if (token === undefined) break
    const { key } = token
    if (key === ')' || key === ']') depth++
    else if ((key === '(' || key === '[') && depth > 0) depth--
    else if (key === '(') return { opener: tokens[at - 1], bracket: token, argument, inside: tokens.slice(at + 1) }
    else if (key === ',' && depth === 0) argument++
  }
  return undefined
}
