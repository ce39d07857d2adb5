import type { OverAggregate, Rank, TemporalSort } from './node.ts'
import { isDeduplication } from './traits/deduplication.ts'

/** What the nodes that depend on an order remember. */
export function rankedState(node: OverAggregate | Rank | TemporalSort): string | undefined {
  switch (node.kind) {
    case 'TemporalSort':
      return node.order === 'rowtime' ? 'the rows that the watermark has not reached' : undefined
    case 'OverAggregate':
      if (node.order === 'other') return 'every row with the accumulators up to it; never freed'
      if (node.preceding !== undefined) return 'the rows of every open frame and its accumulators'
      return 'accumulators of every partition, never freed, and the rows that the watermark has not reached'
    case 'Rank':
      if (isDeduplication(node)) return 'one row of every partition, never freed'
      if (node.strategy?.kind === 'Retract') return 'every row of every partition; freed when rows are taken back'
      return 'the ranked rows of every partition; never freed'
  }
}
