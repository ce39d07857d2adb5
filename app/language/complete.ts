import { parseStatement } from '../sql/parse-script.ts'
import { needsQuotes, quoteName } from '../sql/print-name.ts'
import type { Token } from '../sql/token.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { typeText } from '../types/type-text.ts'
import { type CompletionPlace, completionPlace } from './completion-place.ts'
import { callableFunctions, type FunctionDoc, tableFunctionDocs } from './function-docs.ts'
import {
  COLUMN_WORDS,
  ELEMENT_WORDS,
  INTERVAL_UNITS,
  OPERAND_WORDS,
  STATEMENT_WORDS,
  TYPES,
  UNITS,
  WINDOW_WORDS,
  wordsAfter,
  wordsBehind,
} from './keywords.ts'
import { fieldType, type NamedColumn, type NamedRelation, type NameScope } from './names.ts'
import { type OptionPlace, optionPlace } from './option-place.ts'
import { blockAt, type QueryBlock } from './query-blocks.ts'
import { findColumn } from './resolve-expression.ts'
import { resolveRelationName } from './resolve-from.ts'
import type { Resolving } from './resolving.ts'
import type { Script } from './script.ts'
import type { ScriptNames } from './script-names.ts'
import type { Completion, Suggestion } from './suggestion.ts'
import { isName, WrittenScope } from './written-scope.ts'
import { standsIn, type WrittenStatement, writtenStatement } from './written-statement.ts'

export interface CompletionLimits {
  /** Tables and views that may be named here; all without it. */
  readonly relations?: readonly string[]
}

/** What may be written at a place of the script. */
export function complete(
  script: Script,
  names: ScriptNames,
  offset: number,
  limits: CompletionLimits = {},
): Completion {
  const written = writtenStatement(script, offset)
  if (written === undefined) {
    const isInComment = script.tokens.some((token) => token.kind === 'comment' && standsIn(token, offset))
    const span = { start: wordBefore(script.tokens, offset)?.start ?? offset, end: offset }
    return { span, suggestions: isInComment ? [] : keywords(STATEMENT_WORDS) }
  }
  const { statement, inside, tokens } = written
  const word = wordBefore(tokens, written.offset)
  const until = word?.start ?? inside?.start ?? written.offset
  const before = tokens.filter(({ end, start }) => end <= until && start < until)
  const options = optionPlace(before, inside ?? word, written.offset, tokens)
  if (options !== undefined) return shifted(completeOption(options), statement.start)
  const isInText = inside !== undefined && inside.kind !== 'word' && inside.kind !== 'operator'
  const span = { start: word?.start ?? written.offset, end: written.offset }
  if (isInText && inside.mistake !== 'unterminated-identifier' && inside.kind !== 'quoted-identifier')
    return shifted({ span, suggestions: [] }, statement.start)
  const resolving = names.resolving(statement, [])
  const scope = new WrittenScope(statement.text, tokens, written.end, resolving)
  const block = blockAt(scope.blocks, written.offset)
  const finder = new Finder({ written, before, resolving, scope, block, limits })
  return shifted({ span, suggestions: finder.at(completionPlace(before, block)) }, statement.start)
}

const shifted = ({ span, suggestions }: Completion, by: number): Completion => ({
  span: { start: span.start + by, end: span.end + by },
  suggestions,
})

const wordBefore = (tokens: readonly Token[], offset: number): Token | undefined =>
  tokens.find(
    ({ kind, start, end, mistake }) =>
      start < offset &&
      offset <= end &&
      (kind === 'word' || kind === 'quoted-identifier' || mistake === 'unterminated-identifier'),
  )

interface FinderParts {
  readonly written: WrittenStatement
  readonly before: readonly Token[]
  readonly resolving: Resolving
  readonly scope: WrittenScope
  readonly block: QueryBlock | undefined
  readonly limits: CompletionLimits
}

/** Fills a place with what the script and the language have for it. */
class Finder {
  readonly #parts: FinderParts

  constructor(parts: FinderParts) {
    this.#parts = parts
  }

