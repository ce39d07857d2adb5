import type { Expr } from '../../../sql/ast.ts'
import { sqlError, unsupported } from '../../../sql/diagnostic.ts'
import { visitSyntax } from '../../../sql/visit-syntax.ts'

/** The second argument of FIRST, LAST, PREV and NEXT: a whole number, written out. */
export function navigationOffset(argument: Expr | undefined, otherwise: number): number {
  if (argument === undefined) return otherwise
  const negative = argument.kind === 'unary' && argument.op === '-'
  const literal = argument.kind === 'unary' ? argument.operand : argument
  if (literal.kind === 'literal' && /^\d+$/.test(literal.text))
    return negative ? -Number(literal.text) : Number(literal.text)
  throw sqlError('parse', 'syntax', 'Expected a whole number', argument.span)
}

/** Flink rewrites what stands in FIRST and LAST before it checks it, and breaks on operands that are no plain expressions. */
export function assertNavigable(argument: Expr): void {
  visitSyntax(argument, ({ kind }) => {
    if (kind === 'case' || kind === 'cast' || kind === 'in')
      throw sqlError('parse', 'match-navigation', `${kind.toUpperCase()} cannot stand in FIRST or LAST`, argument.span)
    if (kind === 'keyword') throw unsupported('this function in FIRST or LAST', argument.span)
  })
}
