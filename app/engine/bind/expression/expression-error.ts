import type { BIND_MESSAGES } from '../../../sql/bind-messages.ts'
import { type Fix, SqlError } from '../../../sql/diagnostic.ts'
import { formatMessage, type MessageParams } from '../../../sql/messages.ts'
import type { Span } from '../../../sql/span.ts'

type Phase = 'parse' | 'plan'

export type ExpressionErrorCode = keyof typeof BIND_MESSAGES

/** What Flink's planner finds; the rest its validator does. */
const FOUND_BY_PLANNER: ReadonlySet<ExpressionErrorCode> = new Set([
  'bind.interval-precision',
  'bind.array-index',
  'bind.no-plan',
  'bind.division-by-zero',
] as const)

/** A mistake of the author's in an expression; `phase` where it differs from the usual one. */
export function expressionError(
  code: ExpressionErrorCode,
  span: Span,
  params: MessageParams = {},
  phase: Phase = FOUND_BY_PLANNER.has(code) ? 'plan' : 'parse',
  fixes: readonly Fix[] = [],
): SqlError {
  const message = formatMessage(code, params, 'en')
  const found = { code, severity: 'error', message, params, span, phase } as const
  return new SqlError(fixes.length === 0 ? found : { ...found, fixes })
}
