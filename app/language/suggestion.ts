import type { Span } from '../sql/span.ts'

export interface Bilingual {
  readonly en: string
  readonly zh: string
}

export type SuggestionKind =
  | 'column'
  | 'relation'
  | 'table'
  | 'view'
  | 'keyword'
  | 'function'
  | 'type'
  | 'option'
  | 'value'

/** Something that may be written at a place. */
export interface Suggestion {
  readonly kind: SuggestionKind
  readonly label: string
  /** What is written for it; `$0` in it is where the caret stays. */
  readonly insert: string
  readonly detail?: string
  readonly documentation?: Bilingual
  /** Of a function: its forms, shown before what it does. */
  readonly signatures?: readonly string[]
}

export interface Completion {
  /** What is replaced: the word that is being written. */
  readonly span: Span
  /** Best first. */
  readonly suggestions: readonly Suggestion[]
}

/** Whether a table must be named at the place that the suggestions are for. */
export const namesRelations = ([first]: readonly Suggestion[]): boolean =>
  first?.kind === 'table' || first?.kind === 'view' || first?.kind === 'relation'

/** `insert` in the editors' language of snippets, where `$0` is the caret and `\\`, `$` and `}` are escaped. */
export const snippetText = (insert: string): string =>
  insert.replace(/\$0|[\\$}]/g, (found) => (found === '$0' ? found : `\\${found}`))

export const plainText = (insert: string): string => insert.replace('$0', '')
