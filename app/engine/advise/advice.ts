import type { Diagnostic, Fix } from '../../sql/diagnostic.ts'
import { formatMessage, type MessageParams } from '../../sql/messages.ts'
import type { Span } from '../../sql/span.ts'

/** What Flink accepts and the author may not have meant. */
export function advice(code: string, params: MessageParams, span: Span, fixes: readonly Fix[] = []): Diagnostic {
  const message = formatMessage(code, params, 'en')
  const base: Diagnostic = { code, severity: 'warning', message, params, span, phase: 'plan' }
  return fixes.length === 0 ? base : { ...base, fixes }
}
