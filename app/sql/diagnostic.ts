import type { MessageParams } from './messages.ts'
import type { Span } from './span.ts'

export type Severity = 'error' | 'warning' | 'info'

/**
 * A user's mistake, or advice, with its place. `code` is stable; `message` is the English text, and
 * `diagnosticText` gives either language. `params` fill the blanks of codes that stand in `messages.ts`. `phase` is
 * where Flink would fail.
 */
export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly params?: MessageParams
  readonly span: Span
  readonly phase: 'parse' | 'plan' | 'run'
  /** The feature by name, when Flink can do it and Millrace cannot (yet). */
  readonly unsupported?: string
  readonly fixes?: readonly Fix[]
}

/** What an editor offers to do about it: `title` is English, `formatMessage(code, params, language)` either language. */
export interface Fix {
  readonly title: string
  readonly code: string
  readonly params: MessageParams
  /** In the order of their places; they do not overlap. */
  readonly edits: readonly TextEdit[]
}

export interface TextEdit {
  readonly span: Span
  readonly text: string
}

/** Thrown inside parse, bind and plan only; caught at the edge of the stage. */
export class SqlError extends Error {
  override readonly name = 'SqlError'
  readonly diagnostic: Diagnostic
  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

/** `message`: the English words; `wordings-zh.ts` has their translation. */
export function sqlError(
  phase: 'parse' | 'plan',
  code: string,
  message: string,
  span: Span,
  fixes: readonly Fix[] = [],
): SqlError {
  const found = { code, severity: 'error', message, span, phase } as const
  return new SqlError(fixes.length === 0 ? found : { ...found, fixes })
}

/** Flink has an answer, Millrace does not: refused by name and place, never approximated. */
export function unsupported(feature: string, span: Span): SqlError {
  return new SqlError({
    code: 'unsupported',
    severity: 'error',
    message: `${feature} is not supported by the local engine yet`,
    params: { feature },
    span,
    phase: 'plan',
    unsupported: feature,
  })
}
