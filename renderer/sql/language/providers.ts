import { languages } from 'monaco-editor/editor'
import { formatScript } from '../../../app/sql/format-script.ts'
import { tokenize } from '../../../app/sql/lexer.ts'
import { minimalEdit } from '../minimal-edit.ts'
import { snippetsFor } from './snippets.ts'
import { type SqlTable, scopeOf } from './sql-scope.ts'
import { type Suggestion, suggestionsAt, tableNamed } from './suggestions.ts'

const { CompletionItemKind, CompletionItemInsertTextRule } = languages

const KINDS: Readonly<Record<Suggestion['kind'], languages.CompletionItemKind>> = {
  keyword: CompletionItemKind.Keyword,
  function: CompletionItemKind.Function,
  table: CompletionItemKind.Struct,
  column: CompletionItemKind.Field,
}
/** Names of the flow before words of the language. */
const ORDER: Readonly<Record<Suggestion['kind'], string>> = { column: '1', table: '2', keyword: '3', function: '4' }

export const completion: languages.CompletionItemProvider = {
  triggerCharacters: ['.'],
  provideCompletionItems(model, position) {
    const scope = scopeOf(model)
    if (scope === undefined) return { suggestions: [] }
    const word = model.getWordUntilPosition(position)
    const range = {
      startLineNumber: position.lineNumber,
      endLineNumber: position.lineNumber,
      startColumn: word.startColumn,
      endColumn: word.endColumn,
    }
    const isEmpty = model.getValue().trim() === word.word
    const snippets = scope.kind === 'query' && isEmpty ? snippetsFor(scope.inputs[0]) : []
    const found = suggestionsAt(model.getValue(), model.getOffsetAt(position), scope)
    return {
      suggestions: [
        ...snippets.map(({ title, body }) => ({
          label: scope.t.message({ key: title }),
          kind: CompletionItemKind.Snippet,
          insertText: body,
          insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet,
          filterText: `${word.word} ${body}`,
          sortText: '0',
          documentation: body.replace(/\$\{\d+:([^}]*)\}/g, '$1'),
          range,
        })),
        ...found.map(({ kind, label, insert, detail }) => ({
          label,
          kind: KINDS[kind],
          insertText: insert,
          ...(kind === 'function' ? { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet } : {}),
          ...(detail === undefined ? {} : { detail }),
          sortText: `${ORDER[kind]} ${label}`,
          range,
        })),
      ],
    }
  },
}

/** A column tells its type, a node its columns. Mistakes tell themselves. */
export const hover: languages.HoverProvider = {
  provideHover(model, position) {
    const scope = scopeOf(model)
    if (scope === undefined) return undefined
    const offset = model.getOffsetAt(position)
    const tokens = tokenize(model.getValue())
    const at = tokens.findIndex(({ start, end }) => start <= offset && offset < end)
    const token = tokens[at]
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'quoted-identifier')) return undefined
    const owner = tokens[at - 1]?.key === '.' ? tableNamed(tokens[at - 2]?.value, tokens, scope.inputs) : undefined
    const lines = meanings(token.value, owner === undefined ? scope.inputs : [owner])
    if (lines.length === 0) return undefined
    return { contents: [{ value: `\`\`\`flinksql\n${lines.join('\n')}\n\`\`\`` }] }
  },
}

function meanings(name: string, inputs: readonly SqlTable[]): readonly string[] {
  const table = inputs.find((input) => input.name === name)
  if (table !== undefined) return table.columns.map((column) => `${column.name} ${column.type}`)
  const types = inputs.flatMap(({ columns }) => columns.filter((column) => column.name === name))
  return [...new Set(types.map(({ type }) => `${name} ${type}`))]
}

/** The whole text in the house layout, as one edit. A condition has no clauses to lay out. */
export const formatting: languages.DocumentFormattingEditProvider = {
  provideDocumentFormattingEdits(model) {
    if (scopeOf(model)?.kind !== 'query') return []
    const text = model.getValue()
    const edit = minimalEdit(text, formatScript(text).trimEnd())
    if (edit === undefined) return []
    const from = model.getPositionAt(edit.start)
    const to = model.getPositionAt(edit.end)
    const range = {
      startLineNumber: from.lineNumber,
      startColumn: from.column,
      endLineNumber: to.lineNumber,
      endColumn: to.column,
    }
    return [{ range, text: edit.text }]
  },
}
