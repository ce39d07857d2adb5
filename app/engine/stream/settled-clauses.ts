import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { comparedIn, searchForms } from '../logical/search-form.ts'
import { encloses, intersect, meets, unite, type ValueRanges } from '../logical/value-ranges.ts'
import type { Clause } from './clauses.ts'

export interface SettledTerm {
  readonly term: BoundExpr
  /** Whether the planner writes it anew whenever it looks: column first, then the literal. */
  readonly rewritten: boolean
}

/**
 * The terms that Flink's planner leaves of clauses as terms of their own: of several comparisons of one column with literals
 * it makes one SEARCH, or nothing where any value will do, and what a clause of one comparison says is not asked again.
 */
export function settledClauses(clauses: readonly Clause[]): readonly SettledTerm[] {
  const plain = clauses.map(withoutDoubles)
  const units = plain.flatMap((clause) => (clause.length === 1 ? clause : []))
  const others = plain.flatMap((clause) => (clause.length > 1 ? [leftOf(clause, units)] : []))
  return [...settled('AND', withoutDoubles(units)), ...distinct(others).flatMap((clause) => settled('OR', clause))]
}

/** The terms of a clause that may still decide it, or none where it holds. */
function leftOf(clause: Clause, units: Clause): Clause {
  const terms: BoundExpr[] = []
  for (const term of clause) {
    if (units.includes(term)) return []
    const compared = comparedIn(term)
    const known = compared && rangesIn(units, compared.operand, intersect)
    if (compared && known) {
      if (encloses(compared.intervals, known)) return []
      if (intersect(compared.intervals, known).length === 0) continue
    }
    terms.push(term)
  }
  const isAlways = terms.some((term) => {
    const compared = comparedIn(term)
    return compared?.operand.type.nullable === false && isAll(rangesIn(terms, compared.operand, unite))
  })
  return isAlways ? [] : terms
}

function settled(op: 'AND' | 'OR', terms: Clause): readonly SettledTerm[] {
  const forms = searchForms(op, terms)
  const join = op === 'AND' ? intersect : unite
  const isFirst = (term: BoundExpr): boolean => {
    const operand = comparedIn(term)?.operand
    const same = terms.filter((other) => operand !== undefined && isOf(other, operand))
    return same.length < 2 || (same[0] === term && !isAll(operand && rangesIn(terms, operand, join)))
  }
  const isRewritten = terms.some((term) => isManifold(term, terms, join))
  return terms.flatMap((term) => {
    const operand = comparedIn(term)?.operand
    if (operand !== undefined && checksOf(operand, terms).length > 0) return []
    const form = forms.get(term)
    if (form === undefined) return [{ term, rewritten: false }]
    return form === 'comparison' && isFirst(term) ? [{ term, rewritten: isRewritten }] : []
  })
}

/** What is not one point, all but one, or one range: then the planner writes all comparisons beside it anew. */
function isManifold(term: BoundExpr, terms: Clause, join: (a: ValueRanges, b: ValueRanges) => ValueRanges): boolean {
  const operand = comparedIn(term)?.operand ?? checkedForNull(term)
  if (operand === undefined) return false
  const ranges = rangesIn(terms, operand, join) ?? []
  const [first, second, third] = ranges
  const isAllButOne = first && second && !third && meets(first, second)
  const asksForNull = checksOf(operand, terms).some((check) => check.kind === 'logic' && check.op === 'IS NULL')
  return (isAllButOne ? 1 : ranges.length) + (asksForNull ? 1 : 0) > 1
}

const checksOf = (operand: BoundExpr, terms: Clause): Clause =>
  terms.filter((term) => {
    const checked = checkedForNull(term)
    return checked !== undefined && sameExpr(checked, operand)
  })

const checkedForNull = (term: BoundExpr): BoundExpr | undefined =>
  term.kind === 'logic' && (term.op === 'IS NULL' || term.op === 'IS NOT NULL') ? term.args[0] : undefined

function rangesIn(
  terms: Clause,
  operand: BoundExpr,
  join: (a: ValueRanges, b: ValueRanges) => ValueRanges,
): ValueRanges | undefined {
  const ranges = terms.flatMap((term) => {
    const compared = comparedIn(term)
    return compared !== undefined && sameExpr(compared.operand, operand) ? [compared.intervals] : []
  })
  return ranges.length === 0 ? undefined : ranges.reduce(join)
}

const isOf = (term: BoundExpr, operand: BoundExpr): boolean => {
  const compared = comparedIn(term)
  return compared !== undefined && sameExpr(compared.operand, operand)
}

const isAll = (ranges: ValueRanges | undefined): boolean =>
  ranges?.length === 1 && ranges[0]?.low === undefined && ranges[0]?.high === undefined

const withoutDoubles = (terms: Clause): Clause => [...new Set(terms)]

/** The clauses, each once. */
function distinct(clauses: readonly Clause[]): readonly Clause[] {
  const numbers = new Map<BoundExpr, number>()
  const numberOf = (term: BoundExpr): number => {
    if (!numbers.has(term)) numbers.set(term, numbers.size)
    return numbers.get(term) ?? 0
  }
  const byTerms = new Map<string, Clause>()
  for (const clause of clauses) {
    const key = clause
      .map(numberOf)
      .sort((a, b) => a - b)
      .join()
    if (!byTerms.has(key)) byTerms.set(key, clause)
  }
  return [...byTerms.values()]
}
