import { parseStatement } from '../sql/parse-script.ts'
import type { Token } from '../sql/token.ts'
import { typeText } from '../types/type-text.ts'
import type { CompletionPlace } from './completion-place.ts'
import { type FunctionDoc, tableFunctionDocs } from './function-docs.ts'
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
import {
  columnSuggestion,
  columnSuggestions,
  functionSuggestion,
  functions,
  keywords,
  relationSuggestion,
  scopeColumns,
  scopeRelations,
} from './make-suggestion.ts'
import { fieldType, type NamedColumn, type NamedRelation, type NameScope } from './names.ts'
import type { QueryBlock } from './query-blocks.ts'
import { findColumn } from './resolve-expression.ts'
import { resolveRelationName } from './resolve-from.ts'
import type { Resolving } from './resolving.ts'
import type { Suggestion } from './suggestion.ts'
import { isName, type WrittenScope } from './written-scope.ts'
import type { WrittenStatement } from './written-statement.ts'

/** Where tables and views are limited to some: their names; all without it. */
export interface CompletionLimits {
  readonly relations?: readonly string[]
}

export interface PlaceParts {
  readonly written: WrittenStatement
  readonly before: readonly Token[]
  readonly resolving: Resolving
  readonly scope: WrittenScope
  readonly block: QueryBlock | undefined
  readonly limits: CompletionLimits
}

/** Fills a place with what the script and the language have for it. */
export class PlaceFiller {
  readonly #parts: PlaceParts

  constructor(parts: PlaceParts) {
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
        return type.fields.map((field) => columnSuggestion(field.name, typeText(field.type)))
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
        relationSuggestion(
          'relation',
          text,
          columns.map((each) => each.text),
        ),
      ),
      ...entries.map(({ kind, name, columns }) =>
        relationSuggestion(
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
        found.push(columnSuggestion(token.value, typeWords(tokens, at)))
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
