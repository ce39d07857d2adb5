import type { Expr } from '../../../sql/ast.ts'
import { holdsConditionSubquery, isConditionSubquery } from './condition-logic.ts'

/**
 * The parts of a condition that rows have to pass. Before Flink looks at subqueries it moves NOT inward, past AND and
 * OR, and drops IS TRUE: only then it shows whether they stand alone.
 */
export function whereConjuncts(where: Expr): readonly Expr[] {
  const parts = conjunctsOf(where)
  return parts.flatMap((part) => (holdsConditionSubquery(part) ? conjunctsOf(simplified(part)) : [part]))
}

const conjunctsOf = (expr: Expr): readonly Expr[] =>
  expr.kind === 'binary' && expr.op === 'AND' ? [...conjunctsOf(expr.left), ...conjunctsOf(expr.right)] : [expr]

function simplified(expr: Expr): Expr {
  if (expr.kind === 'is' && expr.test === 'TRUE' && !expr.not) return simplified(expr.operand)
  if (expr.kind === 'is' && expr.test === 'FALSE' && !expr.not) return negated(expr.operand, expr)
  if (expr.kind === 'is' && expr.operand.kind === 'exists' && expr.not)
    return expr.test === 'TRUE' ? negated(expr.operand, expr) : expr.test === 'FALSE' ? expr.operand : expr
  if (expr.kind === 'binary' && (expr.op === 'AND' || expr.op === 'OR'))
    return { ...expr, left: simplified(expr.left), right: simplified(expr.right) }
  if (expr.kind !== 'unary' || expr.op !== 'NOT') return expr
  return negated(expr.operand, expr)
}

function negated(expr: Expr, not: Expr): Expr {
  if (expr.kind === 'unary' && expr.op === 'NOT') return simplified(expr.operand)
  if (expr.kind !== 'binary' || (expr.op !== 'AND' && expr.op !== 'OR'))
    return { kind: 'unary', op: 'NOT', operand: expr, span: not.span }
  const op = expr.op === 'AND' ? 'OR' : 'AND'
  return { ...expr, op, left: negated(expr.left, not), right: negated(expr.right, not) }
}

/**
 * Whether every subquery that is a condition is a part by itself, or the negation of one: then they filter by SEMI and
 * ANTI joins. One that compares with SOME or ALL makes Flink plan all others of the clause as inside an expression.
 */
export function standAlone(parts: readonly Expr[]): boolean {
  const holding = parts.filter((part) => holdsConditionSubquery(part))
  if (holding.length === 1 && holding.some(isComparison)) return true
  return holding.every((part) => isConditionSubquery(withoutNot(part)) && !isComparison(part))
}

/** A comparison with SOME or ALL other than what IN and NOT IN are. */
export function isComparison(part: Expr): boolean {
  const expr = withoutNot(part)
  if (expr.kind !== 'quantified' || expr.query === undefined) return false
  const all = expr.quantifier === 'ALL'
  return !(expr.op === '=' && !all) && !(expr.op === '<>' && all)
}

const withoutNot = (expr: Expr): Expr => (expr.kind === 'unary' && expr.op === 'NOT' ? withoutNot(expr.operand) : expr)
