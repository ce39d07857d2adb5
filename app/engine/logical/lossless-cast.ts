import type { LogicalType } from '../../types/logical-type.ts'
import { isCharacter, isInteger } from '../../types/type-family.ts'
import { sameIgnoringNullability } from '../../types/type-text.ts'
import type { CastCall } from '../expr/bound.ts'

const WIDTH: Partial<Record<LogicalType['kind'], number>> = { TINYINT: 1, SMALLINT: 2, INT: 4, BIGINT: 8 }

/** Whether different values stay different, so that a key remains a key. */
export function isLosslessCast(cast: CastCall): boolean {
  const from = cast.operand.type
  const to = cast.type
  if (sameIgnoringNullability(from, to)) return true
  if (isInteger(from) && isInteger(to)) return (WIDTH[to.kind] ?? 0) >= (WIDTH[from.kind] ?? 0)
  if (isCharacter(from) && isCharacter(to)) return to.kind === 'VARCHAR' && to.length >= from.length
  return from.kind === to.kind && 'precision' in from && 'precision' in to && to.precision >= from.precision
}
