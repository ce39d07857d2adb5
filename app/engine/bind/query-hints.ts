import type { Hint } from '../../sql/ast.ts'
import { type SqlError, sqlError } from '../../sql/diagnostic.ts'

/** Ways to join in batch mode: in streaming Flink reads them and goes on. */
export const BATCH_HINTS: ReadonlySet<string> = new Set(['BROADCAST', 'SHUFFLE_HASH', 'SHUFFLE_MERGE', 'NEST_LOOP'])

const QUERY_HINTS: ReadonlySet<string> = new Set([...BATCH_HINTS, 'LOOKUP', 'STATE_TTL'])

/** A hint for queries that Flink knows: where it stands behind a table, nothing heeds it. */
export const isHarmlessQueryHint = (name: string): boolean => QUERY_HINTS.has(name)

export const unknownHint = ({ name, span }: Hint): SqlError =>
  sqlError('parse', 'hint-unknown', `Hint: ${name.name} should be registered in the HintStrategyTable`, span)