  at(place: CompletionPlace): readonly Suggestion[] {
    switch (place.kind) {
      case 'nothing':
        return []
      case 'member':
        return this.#members(place.path)
      case 'relation':
        return [...this.#relations(place.only), ...(place.only === undefined ? this.#tableWords() : [])]
      case 'table-argument':
        return [
          ...this.#relations().map((each) => ({ ...each, insert: `TABLE ${each.insert}` })),
          ...keywords(['TABLE']),
        ]
      case 'table-function':
        return tableFunctionDocs.map(functionSuggestion)
      case 'operand':
        return this.#operands(place.clause)
      case 'after':
        return keywords([...wordsBehind(this.#lastWord), ...wordsAfter(place.clause)])
      case 'type':
        return TYPES.map((label) => ({ kind: 'type', label, insert: label }))
      case 'unit':
        return keywords(place.ofInterval ? INTERVAL_UNITS : UNITS)
      case 'element':
        return keywords(ELEMENT_WORDS)
      case 'column-end':
        return keywords(COLUMN_WORDS)
      case 'own-columns':
        return [...this.#ownColumns(), ...functions(isPlain)]
      case 'target-columns':
        return columnSuggestions(this.#relation(place.target)?.columns ?? [])
      case 'descriptor':
        return columnSuggestions((this.#relation(place.table && [place.table])?.columns ?? []).filter(isTime))
      case 'grammar':
        return this.#grammar()
    }
  }

  get #lastWord(): string {
    return this.#parts.before.at(-1)?.key ?? ''
  }

  get #nameScope(): NameScope {
    const { block, scope } = this.#parts
    return block === undefined ? { relations: [] } : scope.scopeOf(block)
  }

  #relation(path: readonly Token[] | undefined): NamedRelation | undefined {
    const [first] = path ?? []
    if (path === undefined || first === undefined) return undefined
    const parts = path.map(({ value, kind, start, end }) => {
      return { name: value, quoted: kind === 'quoted-identifier', span: { start, end } }
    })
    const span = { start: first.start, end: first.end }
    return resolveRelationName({ parts, span }, this.#parts.scope.resolvingOf(this.#parts.block))
  }

  /** Columns of a relation, fields of a row; behind the name of a database its tables. */
  #members(path: readonly Token[]): readonly Suggestion[] {
    const texts = path.map(({ value }) => value)
    for (let at: NameScope | undefined = this.#nameScope; at !== undefined; at = at.outer) {
      const relation = at.relations.find(({ text }) => texts.length === 1 && text === texts[0])
      if (relation !== undefined) return [...columnSuggestions(relation.columns), ...keywords(['*'])]
      const parts = texts.map((name) => ({ name, quoted: false, span: { start: 0, end: 0 } }))
      const found = findColumn(parts, at)
      if (found === undefined) continue
      let type = found.column.type()
      for (const { name } of found.fields) type = fieldType(type, name)
      if (type?.kind === 'ROW' || type?.kind === 'STRUCTURED')
        return type.fields.map((field) => column(field.name, typeText(field.type)))
    }
    return []
  }

  #relations(only?: 'table' | 'view'): readonly Suggestion[] {
    const { limits, scope, block, resolving } = this.#parts
    const common = only === undefined ? [...scope.resolvingOf(block).commonTables.values()] : []
    const isNamed = (name: string): boolean => limits.relations?.includes(name) !== false
    const entries = resolving.env.catalog
      .entries()
      .filter((entry) => (only === undefined || entry.kind === only || only === 'table') && isNamed(entry.name))
    return [
      ...common.map(({ text = '', columns }) =>
        relation(
          'relation',
          text,
          columns.map((each) => each.text),
        ),
      ),
      ...entries.map(({ kind, name, columns }) =>
        relation(
          kind,
          name,
          columns.map((each) => each.name),
        ),
      ),
    ]
  }

  #tableWords(): readonly Suggestion[] {
    return [...keywords(wordsBehind('FROM')), ...tableFunctionDocs.map(functionSuggestion)]
  }

  #operands(clause: string): readonly Suggestion[] {
    const { before } = this.#parts
    const scope = this.#nameScope
    const isAggregating = clause === 'SELECT' || clause === 'HAVING' || clause === 'ORDER' || clause === 'QUALIFY'
    const fitting = (doc: FunctionDoc): boolean => doc.kind !== 'table' && (isAggregating || doc.kind !== 'aggregate')
    const inWindow = before.at(-1)?.key === '(' && before.at(-2)?.key === 'OVER'
    if (clause === 'FROM' && scope.relations.length === 0) return functions(isPlain)
    return [
      ...(inWindow ? keywords(WINDOW_WORDS) : []),
      ...keywords(wordsBehind(this.#lastWord).filter((each) => each === 'BY')),
      ...scopeColumns(scope),
      ...scopeRelations(scope),
      ...keywords([...wordsBehind(this.#lastWord), ...OPERAND_WORDS]),
      ...functions(fitting),
    ]
  }

  /** Columns of the table whose definition is being written: the names that begin an element so far. */
  #ownColumns(): readonly Suggestion[] {
    const { tokens } = this.#parts.written
    const open = tokens.findIndex(({ key }) => key === '(')
    const found: Suggestion[] = []
    let depth = 0
    for (const [at, token] of tokens.entries()) {
      if (at < open) continue
      const previous = tokens[at - 1]?.key
      if (depth === 1 && (previous === '(' || previous === ',') && isName(token))
        found.push(column(token.value, typeWords(tokens, at)))
      if (token.key === '(' || token.key === '<') depth++
      else if (token.key === ')' || token.key === '>') depth--
      if (depth === 0 && at > open) break
    }
    return found
  }

  /** What the parser waits for behind the words so far. */
  #grammar(): readonly Suggestion[] {
    const { before, written } = this.#parts
    const [first] = before
    if (first === undefined) return keywords(STATEMENT_WORDS)
    const text = written.statement.text.slice(first.start, before.at(-1)?.end)
    const [mistake] = parseStatement(text).diagnostics
    const isAtEnd = mistake !== undefined && mistake.span.start >= text.trimEnd().length
    const expected = isAtEnd ? (mistake.params?.['expected']?.split('\n') ?? []) : []
    const words = expected.filter((each) => /^[A-Z][A-Z_ ]*$/.test(each) || each === '(')
    const common = words.includes('SELECT') ? ['SELECT', 'WITH'] : []
    return keywords([...common, ...words, ...(expected.length === 0 ? NEXT_WORDS : [])])
  }
}

/** Where a statement may go on. */
const NEXT_WORDS = ['WITH (', 'AS', 'LIKE', 'COMMENT', 'PARTITIONED BY (', 'SELECT', 'VALUES', 'IF NOT EXISTS']

const isPlain = ({ kind }: FunctionDoc): boolean => kind === 'scalar'
const isTime = ({ type }: NamedColumn): boolean => {
  const kind = type()?.kind
  return kind === undefined || kind === 'TIMESTAMP' || kind === 'TIMESTAMP_LTZ'
}

const typeWords = (tokens: readonly Token[], at: number): string => {
  const [next] = tokens.slice(at + 1)
  return next === undefined || next.key === 'AS' ? '' : next.value
}

const keywords = (list: readonly string[]): readonly Suggestion[] =>
  [...new Set(list)].map((label) => ({ kind: 'keyword', label: label.replace(/[([]$/, '').trimEnd(), insert: label }))

const written = (name: string): string => (needsQuotes(name) ? quoteName(name) : name)

const column = (name: string, detail: string): Suggestion => ({
  kind: 'column',
  label: name,
  insert: written(name),
  ...(detail === '' ? {} : { detail }),
})

const shownType = (type: LogicalType | undefined): string => (type === undefined ? '' : typeText(type))

const columnSuggestions = (columns: readonly NamedColumn[]): readonly Suggestion[] =>
  columns.map(({ text, type }) => column(text, shownType(type())))

const relation = (kind: 'table' | 'view' | 'relation', name: string, columns: readonly string[]): Suggestion => ({
  kind,
  label: name,
  insert: written(name),
  detail: columns.join(', '),
})

/** Columns by their bare names where these are clear, with their relation where two have them. */
function scopeColumns(scope: NameScope): readonly Suggestion[] {
  const found: Suggestion[] = []
  const taken = new Set<string>()
  for (let at: NameScope | undefined = scope; at !== undefined; at = at.outer) {
    const owners = new Map<string, number>()
    for (const { columns, merged } of at.relations)
      for (const { text } of columns) if (!merged?.has(text)) owners.set(text, (owners.get(text) ?? 0) + 1)
    for (const { text: owner, columns, merged } of at.relations)
      for (const { text, type } of columns) {
        if (merged?.has(text)) continue
        const isClear = owners.get(text) === 1 && !taken.has(text)
        const plain = column(text, shownType(type()))
        if (isClear || owner === undefined) found.push(plain)
        else found.push({ ...plain, label: `${owner}.${text}`, insert: `${written(owner)}.${plain.insert}` })
      }
    for (const text of owners.keys()) taken.add(text)
  }
  return found
}

function scopeRelations(scope: NameScope): readonly Suggestion[] {
  const found: Suggestion[] = []
  for (let at: NameScope | undefined = scope; at !== undefined; at = at.outer)
    for (const { text, columns } of at.relations)
      if (text !== undefined)
        found.push(
          relation(
            'relation',
            text,
            columns.map((each) => each.text),
          ),
        )
  return found
}

const functions = (fits: (doc: FunctionDoc) => boolean): readonly Suggestion[] =>
  callableFunctions.filter((doc) => fits(doc) && !doc.isRefused).map(functionSuggestion)

function functionSuggestion({ name, signatures, summary }: FunctionDoc): Suggestion {
  const [first = name] = signatures
  const takesNothing = !first.includes('(')
  const isEmpty = signatures.every((each) => each === `${name}()`)
  const insert = takesNothing ? name : isEmpty ? `${name}()` : `${name}($0)`
  return { kind: 'function', label: name, insert, detail: first, signatures, documentation: summary }
}

function completeOption(place: OptionPlace): Completion {
  const { span, isQuoted, options, given, key, withValue } = place
  const quote = (text: string): string => (isQuoted ? text : `'${text}'`)
  if (place.kind === 'value') {
    const option = options.find((each) => each.key === key)
    const values = option?.values ?? []
    return { span, suggestions: values.map((label) => ({ kind: 'value', label, insert: quote(label) })) }
  }
  const left = options.filter((option) => !given.has(option.key) || isQuoted)
  const suggestions = left.map(
    ({ key: label, takes, summary }): Suggestion => ({
      kind: 'option',
      label,
      insert: withValue && !isQuoted ? `'${label}' = '$0'` : quote(label),
      detail: takes,
      documentation: summary,
    }),
  )
  return { span, suggestions }
}
