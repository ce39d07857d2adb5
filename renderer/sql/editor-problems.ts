import { readCondition, readQuery } from '../../app/compile/read-sql.ts'
import type { Diagnostic } from '../../app/sql/diagnostic.ts'
import { formatMessage } from '../../app/sql/messages.ts'
import type { Span } from '../../app/sql/span.ts'
import type { Problem } from '../bridge/contract.ts'
import { problemText } from '../i18n/problem-text.ts'
import type { Translate } from '../i18n/translate.ts'
import { isGrammarProblem } from '../state/live-problems.ts'
import { allProblems, type FlowProblems } from '../state/problems.ts'

/** A mistake as an editor underlines it, in offsets of its text. */
export interface EditorProblem {
  readonly start: number
  readonly end: number
  readonly severity: Problem['severity']
  readonly text: string
  readonly fixes: readonly EditorFix[]
}
export interface EditorFix {
  readonly title: string
  readonly edits: readonly { readonly span: Span; readonly text: string }[]
}

export type SqlTextKind = 'query' | 'condition'

/** What the grammar alone finds, so fast that it can follow every key. An empty text is no mistake of grammar. */
export function grammarProblems(text: string, kind: SqlTextKind, t: Translate): readonly EditorProblem[] {
  if (text.trim() === '') return []
  const reading = kind === 'query' ? readQuery(text) : readCondition(text)
  if (reading.ok) return []
  return reading.diagnostics.map((diagnostic) => ({
    ...diagnostic.span,
    severity: diagnostic.severity,
    text: problemText({ ...diagnostic, diagnostic }, t),
    fixes: fixesOf(diagnostic, 0, t),
  }))
}

/** What is known of a field's text beside its grammar; its places hold for the text that was checked. */
export function fieldProblems(
  found: FlowProblems | undefined,
  node: string,
  field: string,
  t: Translate,
): readonly EditorProblem[] {
  return allProblems(found).flatMap((problem) => {
    const { place } = problem
    if (place.kind !== 'node' || place.node !== node || place.field !== field || place.span === undefined) return []
    if (isGrammarProblem(problem)) return []
    return [editorProblem(problem, place.span, t)]
  })
}

/** `span`: where it stands in the editor. The places of its fixes go along. */
export function editorProblem(problem: Problem, span: Span, t: Translate): EditorProblem {
  const { diagnostic, severity } = problem
  const shift = diagnostic === undefined ? 0 : span.start - diagnostic.span.start
  const fixes = diagnostic === undefined ? [] : fixesOf(diagnostic, shift, t)
  return { start: span.start, end: span.end, severity, text: problemText(problem, t), fixes }
}

const fixesOf = ({ fixes = [] }: Diagnostic, shift: number, t: Translate): readonly EditorFix[] =>
  fixes.map(({ code, params, edits }) => ({
    title: formatMessage(code, params, t.language),
    edits: edits.map(({ span, text }) => ({ span: { start: span.start + shift, end: span.end + shift }, text })),
  }))
