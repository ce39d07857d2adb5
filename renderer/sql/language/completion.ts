import { type IRange, languages } from 'monaco-editor/editor'
import type { Suggestion, SuggestionKind } from '../../../app/language/suggestion.ts'
import type { Language } from '../../i18n/translate.ts'
import { rangeOf } from './model-ranges.ts'
import { snippetsFor } from './snippets.ts'
import { askLanguage, type SqlScope, scopeOf } from './sql-scope.ts'

const { CompletionItemKind, CompletionItemInsertTextRule } = languages
const { InsertAsSnippet } = CompletionItemInsertTextRule

const KINDS: Readonly<Record<SuggestionKind, languages.CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  function: CompletionItemKind.Function,
  table: CompletionItemKind.Struct,
  view: CompletionItemKind.Interface,
  relation: CompletionItemKind.Variable,
  column: CompletionItemKind.Field,
  type: CompletionItemKind.TypeParameter,
  option: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
}
const RELATIONS: ReadonlySet<SuggestionKind | undefined> = new Set(['table', 'view', 'relation'])
const DIGITS = 5

/** What may be written here, in the order of the language service; in an empty query whole ones to begin with. */
export const completion: languages.CompletionItemProvider = {
  triggerCharacters: ['.', "'", ' '],
  async provideCompletionItems(model, position, context) {
    const scope = scopeOf(model)
    const found = await askLanguage(model, { kind: 'complete', offset: model.getOffsetAt(position) })
    if (scope === undefined || found === undefined) return { suggestions: [] }
    const range = rangeOf(model, found.span)
    const typed = model.getValueInRange(range)
    // A blank opens the list only where a name must follow; anywhere else it would be in the way.
    const isBlank = context.triggerCharacter === ' '
    if (isBlank && !RELATIONS.has(found.suggestions[0]?.kind)) return { suggestions: [] }
    const items = found.suggestions.map((each, at) => itemOf(each, at, range, scope.t.language))
    return { suggestions: [...wholeQueries(model.getValue(), typed, range, scope), ...items] }
  },
}

function itemOf(suggestion: Suggestion, at: number, range: IRange, language: Language): languages.CompletionItem {
  const { kind, label, insert, detail, documentation, signatures } = suggestion
  const isSnippet = insert.includes('$0')
  const forms = signatures === undefined ? '' : `\`\`\`flinksql\n${signatures.join('\n')}\n\`\`\`\n`
  return {
    label: kind === 'function' || detail === undefined ? label : { label, description: detail },
    kind: KINDS[kind],
    insertText: isSnippet ? insert.replace(/\$0|[\\$}]/g, (part) => (part === '$0' ? part : `\\${part}`)) : insert,
    ...(isSnippet ? { insertTextRules: InsertAsSnippet } : {}),
    ...(documentation === undefined ? {} : { documentation: { value: forms + documentation[language] } }),
    sortText: String(at).padStart(DIGITS, '0'),
    range,
  }
}

function wholeQueries(text: string, typed: string, range: IRange, scope: SqlScope): languages.CompletionItem[] {
  if (scope.kind !== 'query' || text.trim() !== typed) return []
  return snippetsFor(scope.inputs[0]).map(({ title, body }) => ({
    label: scope.t.message({ key: title }),
    kind: CompletionItemKind.Snippet,
    insertText: body,
    insertTextRules: InsertAsSnippet,
    filterText: `${typed} ${body}`,
    sortText: '!',
    documentation: body.replace(/\$\{\d+:([^}]*)\}/g, '$1'),
    range,
  }))
}
