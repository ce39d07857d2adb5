import type { BoundExpr, Constant } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { conjuncts, isDeterministic } from './expressions.ts'
import { isNeverTrueOfCase } from './never-true-of-case.ts'
import { intersect, rangesOf, type ValueRanges } from './value-ranges.ts'

/**
 * Whether a condition contradicts itself, as Flink's planner finds out: ranges of one operand that do not
 * meet, NULL beside a comparison. Such a filter or join has no rows.
 */
export function isNeverTrue(condition: BoundExpr): boolean {
  if (condition.kind === 'constant') return condition.value !== true
  if (condition.kind === 'logic' && condition.op === 'OR') return condition.args.every(isNeverTrue)
  if (condition.kind === 'case') {
    return isNeverTrue(condition.otherwise) && condition.branches.every(({ then }) => isNeverTrue(then))
  }
  if (isNeverTrueOfCase(condition)) return true
  const parts = conjuncts(condition)
  return parts.length > 1 && (parts.some(isNeverTrue) || holdNegation(parts) || contradict(parts))
}

/** A condition beside its negation, and a comparison beside its opposite: a >= b AND a < b, a > b AND b >= a. */
function holdNegation(parts: readonly BoundExpr[]): boolean {
  const asked = parts.flatMap((part) => said(part))
  return (
    parts.some((part, i) => parts.slice(i + 1).some((other) => areOpposite(part, other))) ||
    asked.some(({ what, holds }, i) =>
      asked.slice(i + 1).some((other) => other.holds !== holds && sameExpr(other.what, what) && isDeterministic(what)),
    )
  )
}

/** What a condition says to hold, or not to; NOT (a OR b) says two things. */
function said(part: BoundExpr, holds = true): readonly { readonly what: BoundExpr; readonly holds: boolean }[] {
  if (part.kind === 'logic') {
    if (part.op === 'NOT' || (part.op === 'IS FALSE' && holds)) return part.args.flatMap((arg) => said(arg, !holds))
    if (part.op === 'IS TRUE' && holds) return part.args.flatMap((arg) => said(arg))
    if (part.op === 'OR' && !holds) return part.args.flatMap((arg) => said(arg, false))
  }
  if (part.kind === 'call' && (part.fn.name === '=' || part.fn.name === '<>')) {
    const literal = part.args.find((arg) => arg.kind === 'constant' && typeof arg.value === 'boolean')
    const other = part.args.find((arg) => arg !== literal)
    if (literal?.kind === 'constant' && other !== undefined)
      return said(other, holds === ((part.fn.name === '=') === literal.value))
  }
  return [{ what: part, holds }]
}

function areOpposite(one: BoundExpr, other: BoundExpr): boolean {
  if (one.kind !== 'call' || other.kind !== 'call' || !isDeterministic(one)) return false
  const [a, b] = one.args
  const [c, d] = other.args
  const opposite = NEGATED[one.fn.name]
  if (opposite === undefined || a === undefined || b === undefined || c === undefined || d === undefined) return false
  if (other.fn.name === opposite && sameExpr(a, c) && sameExpr(b, d)) return true
  return other.fn.name === TURNED[opposite] && sameExpr(a, d) && sameExpr(b, c)
}

/** What a condition says of one operand: the ranges of its values; NULL is in none. */
interface Claim {
  readonly operand: BoundExpr
  readonly ranges: ValueRanges
}

function contradict(parts: readonly BoundExpr[]): boolean {
  const claims: Claim[] = []
  for (const claim of parts.flatMap((part) => claimOf(part) ?? [])) {
    const at = claims.findIndex(({ operand }) => sameExpr(operand, claim.operand))
    const known = claims[at]
    if (known === undefined) claims.push(claim)
    else claims[at] = { ...known, ranges: intersect(known.ranges, claim.ranges) }
  }
  return claims.some(({ ranges }) => ranges.length === 0) || comparesNull(parts)
}

/** x IS NULL beside a comparison of x, or beside x IS NOT NULL. */
function comparesNull(parts: readonly BoundExpr[]): boolean {
  const missing = parts.flatMap((part) => (part.kind === 'logic' && part.op === 'IS NULL' ? part.args : []))
  if (missing.length === 0) return false
  const present = parts.flatMap(presentOperands)
  return missing.some((operand) => present.some((other) => sameExpr(operand, other)))
}

/** What is not NULL where a part is true, as far as Flink's planner looks: through operators, not into functions. */
function presentOperands(part: BoundExpr): readonly BoundExpr[] {
  switch (part.kind) {
    case 'logic':
      return part.op === 'NOT' || part.op === 'IS NOT NULL' ? part.args.flatMap(presentOperands) : []
    case 'cast':
      return [part, ...presentOperands(part.operand)]
    case 'call':
      return OPERATORS.has(part.fn.name) ? [part, ...part.args.flatMap(presentOperands)] : [part]
    default:
      return [part]
  }
}

function claimOf(part: BoundExpr): Claim | undefined {
  if (part.kind === 'logic' && (part.op === 'OR' || part.op === 'AND')) return commonClaim(part.op, part.args)
  const isNot = part.kind === 'logic' && part.op === 'NOT'
  const call = isNot ? part.args[0] : part
  if (call?.kind !== 'call' || call.args.length !== 2) return undefined
  const [left, right] = call.args as [BoundExpr, BoundExpr]
  const name = DISTINCTIONS[call.fn.name] ?? call.fn.name
  const op = isNot ? NEGATED[name] : name
  if (op === undefined) return undefined
  if (right.kind === 'constant') return claim(left, op, right)
  return left.kind === 'constant' ? claim(right, TURNED[op] ?? '', left) : undefined
}

function claim(operand: BoundExpr, op: string, constant: Constant): Claim | undefined {
  const ranges = rangesOf(op, constant)
  return ranges === undefined || !isDeterministic(operand) ? undefined : { operand, ranges }
}

/** x = 1 OR x = 2: one claim, when all parts speak of the same operand. */
function commonClaim(op: 'OR' | 'AND', parts: readonly BoundExpr[]): Claim | undefined {
  const [first, ...rest] = parts.map(claimOf)
  if (first === undefined) return undefined
  let { ranges } = first
  for (const other of rest) {
    if (other === undefined || !sameExpr(other.operand, first.operand)) return undefined
    ranges = op === 'OR' ? [...ranges, ...other.ranges] : intersect(ranges, other.ranges)
  }
  return { operand: first.operand, ranges }
}

/** Beside a literal, for all but NULL; of these alone no two contradict each other. */
const DISTINCTIONS: Readonly<Record<string, string>> = { 'IS DISTINCT FROM': '<>', 'IS NOT DISTINCT FROM': '=' }

const NEGATED: Readonly<Record<string, string>> = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' }
const TURNED: Readonly<Record<string, string>> = { '=': '=', '<>': '<>', '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

/** Operators whose result is NULL where an operand is. */
const OPERATORS: ReadonlySet<string> = new Set([
  ...Object.keys(TURNED),
  ...['+', '-', '*', '/', 'NEGATE', 'LIKE', 'SIMILAR TO', 'EXTRACT', 'TRIM', 'FLOOR', 'CEIL'],
])
