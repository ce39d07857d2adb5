import { tokenize } from '../../../app/sql/lexer.ts'
import { needsQuotes, quoteName } from '../../../app/sql/print-name.ts'
import type { Token } from '../../../app/sql/token.ts'
import type { SqlScope, SqlTable } from './sql-scope.ts'
import { CLAUSE_WORDS, FUNCTIONS, isClause } from './vocabulary.ts'

export interface Suggestion {
  readonly kind: 'keyword' | 'function' | 'table' | 'column'
  readonly label: string
  /** What is written for it; a function leaves the caret between its brackets. */
  readonly insert: string
  readonly detail?: string
}

/** What may be written at a place of the text: names of the inputs first, then the words of the clause. */
export function suggestionsAt(text: string, offset: number, scope: Omit<SqlScope, 't'>): readonly Suggestion[] {
  const tokens = tokenize(text).slice(0, -1)
  if (tokens.some(({ kind, start, end }) => isClosed(kind) && start < offset && offset < end)) return []
  const earlier = tokens.filter(({ kind, end }) => kind !== 'comment' && end <= offset)
  const before = earlier.slice(earlier.findLastIndex(({ key }) => key === ';') + 1)
  // The word under the caret is what is being completed, no part of its context.
  if (before.at(-1)?.end === offset && before.at(-1)?.kind === 'word') before.pop()
  const previous = before.at(-1)
  if (previous?.key === '.') return columnsOf(tableNamed(before.at(-2)?.value, tokens, scope.inputs))
  const clause = scope.kind === 'condition' ? 'WHERE' : (before.findLast(({ key }) => isClause(key))?.key ?? '')
  const tables = scope.inputs.map(tableSuggestion)
  if (expectsTable(previous, clause)) return [...tables, ...words(['TABLE'])]
  if (clause === '' || clause === 'WITH') return words(CLAUSE_WORDS[clause] ?? [])
  return [
    ...unique(scope.inputs.flatMap(columnsOf)),
    ...(clause === 'FROM' ? tables : []),
    ...words(CLAUSE_WORDS[clause] ?? []),
    ...FUNCTIONS.map((label): Suggestion => ({ kind: 'function', label, insert: `${label}($0)` })),
  ]
}

const isClosed = (kind: Token['kind']): boolean => kind === 'comment' || kind === 'string'

const expectsTable = (previous: Token | undefined, clause: string): boolean =>
  previous?.key === 'FROM' || previous?.key === 'JOIN' || (clause === 'FROM' && previous?.key === ',')

/** The input that a name before a dot means: its own name, or an alias behind it. */
export function tableNamed(
  name: string | undefined,
  tokens: readonly Token[],
  inputs: readonly SqlTable[],
): SqlTable | undefined {
  const direct = inputs.find((input) => input.name === name)
  if (direct !== undefined) return direct
  for (const [index, token] of tokens.entries()) {
    const input = inputs.find((each) => each.name === token.value)
    const next = tokens[index + 1]
    const alias = next?.key === 'AS' ? tokens[index + 2] : next
    if (input !== undefined && alias !== undefined && alias.value === name) return input
  }
  return undefined
}

const written = (name: string): string => (needsQuotes(name) ? quoteName(name) : name)

const tableSuggestion = ({ name, columns }: SqlTable): Suggestion => ({
  kind: 'table',
  label: name,
  insert: written(name),
  detail: columns.map((column) => column.name).join(', '),
})

const columnsOf = (table: SqlTable | undefined): readonly Suggestion[] =>
  (table?.columns ?? []).map(({ name, type }) => ({ kind: 'column', label: name, insert: written(name), detail: type }))

const words = (list: readonly string[]): readonly Suggestion[] =>
  list.map((label) => ({ kind: 'keyword', label, insert: label }))

const unique = (list: readonly Suggestion[]): readonly Suggestion[] => [
  ...new Map(list.map((each) => [`${each.label} ${each.detail}`, each])).values(),
]
