import type { Expr } from '../../../sql/ast.ts'
import { sqlError } from '../../../sql/diagnostic.ts'

/** The second argument of FIRST, LAST, PREV and NEXT: a whole number, written out. */
export function navigationOffset(argument: Expr | undefined, otherwise: number): number {
  if (argument === undefined) return otherwise
  const negative = argument.kind === 'unary' && argument.op === '-'
  const literal = argument.kind === 'unary' ? argument.operand : argument
  if (literal.kind === 'literal' && /^\d+$/.test(literal.text))
    return negative ? -Number(literal.text) : Number(literal.text)
  throw sqlError('parse', 'syntax', 'Expected a whole number', argument.span)
}
