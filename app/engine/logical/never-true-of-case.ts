import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { inputsOf, isDeterministic } from './expressions.ts'
import { intersect, rangesOf } from './value-ranges.ts'

type CaseExpr = Extract<BoundExpr, { kind: 'case' }>

/**
 * Flink's planner moves a comparison with a CASE into its branches, where it may turn out to be true of none:
 * x > NULLIF(x, y) is x > NULL or x > x. IF is a function to it, and COALESCE too.
 */
export function isNeverTrueOfCase(part: BoundExpr): boolean {
  if (part.kind !== 'call' || !COMPARISONS.has(part.fn.name)) return false
  const [left, right] = part.args
  if (left === undefined || right === undefined) return false
  const { name } = part.fn
  if (name === '=' && readOtherColumns(left, right)) return false
  if (isCase(right)) return outcomesOf(right).every((outcome) => isNeverTrueOf(left, name, outcome))
  return isCase(left) && outcomesOf(left).every((outcome) => isNeverTrueOf(outcome, name, right))
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])
/** False of a value and itself, NULL included. */
const IRREFLEXIVE: ReadonlySet<string> = new Set(['<>', '<', '>'])

const isCase = (expr: BoundExpr): expr is CaseExpr => expr.kind === 'case' && expr.asFunction !== true

const outcomesOf = ({ branches, otherwise }: CaseExpr): readonly BoundExpr[] => [
  ...branches.map(({ then }) => then),
  otherwise,
]

/** An equality that may join two inputs stays as it is. */
function readOtherColumns(left: BoundExpr, right: BoundExpr): boolean {
  const [ours, theirs] = [[...inputsOf(left)], inputsOf(right)]
  return ours.length > 0 && theirs.size > 0 && !ours.some((column) => theirs.has(column))
}

function isNeverTrueOf(left: BoundExpr, comparison: string, right: BoundExpr): boolean {
  if (isNull(left) || isNull(right)) return true
  if (sameExpr(left, right)) return isDeterministic(left) && IRREFLEXIVE.has(comparison)
  if (left.kind !== 'constant' || right.kind !== 'constant') return false
  const [own, allowed] = [rangesOf('=', left), rangesOf(comparison, right)]
  return own !== undefined && allowed !== undefined && intersect(own, allowed).length === 0
}

const isNull = (expr: BoundExpr): boolean => expr.kind === 'constant' && expr.value === null
