import type { Span } from './span.ts'

export type Severity = 'error' | 'warning' | 'info'

/**
 * A user's mistake, with its place. `code` is stable and names the message in both languages;
 * `params` fill its blanks; `message` is the English text. `phase` is where Flink would fail.
 */
export interface Diagnostic {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly params?: Readonly<Record<string, string>>
  readonly span: Span
  readonly phase: 'parse' | 'plan' | 'run'
  /** The feature by name, when Flink can do it and Millrace cannot (yet). */
  readonly unsupported?: string
  readonly fixes?: readonly Fix[]
}

export interface Fix {
  readonly title: string
  readonly edits: readonly { readonly span: Span; readonly text: string }[]
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

export function sqlError(phase: 'parse' | 'plan', code: string, message: string, span: Span): SqlError {
  return new SqlError({ code, severity: 'error', message, span, phase })
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
