import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { LogicalMatch } from '../logical/match.ts'
import { isTimeAttribute } from '../logical/time-attribute.ts'
import { assertAggregates } from './assert-aggregates.ts'

/** What Flink's planner asks of MATCH_RECOGNIZE. Throws SqlError. */
export function assertMatch(node: LogicalMatch): void {
  const { match, input, span } = node
  const refuse = (message: string) => sqlError('plan', 'match', message, span)
  const [time] = match.orderBy
  if (time === undefined) throw refuse('You must specify either rowtime or proctime for order by.')
  if (!isTimeAttribute(input, time.index))
    throw refuse('You must specify either rowtime or proctime for order by as the first one.')
  if (time.descending) throw refuse('Primary sort order of a streaming table must be ascending on time.')
  if (match.refusal !== undefined) throw match.refusal
  const type = input.columns[time.index]?.type
  const processing = type !== undefined && 'time' in type && type.time === 'proctime'
  if (processing && match.within !== undefined) throw unsupported('WITHIN in processing time', span)
  if (processing && match.orderBy.length > 1) throw unsupported('further sort keys in processing time', span)
  const expressions = [...match.measures, ...match.pattern.flatMap((v) => v.condition ?? [])]
  for (const { aggregates } of expressions)
    for (const { calls, inputs } of aggregates)
      assertAggregates(
        calls,
        inputs.map((expr) => ({ name: '', type: expr.type })),
      )
}
