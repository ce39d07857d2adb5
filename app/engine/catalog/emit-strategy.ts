import { sqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { booleanOption } from './configuration.ts'
import { parseDuration } from './duration.ts'

/** When group windows send results besides their end (table.exec.emit.*); delays in milliseconds. */
export interface EmitStrategy {
  readonly earlyDelay?: number
  readonly lateDelay?: number
  readonly allowLateness: number
}

type Options = ReadonlyMap<string, string>

const EARLY = 'table.exec.emit.early-fire'
const LATE = 'table.exec.emit.late-fire'
const LATENESS = 'table.exec.emit.allow-lateness'

export const firesEarlyOrLate = (options: Options, span: Span): boolean =>
  booleanOption(`${EARLY}.enabled`, options, span) || booleanOption(`${LATE}.enabled`, options, span)

/** The strategy of one group window. Throws SqlError for options that do not fit each other or the window. */
export function emitStrategy(
  options: Options,
  window: { readonly isSession: boolean; readonly isRowtime: boolean },
  span: Span,
): EmitStrategy {
  const refuse = (message: string) => sqlError('plan', 'emit-strategy', message, span)
  const early = booleanOption(`${EARLY}.enabled`, options, span)
  const late = booleanOption(`${LATE}.enabled`, options, span)
  const [earlyDelay, lateDelay] = [`${EARLY}.delay`, `${LATE}.delay`].map((key) => duration(key, options, span))
  const lateness = late ? (duration(LATENESS, options, span) ?? 0) : 0
  if (window.isSession && (early || late)) throw refuse("Session window doesn't support EMIT strategy currently.")
  if (window.isRowtime && late && lateness <= 0)
    throw refuse(
      "The 'AFTER WATERMARK' emit strategy requires set 'allow-lateness' or 'minIdleStateRetentionTime' in table config.",
    )
  if (early && earlyDelay === undefined)
    throw refuse('Early-fire delay should not be null or negative value whenenable early-fire emit strategy.')
  if (late && lateDelay === undefined)
    throw refuse('Late-fire delay should not be null or negative value whenenable late-fire emit strategy.')
  if (late && (lateDelay ?? 0) > lateness)
    throw refuse(
      `Allow-lateness [${lateness}ms] should not be smaller than Late-fire delay [${lateDelay}ms] when enable late-fire emit strategy.`,
    )
  return {
    ...(early && earlyDelay !== undefined && { earlyDelay }),
    ...(late && lateDelay !== undefined && window.isRowtime && { lateDelay }),
    allowLateness: window.isRowtime ? lateness : 0,
  }
}

function duration(key: string, options: Options, span: Span): number | undefined {
  const text = options.get(key)
  if (text === undefined) return undefined
  const milliseconds = parseDuration(text)
  if (milliseconds === undefined)
    throw sqlError('plan', 'bad-option', `Could not parse value '${text}' for key '${key}'.`, span)
  return milliseconds
}
