import { needsQuotes, quoteName } from '../sql/print-name.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { typeText } from '../types/type-text.ts'
import { callableFunctions, type FunctionDoc } from './function-docs.ts'
import type { NamedColumn, NameScope } from './names.ts'
import type { Suggestion } from './suggestion.ts'

export const keywords = (list: readonly string[]): readonly Suggestion[] =>
  [...new Set(list)].map((label) => ({ kind: 'keyword', label: label.replace(/[([]$/, '').trimEnd(), insert: label }))

const written = (name: string): string => (needsQuotes(name) ? quoteName(name) : name)

export const columnSuggestion = (name: string, detail: string): Suggestion => ({
  kind: 'column',
  label: name,
  insert: written(name),
  ...(detail === '' ? {} : { detail }),
})

const shownType = (type: LogicalType | undefined): string => (type === undefined ? '' : typeText(type))

export const columnSuggestions = (columns: readonly NamedColumn[]): readonly Suggestion[] =>
  columns.map(({ text, type }) => columnSuggestion(text, shownType(type())))

export const relationSuggestion = (
  kind: 'table' | 'view' | 'relation',
  name: string,
  columns: readonly string[],
): Suggestion => ({
  kind,
  label: name,
  insert: written(name),
  detail: columns.join(', '),
})

/** Columns by their bare names where these are clear, with their relation where two have them. */
export function scopeColumns(scope: NameScope): readonly Suggestion[] {
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
        const plain = columnSuggestion(text, shownType(type()))
        if (isClear || owner === undefined) found.push(plain)
        else found.push({ ...plain, label: `${owner}.${text}`, insert: `${written(owner)}.${plain.insert}` })
      }
    for (const text of owners.keys()) taken.add(text)
  }
  return found
}

export function scopeRelations(scope: NameScope): readonly Suggestion[] {
  const found: Suggestion[] = []
  for (let at: NameScope | undefined = scope; at !== undefined; at = at.outer)
    for (const { text, columns } of at.relations)
      if (text !== undefined)
        found.push(
          relationSuggestion(
            'relation',
            text,
            columns.map((each) => each.text),
          ),
        )
  return found
}

export const functions = (fits: (doc: FunctionDoc) => boolean): readonly Suggestion[] =>
  callableFunctions.filter((doc) => fits(doc) && !doc.isRefused).map(functionSuggestion)

export function functionSuggestion({ name, signatures, summary }: FunctionDoc): Suggestion {
  const [first = name] = signatures
  const takesNothing = !first.includes('(')
  const isEmpty = signatures.every((each) => each === `${name}()`)
  const insert = takesNothing ? name : isEmpty ? `${name}()` : `${name}($0)`
  return { kind: 'function', label: name, insert, detail: first, signatures, documentation: summary }
}
