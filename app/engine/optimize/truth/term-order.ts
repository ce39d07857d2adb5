import type { BoundExpr } from '../../expr/bound.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import { comparedIn } from '../../logical/search-form.ts'
import { isSingle, meets, unite, type ValueRanges } from '../../logical/value-ranges.ts'
import type { UnknownAs } from './unknown-as.ts'

/**
 * The order in which Flink's planner leaves the terms of an AND or OR, and in which they are computed: comparisons of one
 * column with literals come together where the first of them stands, negations go last in AND, checks for NULL first in
 * OR. It shows where a term fails.
 */
export function inPlannedOrder(
  op: 'AND' | 'OR',
  terms: readonly BoundExpr[],
  unknownAs: UnknownAs,
  movesChecks: boolean,
): readonly BoundExpr[] {
  if (op === 'OR') {
    if (!movesChecks) return grouped(op, terms)
    const isCheck = (term: BoundExpr): boolean => term.kind === 'logic' && term.op === 'IS NULL'
    return grouped(op, [...terms.filter(isCheck), ...terms.filter((term) => !isCheck(term))])
  }
  const rank = (term: BoundExpr): number => (isNegation(term) ? 1 : unknownAs === 'FALSE' && isNotNull(term) ? 2 : 0)
  const all = grouped(op, terms)
  return [0, 1, 2].flatMap((place) => all.filter((term) => rank(term) === place))
}

const isNotNull = (term: BoundExpr): boolean => term.kind === 'logic' && term.op === 'IS NOT NULL'

/** What has no opposite: a comparison has one. */
function isNegation(term: BoundExpr): boolean {
  const operand = term.kind === 'logic' && term.op === 'NOT' ? term.args[0] : undefined
  if (operand === undefined) return false
  return operand.kind !== 'call' || !HAVE_OPPOSITES.has(operand.fn.name)
}

const HAVE_OPPOSITES: ReadonlySet<string> = new Set([
  ...'= <> < <= > >='.split(' '),
  'IS DISTINCT FROM',
  'IS NOT DISTINCT FROM',
])

interface Group {
  readonly operand: BoundExpr
  readonly terms: BoundExpr[]
  /** What the terms let pass; in AND, what they keep out. */
  ranges: ValueRanges
  checksNull: boolean
}

function grouped(op: 'AND' | 'OR', terms: readonly BoundExpr[]): readonly BoundExpr[] {
  const groups: Group[] = []
  const places: (BoundExpr | Group)[] = []
  for (const term of terms) {
    const asked = askedBy(op, term)
    if (asked === undefined) {
      places.push(term)
      continue
    }
    const known = groups.find((group) => sameExpr(group.operand, asked.operand))
    if (known === undefined) {
      groups.push(asked)
      places.push(asked)
    } else {
      known.terms.push(term)
      known.ranges = unite(known.ranges, asked.ranges)
      known.checksNull ||= asked.checksNull
    }
  }
  if (!groups.some((group) => complexity(group) > 1)) return terms
  return places.flatMap((place) => ('terms' in place ? place.terms : [place]))
}

function askedBy(op: 'AND' | 'OR', term: BoundExpr): Group | undefined {
  if (term.kind === 'logic' && (term.op === 'IS NULL' || term.op === 'IS NOT NULL')) {
    const operand = term.args[0]
    if (operand === undefined) return undefined
    const checksNull = (term.op === 'IS NULL') === (op === 'OR')
    return { operand, terms: [term], ranges: checksNull ? [] : [{}], checksNull }
  }
  const compared = comparedIn(term, op === 'AND')
  return compared && { operand: compared.operand, terms: [term], ranges: compared.intervals, checksNull: false }
}

function complexity({ ranges, checksNull }: Group): number {
  const [first, second] = ranges
  const isAllButOne =
    ranges.length === 2 && first !== undefined && second !== undefined && !isSingle(first) && meets(first, second)
  const ends = isAllButOne && first.low === undefined && second.high === undefined
  return (ends ? 1 : ranges.length) + (checksNull ? 1 : 0)
}
