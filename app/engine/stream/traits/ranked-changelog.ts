import { sqlError, unsupported } from '../../../sql/diagnostic.ts'
import { describeNode } from '../describe-node.ts'
import type { OverAggregate, Rank, RankStrategy, StreamNode, TemporalSort } from '../node.ts'
import type { ModifyKinds } from './changelog-mode.ts'
import { isDeduplication, keepsLast } from './deduplication.ts'
import { monotonicity } from './monotonicity.ts'

// The changelog of the nodes that depend on an order.

export const isInsertOnly = (kinds: ModifyKinds): boolean => !kinds.updates && !kinds.deletes

/** Over insert-only rows a time order needs no Top-N: the first or the last row is kept. */
export const isDeduplicationByTime = (node: Rank): boolean =>
  isDeduplication(node) && node.order !== 'other' && node.strategy?.kind === 'AppendFast'

export function rankedKinds(node: OverAggregate | Rank | TemporalSort, input: ModifyKinds): ModifyKinds {
  switch (node.kind) {
    case 'TemporalSort':
      assertInsertOnly(node, input)
      return input
    case 'OverAggregate':
      if (node.order === 'other') return ALL
      assertInsertOnly(node, input)
      return input
    case 'Rank':
      return isInsertOnly(input) && plansInserts(node) ? input : ALL
  }
}

const ALL: ModifyKinds = { updates: true, deletes: true }

/**
 * Flink takes a Top-1 over insert-only rows for the first row by time, unless its only key descends. Ordered by
 * other columns it updates all the same, and nobody expects it: +U comes without -U.
 */
function plansInserts(node: Rank): boolean {
  if (node.form === 'Limit') return true
  return isDeduplication(node) && !keepsLast(node)
}

/** Whether more comes out of a node than its mode says, of itself or of what lies below. */
export function sendsUnplanned(node: StreamNode): boolean {
  const { updates } = node.mode
  // a group window that is emptied takes its result back
  if (node.kind === 'GroupWindowAggregate' && updates !== 'none' && node.retracts) return true
  if (node.kind === 'Rank' && updates === 'none' && isDeduplication(node) && node.order === 'other') return true
  if (node.kind === 'OverAggregate' && updates === 'after' && node.order === 'other') return true
  return node.inputs.some(sendsUnplanned)
}

function assertInsertOnly(node: OverAggregate | TemporalSort, { updates, deletes }: ModifyKinds): void {
  if (!updates && !deletes) return
  const what = updates && deletes ? 'update and delete' : updates ? 'update' : 'delete'
  const input = node.inputs[0]
  const producer = input === undefined ? '' : describeNode(input)
  const message = `StreamPhysical${node.kind} doesn't support consuming ${what} changes which is produced by node ${producer}`
  throw sqlError('plan', 'changes', message, node.span)
}

/** As many rows Flink's planner takes a table for: a LIMIT beyond them costs nothing, and so runs elsewhere. */
const TABLE_SIZE = 100_000_000

/** Without rank numbers but with an offset, Flink loses rows that are taken back: by chance, not by a rule. */
export function assertRetracts(node: Rank): Rank {
  const skips = 'start' in node.range && node.range.start > 1
  if (node.strategy?.kind === 'Retract' && skips && !node.numbered)
    throw unsupported('an offset over changes without the rank number', node.span)
  if (node.strategy?.kind === 'Retract' && node.form === 'Limit' && 'end' in node.range && node.range.end >= TABLE_SIZE)
    throw unsupported('a LIMIT of 100,000,000 or more over changes', node.span)
  return node
}

/** How a ranking may run, the best first, with what it asks of its input. */
export function rankStrategies(
  node: Rank,
  insertOnly: boolean,
): readonly { readonly strategy: RankStrategy; readonly asks: 'none' | 'after' | 'both' }[] {
  if (insertOnly) return [{ strategy: { kind: 'AppendFast' }, asks: 'none' }]
  const retract = { strategy: { kind: 'Retract' }, asks: 'both' } as const
  const input = node.inputs[0]
  if (input === undefined || node.form === 'Limit') return [retract]
  const keys = input.upsertKeys.find((key) => node.partitionBy.every((column) => key.includes(column)))
  const moves = monotonicity(input)
  const monotonic = node.orderBy.every(({ index, descending }) => {
    const move = moves?.[index]
    return move === 'constant' || move === (descending ? 'increasing' : 'decreasing')
  })
  if (keys === undefined || moves === undefined || !monotonic || node.orderBy.length === 0) return [retract]
  // Flink takes the first of a set
  if (new Set(input.upsertKeys.map((key) => [...key].sort((a, b) => a - b).join())).size > 1 && readsNumbers(input))
    throw unsupported('a ranking over ranks that are keys beside others', node.span)
  return [{ strategy: { kind: 'UpdateFast', keys }, asks: 'after' }, retract]
}

function readsNumbers(node: StreamNode): boolean {
  return node.kind === 'Rank' ? node.numbered : node.kind === 'Calc' && node.inputs.some(readsNumbers)
}
