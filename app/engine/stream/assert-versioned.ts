import { sqlError } from '../../sql/diagnostic.ts'
import { splitCondition } from '../logical/join-condition.ts'
import type { LogicalTemporalJoin } from '../logical/temporal-join.ts'
import { uniqueKeys } from '../logical/unique-keys.ts'
import { assertPlainKeys } from './assert-plain-keys.ts'

/** What Flink asks of an event-time temporal join before it plans it. */
export function assertVersioned(node: LogicalTemporalJoin): void {
  const { right, rightTime, leftTime, left, span } = node
  if (rightTime === undefined) return
  const refuse = (message: string) => sqlError('plan', 'temporal-join', message, span)
  const keys = uniqueKeys(right)
  if (keys.length === 0)
    throw refuse('Temporal Table Join requires primary key in versioned table, but no primary key can be found.')
  if (rightTime < 0) {
    const message =
      'Event-Time Temporal Table Join requires both primary key and row time attribute in versioned table, but no row time attribute can be found.'
    throw refuse(message)
  }
  if (left.columns[leftTime]?.type.kind !== right.columns[rightTime]?.type.kind)
    throw refuse('Event-Time Temporal Table Join requires same rowtime type in left table and versioned table.')
  const { pairs } = splitCondition(node.condition, left.columns.length)
  if (keys.some((key) => key.every((c) => pairs.some((p) => p.right === c)))) return
  assertPlainKeys(node.condition)
  throw refuse("Temporal table's primary key must be included in the equivalence condition of temporal join.")
}
