import { unsupported } from '../../sql/diagnostic.ts'
import type { Sink } from './node.ts'

/**
 * Flink makes one sink of several INSERTs into one table (`table.optimizer.reuse-sink-enabled`). It shows where the sink
 * keeps rows: one materializer then sees the changes of all of them.
 */
export function assertOwnSinks(sinks: readonly Sink[]): void {
  const keeping = sinks.filter((sink) => sink.materialize)
  const shared = keeping.find((sink, i) => keeping.findIndex((other) => other.table === sink.table) < i)
  if (shared !== undefined) throw unsupported('several INSERTs into one table that materializes upserts', shared.span)
}
