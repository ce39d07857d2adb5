import { sqlError } from '../../../sql/diagnostic.ts'
import { parseBigDecimal } from '../../../types/decimal.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { BindContext } from './context.ts'

/** Flink's parser computes the cast of a written text at once, where it does, and has no literal for an infinite FLOAT. */
export function assertFiniteText(cast: BoundExpr, { computesLiterals = true }: BindContext): void {
  if (computesLiterals && cast.kind === 'cast' && cast.mode !== 'try' && isInfinite(cast))
    throw sqlError('parse', 'bind.infinite', 'Infinite or NaN', cast.span)
}

function isInfinite({ operand, type }: Extract<BoundExpr, { kind: 'cast' }>): boolean {
  if (type.kind !== 'FLOAT' || operand.kind !== 'constant' || typeof operand.value !== 'string') return false
  const text = operand.value.trim()
  return (
    /^[+-]?(NaN|Infinity)$/.test(text) ||
    (parseBigDecimal(text) !== null && !Number.isFinite(Math.fround(Number(text))))
  )
}
