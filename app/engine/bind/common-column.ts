import { unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { withNullable } from '../../types/construct-type.ts'
import { leastRestrictive } from '../../types/least-restrictive.ts'
import { isTimestamp } from '../../types/type-family.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { castTo } from './cast-to.ts'
import { firstNotNull } from './expression/logic.ts'

/** The column that USING or NATURAL makes of several: the first one, or the next where that is NULL. */
export function commonColumn(sides: readonly BoundExpr[], span: Span): BoundExpr {
  const [first] = sides
  if (first !== undefined && sides.length === 1) return first
  const common = leastRestrictive(sides.map((side) => side.type))
  // Flink finds the mistake in the condition, or in the column where it is read
  const areMixed =
    sides.some(({ type }) => isTimestamp(type)) && sides.some(({ type }) => type.kind !== first?.type.kind)
  if (common === undefined || areMixed) throw unsupported('USING over columns of different types', span)
  const type = withNullable(
    common,
    sides.every((side) => side.type.nullable),
  )
  if (first !== undefined && !first.type.nullable) return castTo(first, type)
  return firstNotNull(
    sides.map((side) => castTo(side, type)),
    type,
    span,
  )
}
