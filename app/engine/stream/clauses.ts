import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { conjunction } from '../logical/expressions.ts'

/** Terms of which one has to be true. A term that comes up again is the same object. */
export type Clause = readonly BoundExpr[]

/** Beyond so many there is no telling what Flink's planner does with them in the time that anybody waits. */
const MOST_CLAUSES = 5_000

/** Conditions that hold together as an AND of ORs; undefined where that is too long. */
export function clausesOf(conditions: readonly BoundExpr[]): readonly Clause[] | undefined {
  const all = conjunction(conditions)
  return all === undefined ? [] : clausesOfOne(withSharedTerms(all))
}

function clausesOfOne(condition: BoundExpr): readonly Clause[] | undefined {
  if (condition.kind !== 'logic' || (condition.op !== 'AND' && condition.op !== 'OR')) return [[condition]]
  const parts: (readonly Clause[])[] = []
  for (const part of condition.args) {
    const clauses = clausesOfOne(part)
    if (clauses === undefined) return undefined
    parts.push(clauses)
  }
  if (condition.op === 'AND') {
    const all = parts.flat()
    return all.length > MOST_CLAUSES ? undefined : all
  }
  let product: readonly Clause[] = [[]]
  for (const clauses of parts) {
    if (product.length * clauses.length > MOST_CLAUSES) return undefined
    product = product.flatMap((before) => clauses.map((clause) => [...before, ...clause]))
  }
  return product
}

function withSharedTerms(condition: BoundExpr): BoundExpr {
  const terms: BoundExpr[] = []
  const shared = (expr: BoundExpr): BoundExpr => {
    if (expr.kind === 'logic' && (expr.op === 'AND' || expr.op === 'OR'))
      return { ...expr, args: expr.args.map(shared) }
    const known = terms.find((term) => sameExpr(term, expr))
    if (known === undefined) terms.push(expr)
    return known ?? expr
  }
  return shared(condition)
}
