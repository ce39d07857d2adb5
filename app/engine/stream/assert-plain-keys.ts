import { unsupported } from '../../sql/diagnostic.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { operandsOf } from '../expr/operands.ts'
import { conjuncts } from '../logical/expressions.ts'

/** Flink's planner takes an = or <> out of NOT and OR, which makes it a key of a temporal join; here it would be none. */
export function assertPlainKeys(condition: BoundExpr): void {
  const hidden = conjuncts(condition).find((part) => isNested(part) && compares(part))
  if (hidden !== undefined) throw unsupported('a key within NOT or OR in ON of a temporal join', hidden.span)
}

const isNested = (part: BoundExpr): boolean => part.kind === 'logic' && (part.op === 'NOT' || part.op === 'OR')

const compares = (expr: BoundExpr): boolean =>
  (expr.kind === 'call' && (expr.fn.name === '=' || expr.fn.name === '<>')) || operandsOf(expr).some(compares)
