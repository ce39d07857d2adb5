import type { CallExpr, Expr, LiteralExpr, Query } from '../../sql/ast.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import { visitSyntax } from '../../sql/visit-syntax.ts'
import { isCharacter } from '../../types/type-family.ts'
import type { BoundExpr, CastCall } from '../expr/bound.ts'
import { operandsOf } from '../expr/operands.ts'
import { definitionText } from './definition-text.ts'

/** Whether an argument of a call is cast that nobody has cast: Flink writes such casts out, but not those of operators and CASE. */
export function castsImplicitly(expr: BoundExpr, anywhere: boolean, shows: (cast: CastCall) => boolean): boolean {
  const operands = operandsOf(expr)
  const isArgument = expr.kind === 'call' && !/^[^A-Z]+$/.test(expr.fn.name)
  return (
    operands.some((operand) => castsImplicitly(operand, anywhere, shows)) ||
    ((anywhere || isArgument) && operands.some((operand) => operand.kind === 'cast' && shows(operand)))
  )
}

export const isImplicit = (cast: CastCall): boolean => cast.mode === 'implicit' || cast.unplanned === true

/** Texts of one kind of type are as good as those of another. */
const showsInColumn = (cast: CastCall): boolean =>
  isImplicit(cast) && !(isCharacter(cast.type) && isCharacter(cast.operand.type))

const COALESCES: ReadonlySet<string> = new Set(['COALESCE', 'IFNULL'])

/** Calls that are bound as a CASE: their casts show. */
const CASES: ReadonlySet<string> = new Set([...COALESCES, 'IF', 'NULLIF'])

export const callsWithArguments = (syntax: Query): boolean => calls(syntax, CASES)

function calls(syntax: Query | Expr, names: ReadonlySet<string>): boolean {
  let found = false
  visitSyntax(syntax, (node) => {
    if (node.kind !== 'call') return
    const name = (node as CallExpr).name.parts.at(-1)?.name.toUpperCase()
    found ||= name !== undefined && names.has(name)
  })
  return found
}

function writesNull(syntax: Expr): boolean {
  let found = false
  visitSyntax(syntax, (node) => {
    if (node.kind === 'literal') found ||= (node as LiteralExpr).type === 'null'
  })
  return found
}

/** The text of a computed column or a watermark; casts that Flink adds to it have no known text. */
export function columnText(written: Expr, bound: BoundExpr | undefined): string {
  const text = definitionText(written)
  const isCalled = calls(written, COALESCES)
  const isNullArgument = isCalled && writesNull(written)
  if (isNullArgument || (bound !== undefined && castsImplicitly(bound, isCalled, showsInColumn)))
    throw unsupported('the text of a column made from a call with implicit casts', written.span)
  return text
}
