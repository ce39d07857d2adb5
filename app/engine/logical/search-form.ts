import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { intersect, isSingle, meets, rangesOf, unite, type ValueRanges } from './value-ranges.ts'

/** What Flink's planner makes of all comparisons of one operand with literals: one comparison, a SEARCH, or nothing. */
export type SearchForm = 'comparison' | 'search' | 'never'

interface Compared {
  readonly operand: BoundExpr
  readonly intervals: ValueRanges
}

/** For each part of an AND or OR the form in which the planner keeps it, together with what else is asked of its operand. */
export function searchForms(op: 'AND' | 'OR', parts: readonly BoundExpr[]): ReadonlyMap<BoundExpr, SearchForm> {
  const groups: { readonly operand: BoundExpr; readonly parts: BoundExpr[]; intervals: ValueRanges }[] = []
  for (const part of parts) {
    const compared = comparedIn(part)
    if (compared === undefined) continue
    const group = groups.find((g) => sameExpr(g.operand, compared.operand))
    if (group === undefined) groups.push({ ...compared, parts: [part] })
    else {
      group.parts.push(part)
      group.intervals = (op === 'AND' ? intersect : unite)(group.intervals, compared.intervals)
    }
  }
  return new Map(groups.flatMap((g) => g.parts.map((part) => [part, formOf(g.intervals)] as const)))
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=', '<>': '<>' }
const OPPOSITE: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '=': '<>', '<>': '=' }

/** The values of a column that a part, or its opposite, lets pass; undefined where it asks anything else. */
export function comparedIn(part: BoundExpr, negated = false): Compared | undefined {
  if (part.kind === 'logic' && part.op === 'NOT') return part.args[0] && comparedIn(part.args[0], !negated)
  if (part.kind === 'logic' && (part.op === 'AND' || part.op === 'OR')) {
    const [first, ...others] = part.args.map((arg) => comparedIn(arg, negated))
    if (first === undefined || others.some((o) => o === undefined || !sameExpr(o.operand, first.operand)))
      return undefined
    const meet = (part.op === 'AND') !== negated ? intersect : unite
    return {
      operand: first.operand,
      intervals: others.reduce((all, o) => meet(all, o?.intervals ?? []), first.intervals),
    }
  }
  if (part.kind !== 'call' || MIRRORED[part.fn.name] === undefined) return undefined
  const [left, right] = part.args
  if (left === undefined || right === undefined) return undefined
  const op = left.kind === 'constant' ? MIRRORED[part.fn.name] : part.fn.name
  const [operand, literal] = left.kind === 'constant' ? [right, left] : [left, right]
  if (!isColumn(operand) || literal.kind !== 'constant' || op === undefined) return undefined
  const intervals = rangesOf((negated ? OPPOSITE[op] : op) ?? op, literal)
  return intervals && { operand, intervals }
}

/** Comparisons of what is computed are not brought together. */
function isColumn(expr: BoundExpr): boolean {
  if (expr.kind === 'cast' || expr.kind === 'field') return isColumn(expr.operand)
  return expr.kind === 'input'
}

/** A single value, everything but one, or one open end is written as a comparison. */
function formOf(intervals: ValueRanges): SearchForm {
  const [first, second, third] = intervals
  if (first === undefined) return 'never'
  if (second === undefined) {
    return first.low === undefined || first.high === undefined || isSingle(first) ? 'comparison' : 'search'
  }
  const ends = first.low === undefined && second.high === undefined
  return third === undefined && ends && meets(first, second) ? 'comparison' : 'search'
}
