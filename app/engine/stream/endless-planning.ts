import { sqlError } from '../../sql/diagnostic.ts'
import type { BoundExpr, ScalarCall } from '../expr/bound.ts'
import { operandsOf } from '../expr/operands.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { inputsOf } from '../logical/expressions.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { settledClauses } from './settled-clauses.ts'

/**
 * Flink 2.2.0 writes a condition above ChangelogNormalize as an AND of ORs, then simplifies it again and again until nothing
 * changes; but where two comparisons are the same it turns the later one around each time (FlinkRexUtil.simplify), and so
 * never ends, unless something beside it has it written anew. `v BETWEEN 1 AND 3 OR k = 'b'` asks `k = 'b'` twice by then.
 * What is asked of the key alone goes below first.
 */
export function assertPlanningEnds(conditions: readonly BoundExpr[], key: readonly number[]): void {
  const clauses = clausesOf(conditions)
  if (clauses === undefined) return
  const seen: ScalarCall[] = []
  const isTurned = (comparison: ScalarCall, rewritten: boolean): boolean => {
    const isKnown = seen.some((before) => isSame(before, comparison))
    if (!isKnown) seen.push(comparison)
    return isKnown && !rewritten
  }
  const turned = settledClauses(clauses.filter((clause) => !isOnKey(clause, key)))
    .flatMap(({ term, rewritten }) =>
      comparisonsIn(term).map((found) => ({ found, rewritten: rewritten && found === term })),
    )
    .find(({ found, rewritten }) => isTurned(found, rewritten))
  if (turned === undefined) return
  const message =
    'Flink 2.2.0 never ends planning this filter: written as an AND of ORs, which it is above a table that is normalized by its key, it asks this comparison twice'
  throw sqlError('plan', 'endless-planning', message, turned.found.span)
}

const isOnKey = (clause: Clause, key: readonly number[]): boolean =>
  clause.every((term) => [...inputsOf(term)].every((column) => key.includes(column)))

/** The comparisons of a term, which are not looked into. */
function comparisonsIn(expr: BoundExpr): readonly ScalarCall[] {
  if (expr.kind === 'call' && TURNED[expr.fn.name] !== undefined) return [expr]
  return operandsOf(expr).flatMap(comparisonsIn)
}

function isSame(one: ScalarCall, other: ScalarCall): boolean {
  const [a, b] = one.args
  const [c, d] = other.args
  if (a === undefined || b === undefined || c === undefined || d === undefined) return false
  if (one.fn.name === other.fn.name && sameExpr(a, c) && sameExpr(b, d)) return true
  return TURNED[one.fn.name] === other.fn.name && sameExpr(a, d) && sameExpr(b, c)
}

const TURNED: Readonly<Record<string, string>> = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }
