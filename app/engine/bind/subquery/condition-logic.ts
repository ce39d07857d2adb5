import type { CallExpr, ExistsExpr, Expr, InExpr, QuantifiedExpr } from '../../../sql/ast.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import { sameSyntax } from '../same-syntax.ts'

/** What the place of a condition has to know of it, as Calcite tells it apart (RelOptUtil.Logic). */
export type Logic = 'TRUE' | 'FALSE' | 'TRUE_FALSE' | 'TRUE_FALSE_UNKNOWN' | 'UNKNOWN_AS_FALSE' | 'UNKNOWN_AS_TRUE'

/** A subquery that is a condition itself. */
export type ConditionSubquery = ExistsExpr | InExpr | QuantifiedExpr

export function isConditionSubquery(expr: Expr): expr is ConditionSubquery {
  if (expr.kind === 'exists') return true
  return (expr.kind === 'in' || expr.kind === 'quantified') && expr.query !== undefined
}

/** The subqueries among the conditions of an expression, each with what its place has to know. Throws SqlError. */
export function conditionLogic(expr: Expr, logic: Logic): ReadonlyMap<ConditionSubquery, Logic> {
  const found = new Map<ConditionSubquery, Logic>()
  visit(expr, logic, found)
  const all = [...found.keys()]
  const again = all.find((one, i) => all.findIndex((other) => sameSyntax(one, other)) < i)
  if (again !== undefined) throw unsupported('a subquery that comes twice in one expression', again.span)
  return found
}

/** `passesOver`: calls whose arguments are none of the matter. */
export function holdsConditionSubquery(expr: Expr, passesOver?: (call: CallExpr) => boolean): boolean {
  const found = new Map<ConditionSubquery, Logic>()
  visit(expr, 'TRUE', found, passesOver)
  return found.size > 0
}

function visit(
  value: unknown,
  logic: Logic,
  found: Map<ConditionSubquery, Logic>,
  passesOver?: (call: CallExpr) => boolean,
): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const item of value) visit(item, logic, found, passesOver)
    return
  }
  const node = value as Expr | { readonly kind: 'query' }
  if (node.kind === 'query' || node.kind === 'subquery') return
  if (node.kind === 'call' && passesOver?.(node)) return
  if ('span' in node && node.kind !== undefined && isConditionSubquery(node as Expr)) {
    const subquery = node as ConditionSubquery
    const place = isNegated(subquery) ? within('NOT', logic) : logic
    found.set(subquery, place === 'FALSE' ? 'UNKNOWN_AS_TRUE' : place)
    return
  }
  const operator = operatorOf(node as Expr)
  // of what is never NULL Flink's planner knows the answer
  if (operator === 'IS NULL' && node.kind === 'is' && isConditionSubquery(node.operand))
    throw unsupported('IS NULL of a subquery', node.span)
  const below = within(operator, logic)
  for (const child of Object.values(node)) visit(child, below, found, passesOver)
}

/** `x NOT IN`, `<> ALL` and the comparisons with ALL are the negation of IN and SOME. */
const isNegated = (node: ConditionSubquery): boolean =>
  node.kind === 'in' ? node.not : node.kind === 'quantified' && node.quantifier === 'ALL'

type Operator = 'AND' | 'NOT' | 'IS NULL' | 'IS TRUE' | 'IS FALSE' | 'CASE' | 'other'

const CASES: ReadonlySet<string> = new Set(['COALESCE', 'NULLIF', 'IFNULL'])

function operatorOf(node: Expr): Operator {
  switch (node.kind) {
    case 'unary':
      return node.op === 'NOT' ? 'NOT' : 'other'
    case 'binary':
      return node.op === 'AND' ? 'AND' : 'other'
    case 'case':
      return 'CASE'
    case 'call':
      return CASES.has(node.name.parts.at(-1)?.name.toUpperCase() ?? '') ? 'CASE' : 'other'
    case 'is':
      if (node.test === 'NULL' || node.test === 'UNKNOWN') return 'IS NULL'
      return node.test === 'TRUE' ? 'IS TRUE' : node.test === 'FALSE' ? 'IS FALSE' : 'other'
    default:
      return 'other'
  }
}

const NEGATED: Readonly<Record<Logic, Logic>> = {
  TRUE: 'FALSE',
  FALSE: 'TRUE',
  TRUE_FALSE: 'TRUE_FALSE',
  TRUE_FALSE_UNKNOWN: 'TRUE_FALSE_UNKNOWN',
  UNKNOWN_AS_FALSE: 'UNKNOWN_AS_TRUE',
  UNKNOWN_AS_TRUE: 'UNKNOWN_AS_FALSE',
}

function within(operator: Operator, logic: Logic): Logic {
  const inside = insideOf(operator, logic)
  return inside === 'TRUE' && operator !== 'AND' ? 'TRUE_FALSE_UNKNOWN' : inside
}

function insideOf(operator: Operator, logic: Logic): Logic {
  switch (operator) {
    case 'NOT':
      return NEGATED[logic]
    case 'IS NULL':
    case 'CASE':
      return 'TRUE_FALSE_UNKNOWN'
    case 'IS TRUE':
      return 'UNKNOWN_AS_FALSE'
    case 'IS FALSE':
      return 'UNKNOWN_AS_TRUE'
    default:
      return logic
  }
}
