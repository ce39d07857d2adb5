import type { Fold } from '../../app/language/fold.ts'
import type { Hover } from '../../app/language/hover.ts'
import type { OutlineItem } from '../../app/language/outline.ts'
import type { SignatureHelp } from '../../app/language/signature-help.ts'
import { plainText, type Suggestion, type SuggestionKind, snippetText } from '../../app/language/suggestion.ts'
import type { Diagnostic, Severity } from '../../app/sql/diagnostic.ts'
import { diagnosticText } from '../../app/sql/diagnostic-text.ts'
import { formatMessage, type Language } from '../../app/sql/messages.ts'
import type { Span } from '../../app/sql/span.ts'
import type { LspRange, LspText } from './lsp-text.ts'

// The language service's answers in the protocol's forms and numbers.

const COMPLETION_KINDS: Readonly<Record<SuggestionKind, number>> = {
  function: 3,
  column: 5,
  view: 8,
  option: 10,
  keyword: 14,
  value: 20,
  table: 22,
  relation: 22,
  type: 25,
}
const SYMBOL_KINDS: Readonly<Record<OutlineItem['kind'], number>> = {
  'common-table': 5,
  set: 7,
  column: 8,
  view: 11,
  query: 12,
  statement: 3,
  table: 23,
  insert: 24,
}
const SEVERITIES: Readonly<Record<Severity, number>> = { error: 1, warning: 2, info: 3 }
const SNIPPET = 2
const DIGITS = 5

export function completionItem(suggestion: Suggestion, range: LspRange, at: number, list: number, snippets: boolean) {
  const { kind, label, insert, detail } = suggestion
  const isSnippet = snippets && insert.includes('$0')
  return {
    label,
    kind: COMPLETION_KINDS[kind],
    ...(detail === undefined ? {} : { detail }),
    sortText: String(at).padStart(DIGITS, '0'),
    filterText: label,
    ...(isSnippet ? { insertTextFormat: SNIPPET } : {}),
    textEdit: { range, newText: isSnippet ? snippetText(insert) : plainText(insert) },
    data: { list, at },
  }
}

export const markdown = (code: string, text: string | undefined) => ({
  kind: 'markdown',
  value: [`\`\`\`sql\n${code}\n\`\`\``, ...(text === undefined ? [] : [text])].join('\n\n'),
})

export function suggestionDocs({ signatures, documentation }: Suggestion, language: Language) {
  if (documentation === undefined) return undefined
  return signatures === undefined
    ? { kind: 'markdown', value: documentation[language] }
    : markdown(signatures.join('\n'), documentation[language])
}

export const hoverAnswer = ({ code, text, span }: Hover, source: LspText, language: Language) => ({
  contents: markdown(code, text?.[language]),
  range: source.rangeOf(span),
})

export const signatureAnswer = ({ signatures, active, argument, text }: SignatureHelp, language: Language) => ({
  signatures: signatures.map(({ label, parameters }) => ({
    label,
    ...(text === undefined ? {} : { documentation: text[language] }),
    parameters: parameters.map((stretch) => ({ label: stretch })),
  })),
  activeSignature: active,
  activeParameter: argument,
})

export interface DocumentSymbol {
  readonly name: string
  readonly detail?: string
  readonly kind: number
  readonly range: LspRange
  readonly selectionRange: LspRange
  readonly children: readonly DocumentSymbol[]
}

export const symbolOf = (item: OutlineItem, source: LspText): DocumentSymbol => ({
  name: item.label,
  ...(item.detail === undefined || item.detail === '' ? {} : { detail: item.detail }),
  kind: SYMBOL_KINDS[item.kind],
  range: source.rangeOf(item.span),
  selectionRange: source.rangeOf(item.nameSpan),
  children: item.children.map((child) => symbolOf(child, source)),
})

export const foldAnswer = ({ startLine, endLine, isComment }: Fold) => ({
  startLine,
  endLine,
  kind: isComment ? 'comment' : 'region',
})

export const diagnosticAnswer = (found: Diagnostic, source: LspText, language: Language) => ({
  range: source.rangeOf(found.span),
  severity: SEVERITIES[found.severity],
  code: found.code,
  source: 'millrace',
  message: diagnosticText(found, language),
})

/** What can be done about the mistakes that touch a stretch. */
export function fixActions(
  uri: string,
  diagnostics: readonly Diagnostic[],
  { start, end }: Span,
  source: LspText,
  language: Language,
) {
  const near = diagnostics.filter(({ span }) => span.start <= end && start <= span.end)
  return near.flatMap((found) =>
    (found.fixes ?? []).map((fix) => ({
      title: formatMessage(fix.code, fix.params, language),
      kind: 'quickfix',
      diagnostics: [diagnosticAnswer(found, source, language)],
      isPreferred: found.fixes?.length === 1,
      edit: { changes: { [uri]: fix.edits.map(({ span, text }) => ({ range: source.rangeOf(span), newText: text })) } },
    })),
  )
}
