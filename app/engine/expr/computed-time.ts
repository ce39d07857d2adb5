import type { BoundExpr } from './bound.ts'

/** Flink infers the types of these itself, which knows no digits behind the seconds of a TIME. */
const TYPED_BY_FLINK: readonly string[] = ['GREATEST', 'LEAST']

/** A computed TIME as a literal: whole seconds, unless the type has the digits that a TIME was written with. */
export function computedTime(millis: number, expr: BoundExpr): number {
  return hasWrittenDigits(expr) ? millis : Math.floor(millis / 1000) * 1000
}

function hasWrittenDigits(expr: BoundExpr): boolean {
  if (expr.kind === 'constant') return expr.type.kind === 'TIME' && Number(expr.value) % 1000 !== 0
  return expr.kind === 'call' && !TYPED_BY_FLINK.includes(expr.fn.name) && expr.args.some(hasWrittenDigits)
}
