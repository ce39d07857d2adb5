import type { Expr } from '../../../sql/ast.ts'
import { SqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { isConstantPart } from '../../expr/constant-part.ts'
import { operandsOf } from '../../expr/operands.ts'

/** The cast of a literal that Flink has no code for, found as soon as it is written. */
export const LITERAL_CAST = 'bind.literal-cast'

const BRANCHING: ReadonlySet<string> = new Set(['COALESCE', 'IFNULL', 'IF', 'NULLIF'])

/** Whether parts of the expression may be dropped before anybody computes them. */
export function hasBranches(expr: Expr): boolean {
  if (expr.kind === 'binary') return expr.op === 'AND' || expr.op === 'OR'
  if (expr.kind === 'call') return BRANCHING.has(expr.name.parts.at(-1)?.name.toUpperCase() ?? '')
  return expr.kind === 'case'
}

/** Whether Flink finds an impossible cast of a literal in a branch hangs on all that it knows of the conditions: refused. */
export function bindBranches(bind: () => BoundExpr): BoundExpr {
  try {
    const bound = bind()
    const cast = impossibleCast(bound)
    if (cast !== undefined) throw refusal(cast)
    return bound
  } catch (failure) {
    if (failure instanceof SqlError && failure.diagnostic.code === LITERAL_CAST) throw refusal(failure.diagnostic)
    throw failure
  }
}

const refusal = ({ span }: Pick<BoundExpr, 'span'>): SqlError =>
  unsupported('a cast of a literal that Flink has no code for, in a branch', span)

function impossibleCast(expr: BoundExpr): BoundExpr | undefined {
  if (expr.kind === 'cast' && expr.unplannable !== undefined && isConstantPart(expr.operand)) return expr
  for (const operand of operandsOf(expr)) {
    const found = impossibleCast(operand)
    if (found !== undefined) return found
  }
  return undefined
}
