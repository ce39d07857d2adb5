import type { Token } from '../sql/token.ts'

/** Where one statement stands: from behind the last semicolon up to and with its own. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** What an INSERT of a statement set begins with, or what ends the set. */
const IN_SET: ReadonlySet<string> = new Set(['INSERT', 'UPSERT', 'END'])

/**
 * The statements of a script by their tokens, comments among them. A statement set is one statement as long as
 * it goes on with INSERT; one that was never closed ends there, so that what follows is still read.
 */
export function splitStatements(tokens: readonly Token[]): readonly Stretch[] {
  const statements: Stretch[] = []
  let start = 0
  let inSet = false
  let isEmpty = true
  const words = tokens.filter(({ kind }) => kind !== 'comment')
  for (const [at, { key, kind, end }] of words.entries()) {
    if (kind === 'end') {
      if (!isEmpty) statements.push({ start, end })
      break
    }
    const next = words[at + 1]
    if (beginsSet(words, at)) inSet = true
    if (key !== ';') {
      isEmpty = false
      continue
    }
    if (inSet && IN_SET.has(next?.key ?? '')) continue
    inSet = false
    if (!isEmpty) statements.push({ start, end })
    start = end
    isEmpty = true
  }
  return statements
}

/** STATEMENT SET BEGIN, and the client's older BEGIN STATEMENT SET. */
function beginsSet(words: readonly Token[], at: number): boolean {
  const [first, second] = [words[at]?.key, words[at + 1]?.key]
  if (first === 'SET' && second === 'BEGIN') return words[at - 1]?.key === 'STATEMENT'
  return first === 'SET' && second === ';' && words[at - 2]?.key === 'BEGIN'
}
