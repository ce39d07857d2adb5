import type { BoundExpr } from '../expr/bound.ts'

/** Terms of which one has to be true. */
export type Clause = readonly BoundExpr[]

/** Beyond so many there is no telling what Flink's planner does with them in the time that anybody waits. */
const MOST_CLAUSES = 2_000

/** Conditions that hold together as an AND of ORs; undefined where that is too long. */
export function clausesOf(conditions: readonly BoundExpr[]): readonly Clause[] | undefined {
  const all: Clause[] = []
  for (const condition of conditions) {
    const clauses = clausesOfOne(condition)
    if (clauses === undefined || all.length + clauses.length > MOST_CLAUSES) return undefined
    all.push(...clauses)
  }
  return all
}

function clausesOfOne(condition: BoundExpr): readonly Clause[] | undefined {
  if (condition.kind !== 'logic') return [[condition]]
  if (condition.op === 'AND') return clausesOf(condition.args)
  if (condition.op !== 'OR') return [[condition]]
  let product: readonly Clause[] = [[]]
  for (const part of condition.args) {
    const clauses = clausesOfOne(part)
    if (clauses === undefined || product.length * clauses.length > MOST_CLAUSES) return undefined
    product = product.flatMap((before) => clauses.map((clause) => [...before, ...clause]))
  }
  return product
}
