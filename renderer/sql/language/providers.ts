import { languages } from 'monaco-editor/editor'
import type { OutlineItem } from '../../../app/language/outline.ts'
import { formatScript } from '../../../app/sql/format-script.ts'
import { minimalEdit } from '../minimal-edit.ts'
import { rangeOf } from './model-ranges.ts'
import { scriptBefore } from './script-before.ts'
import { askLanguage, problemsOf, scopeOf } from './sql-scope.ts'

const { SymbolKind, FoldingRangeKind } = languages

/** What the language service says, as the editor wants to hear it. */
export const hover: languages.HoverProvider = {
  async provideHover(model, position) {
    const found = await askLanguage(model, { kind: 'hover', offset: model.getOffsetAt(position) })
    const language = scopeOf(model)?.t.language
    if (found === undefined || language === undefined) return undefined
    const text = found.text?.[language]
    return {
      range: rangeOf(model, found.span),
      contents: [{ value: `\`\`\`flinksql\n${found.code}\n\`\`\`` }, ...(text === undefined ? [] : [{ value: text }])],
    }
  },
}

export const definition: languages.DefinitionProvider = {
  async provideDefinition(model, position) {
    const made = await askLanguage(model, { kind: 'define', offset: model.getOffsetAt(position) })
    if (made === undefined) return undefined
    const home = made.isBefore ? scriptBefore(model) : model
    return home && { uri: home.uri, range: rangeOf(home, made.span) }
  },
}

export const references: languages.ReferenceProvider = {
  async provideReferences(model, position) {
    const spans = await askLanguage(model, { kind: 'references', offset: model.getOffsetAt(position) })
    return spans?.map((span) => ({ uri: model.uri, range: rangeOf(model, span) }))
  },
}

export const highlights: languages.DocumentHighlightProvider = {
  async provideDocumentHighlights(model, position) {
    const spans = await askLanguage(model, { kind: 'references', offset: model.getOffsetAt(position) })
    return spans?.map((span) => ({ range: rangeOf(model, span) }))
  },
}

export const renaming: languages.RenameProvider = {
  async resolveRenameLocation(model, position) {
    const found = await askLanguage(model, { kind: 'prepareRename', offset: model.getOffsetAt(position) })
    const t = scopeOf(model)?.t
    if (found !== undefined) return { range: rangeOf(model, found.span), text: found.text }
    const { lineNumber, column } = position
    const here = { startLineNumber: lineNumber, endLineNumber: lineNumber, startColumn: column, endColumn: column }
    return { range: here, text: '', rejectReason: t?.('sql.rename.nothing') ?? '' }
  },
  async provideRenameEdits(model, position, name) {
    const offset = model.getOffsetAt(position)
    const answer = await askLanguage(model, { kind: 'rename', offset, name })
    const t = scopeOf(model)?.t
    if (answer === undefined || t === undefined) return { edits: [] }
    if (!answer.ok) return { edits: [], rejectReason: answer.why[t.language] }
    const edits = answer.edits.map(({ span, text }) => ({
      resource: model.uri,
      versionId: undefined,
      textEdit: { range: rangeOf(model, span), text },
    }))
    return { edits }
  },
}

export const signatures: languages.SignatureHelpProvider = {
  signatureHelpTriggerCharacters: ['(', ','],
  signatureHelpRetriggerCharacters: [')'],
  async provideSignatureHelp(model, position) {
    const found = await askLanguage(model, { kind: 'signature', offset: model.getOffsetAt(position) })
    const language = scopeOf(model)?.t.language
    if (found === undefined || language === undefined) return undefined
    const documentation = found.text?.[language]
    const value = {
      signatures: found.signatures.map(({ label, parameters }) => ({
        label,
        ...(documentation === undefined ? {} : { documentation }),
        parameters: parameters.map(([start, end]) => ({ label: [start, end] as [number, number] })),
      })),
      activeSignature: found.active,
      activeParameter: found.argument,
    }
    return { value, dispose: () => undefined }
  },
}

const SYMBOLS: Readonly<Record<OutlineItem['kind'], languages.SymbolKind>> = {
  table: SymbolKind.Struct,
  view: SymbolKind.Interface,
  insert: SymbolKind.Event,
  query: SymbolKind.Function,
  set: SymbolKind.Property,
  column: SymbolKind.Field,
  'common-table': SymbolKind.Variable,
  statement: SymbolKind.Module,
}

export const symbols: languages.DocumentSymbolProvider = {
  async provideDocumentSymbols(model) {
    const found = await askLanguage(model, { kind: 'outline' })
    const symbolOf = (item: OutlineItem): languages.DocumentSymbol => ({
      name: item.label,
      detail: item.detail ?? '',
      kind: SYMBOLS[item.kind],
      tags: [],
      range: rangeOf(model, item.span),
      selectionRange: rangeOf(model, item.nameSpan),
      children: item.children.map(symbolOf),
    })
    return found?.map(symbolOf)
  },
}

export const folding: languages.FoldingRangeProvider = {
  async provideFoldingRanges(model) {
    const found = await askLanguage(model, { kind: 'folds' })
    return found?.map(({ startLine, endLine, isComment }) => ({
      start: startLine + 1,
      end: endLine + 1,
      ...(isComment ? { kind: FoldingRangeKind.Comment } : {}),
    }))
  },
}

/** What can be done about a mistake under the caret. */
export const fixes: languages.CodeActionProvider = {
  provideCodeActions(model, range, { markers }) {
    const start = model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn })
    const end = model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn })
    const near = problemsOf(model).filter((problem) => problem.start <= end && start <= problem.end)
    const actions = near.flatMap(({ fixes: found }) =>
      found.map(({ title, edits }) => ({
        title,
        kind: 'quickfix',
        diagnostics: [...markers],
        isPreferred: found.length === 1,
        edit: {
          edits: edits.map(({ span, text }) => ({
            resource: model.uri,
            versionId: model.getVersionId(),
            textEdit: { range: rangeOf(model, span), text },
          })),
        },
      })),
    )
    return { actions, dispose: () => undefined }
  },
}

/** The whole text in the house layout, as one edit. A condition has no clauses to lay out. */
export const formatting: languages.DocumentFormattingEditProvider = {
  provideDocumentFormattingEdits(model) {
    if (scopeOf(model)?.kind !== 'query') return []
    const text = model.getValue()
    const edit = minimalEdit(text, formatScript(text).trimEnd())
    return edit === undefined ? [] : [{ range: rangeOf(model, edit), text: edit.text }]
  },
}
