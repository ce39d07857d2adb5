import type { Token } from '../sql/token.ts'
import type { Occurrence } from './names.ts'
import { blockAt } from './query-blocks.ts'
import { resolveColumn } from './resolve-expression.ts'
import type { Script } from './script.ts'
import type { ScriptNames } from './script-names.ts'
import type { ScriptStatement } from './script-statement.ts'
import { WrittenScope } from './written-scope.ts'
import { type WrittenStatement, writtenStatement } from './written-statement.ts'

export interface FoundOccurrence {
  readonly statement: ScriptStatement
  readonly occurrence: Occurrence
}

/** The name that stands at a place; in a statement that cannot be read, as far as what is around it can be. */
export function findOccurrence(script: Script, names: ScriptNames, offset: number): FoundOccurrence | undefined {
  const written = writtenStatement(script, offset)
  if (written === undefined) return undefined
  const { statement } = written
  const found = statement.syntax === undefined ? guessed(written, names) : names.of(statement).found
  const at = written.offset
  const occurrence = found.findLast(({ span, isBound }) => isBound !== true && span.start <= at && at <= span.end)
  return occurrence && { statement, occurrence }
}

function guessed({ statement, tokens, offset, end }: WrittenStatement, names: ScriptNames): readonly Occurrence[] {
  const found: Occurrence[] = []
  const scope = new WrittenScope(statement.text, tokens, end, names.resolving(statement, found))
  const block = blockAt(scope.blocks, offset)
  if (block === undefined) return found
  const reach = scope.scopeOf(block)
  const path = pathAround(tokens, offset)
  const [first] = path
  const known = found.some(({ span }) => span.start <= offset && offset <= span.end)
  if (first === undefined || known) return found
  const parts = path.map(({ value, kind, start, end }) => {
    return { name: value, quoted: kind === 'quoted-identifier', span: { start, end } }
  })
  const span = { start: first.start, end: offset }
  resolveColumn({ kind: 'column', parts, span }, reach, { ...scope.resolvingOf(block), found })
  return found
}

const isWord = (token: Token | undefined): token is Token =>
  token?.kind === 'word' || token?.kind === 'quoted-identifier'

/** `a.b.c` up to the name at the place. */
export function pathAround(tokens: readonly Token[], offset: number): readonly Token[] {
  let at = tokens.findIndex((token) => isWord(token) && token.start <= offset && offset <= token.end)
  const path: Token[] = []
  for (let token = tokens[at]; isWord(token); token = tokens[at]) {
    path.unshift(token)
    if (tokens[at - 1]?.key !== '.') break
    at -= 2
  }
  return path
}
