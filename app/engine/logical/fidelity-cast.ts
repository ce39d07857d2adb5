import type { LogicalType } from '../../types/logical-type.ts'
import { isInteger, isNumeric } from '../../types/type-family.ts'
import { sameIgnoringNullability } from '../../types/type-text.ts'
import type { CastCall } from '../expr/bound.ts'

type Kind = LogicalType['kind']

const INTEGERS: readonly Kind[] = ['TINYINT', 'SMALLINT', 'INT', 'BIGINT']

const FROM: Partial<Record<Kind, readonly Kind[]>> = {
  VARCHAR: ['CHAR'],
  VARBINARY: ['BINARY'],
  FLOAT: [...INTEGERS, 'DECIMAL'],
  DATE: ['TIMESTAMP'],
  TIME: ['TIMESTAMP'],
  TIMESTAMP: ['TIMESTAMP_LTZ'],
  TIMESTAMP_LTZ: ['TIMESTAMP'],
}

const NESTED: ReadonlySet<Kind> = new Set(['ARRAY', 'MAP', 'MULTISET', 'ROW', 'STRUCTURED', 'RAW'])

/**
 * Whether Flink takes a key for a key after the cast (isFidelityCast): it asks which types it would cast by itself, and
 * looks neither at lengths nor at digits. So a key may be one no longer, and Flink's answer is wrong then.
 */
export function isFidelityCast({ operand, type: to }: CastCall): boolean {
  const from = operand.type
  if (from.nullable && !to.nullable) return false
  if (sameIgnoringNullability(from, to)) return true
  if (NESTED.has(from.kind) || NESTED.has(to.kind)) return false
  if (from.kind === to.kind) return true
  if (isInteger(from) && isInteger(to)) return INTEGERS.indexOf(to.kind) > INTEGERS.indexOf(from.kind)
  if (to.kind === 'DECIMAL' || to.kind === 'DOUBLE') return isNumeric(from)
  return FROM[to.kind]?.includes(from.kind) ?? false
}
