import type { Statement } from './ast-statement.ts'
import { tokenize } from './lexer.ts'
import type { Token } from './token.ts'

/** The own names of tables and views whose definitions stand in the text but could not be read. */
export function lostDefinitions(text: string, statements: readonly Statement[]): ReadonlySet<string> {
  const tokens = tokenize(text).filter(({ kind }) => kind !== 'comment')
  const lost = new Set<string>()
  tokens.forEach((token, at) => {
    if (token.key !== 'CREATE') return
    if (statements.some(({ span }) => token.start >= span.start && token.start < span.end)) return
    const name = definedName(tokens, at + 1)
    if (name !== undefined) lost.add(name)
  })
  return lost
}

const BEFORE_KIND = new Set(['OR', 'REPLACE', 'TEMPORARY'])
const BEFORE_NAME = new Set(['IF', 'NOT', 'EXISTS'])

function definedName(tokens: readonly Token[], from: number): string | undefined {
  let at = from
  while (BEFORE_KIND.has(tokens[at]?.key ?? '')) at++
  const kind = tokens[at]?.key
  if (kind !== 'TABLE' && kind !== 'VIEW') return undefined
  at++
  while (BEFORE_NAME.has(tokens[at]?.key ?? '')) at++
  while (tokens[at + 1]?.key === '.') at += 2
  return tokens[at]?.value
}
