import type { LogicalType } from '../../types/logical-type.ts'
import type { ExprCompiler } from '../compiled.ts'
import type { SortKey } from '../expr/bound.ts'
import type { Lead } from '../runtime/operators/rank/ranked-partition.ts'

/** Whose values are whole numbers: these sort as numbers do, the largest ones at least not otherwise. */
const WHOLE: ReadonlySet<LogicalType['kind']> = new Set([
  'TINYINT',
  'SMALLINT',
  'INT',
  'BIGINT',
  'DECIMAL',
  'DATE',
  'TIME',
  'TIMESTAMP',
  'TIMESTAMP_LTZ',
])

/** What tells most rows apart by the first sort key: the same number for all where it is no whole number. */
export function rankLead(types: readonly LogicalType[], keys: readonly SortKey[], compiler: ExprCompiler): Lead {
  const [key] = keys
  const type = key === undefined ? undefined : types[key.index]
  if (key === undefined || type === undefined || !WHOLE.has(type.kind)) return () => 0
  return compiler.lead(key)
}
