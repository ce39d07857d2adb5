import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { AggregateCall } from '../expr/bound.ts'
import type { Column } from '../logical/column.ts'

/**
 * What Flink's planner refuses of aggregate calls when it makes their code. Throws SqlError.
 * `merged` has the keys of windows that share their accumulators.
 */
export function assertAggregates(
  calls: readonly AggregateCall[],
  input: readonly Column[],
  merged?: readonly number[],
): void {
  const merges = merged !== undefined
  for (const call of calls) {
    const types = call.args.map((a): LogicalType => input[a]?.type ?? call.type)
    const args = types.map((type) => ({ type }))
    const clauses = call.clauses === undefined ? {} : { clauses: call.clauses }
    const message = call.fn.refuses?.({ args, type: call.type, retracts: false, merges, ...clauses })
    if (message !== undefined) {
      // What Flink makes of a call over a key instead is not known.
      if (call.args.some((column) => merged?.includes(column)))
        throw unsupported(`${call.fn.name} over a column of GROUP BY, in windows that overlap`, call.span)
      throw sqlError('plan', 'aggregate-type', message, call.span)
    }
    const [only] = types
    if (call.distinct && types.length === 1 && only !== undefined && !KEYS.has(only.kind)) {
      const refused = `Distinct aggregate function does not support type: ${only.kind}.\nPlease re-check the data type.`
      throw sqlError('plan', 'aggregate-distinct-type', refused, call.span)
    }
  }
}

/** Types that the set of distinct values can hold. */
const KEYS: ReadonlySet<LogicalType['kind']> = new Set([
  'BOOLEAN',
  'TINYINT',
  'SMALLINT',
  'INT',
  'BIGINT',
  'FLOAT',
  'DOUBLE',
  'DECIMAL',
  'CHAR',
  'VARCHAR',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP_LTZ',
  'ARRAY',
  'INTERVAL_YEAR_MONTH',
  'INTERVAL_DAY_SECOND',
])
