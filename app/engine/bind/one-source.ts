import { unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { BindEnvironment } from './environment.ts'

/**
 * Refuses to bring together two sides that read one table: Flink reads it once, and then each row reaches
 * both sides in an order that differs from run to run. Without reuse it reads the left one first.
 */
export function assertOwnSources(left: LogicalNode, right: LogicalNode, env: BindEnvironment, span: Span): void {
  if (env.config.get('table.optimizer.reuse-sub-plan-enabled')?.toLowerCase() === 'false') return
  const read = sourcesOf(left)
  for (const table of sourcesOf(right))
    if (read.has(table)) throw unsupported('two sides that read one table in a racing order', span)
}

function sourcesOf(node: LogicalNode, into: Set<string> = new Set()): ReadonlySet<string> {
  if (node.kind === 'TableScan') into.add(node.table.path.join('.'))
  for (const input of inputsOf(node)) sourcesOf(input, into)
  return into
}
