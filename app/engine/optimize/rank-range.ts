import { must } from '../../base/assert.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { isApproximate, isCharacter, isDecimal } from '../../types/type-family.ts'
import type { BoundExpr, CaseCall, Constant } from '../expr/bound.ts'
import { conjunction, conjuncts, inputsOf } from '../logical/expressions.ts'
import { type MisreadBound, RANK_TYPE, type RankRange } from '../logical/rank.ts'
import { comparedIn } from '../logical/search-form.ts'
import { intersect, isSingle, type ValueRange, type ValueRanges } from '../logical/value-ranges.ts'

export interface BoundedRank {
  readonly range: RankRange
  /** What the condition asks besides; not of the rank. */
  readonly rest?: BoundExpr
}

/**
 * The ranks that a condition lets through, as Flink's RankUtil finds them: what is said of the rank and literals taken
 * together has to be one range, or a column has to be the only bound. Undefined where that is not so, and the ranking is
 * then an OVER that goes on without end. Throws SqlError for literals that Flink cannot read.
 */
export function boundedRank(condition: BoundExpr, rank: number): BoundedRank | undefined {
  const parts = conjuncts(condition)
  for (const part of parts) assertWhole(part, rank)
  const literal = parts.map((part) => literalRanges(part, rank))
  const columns = parts.flatMap((part) => columnBound(part, rank) ?? [])
  const misread = parts.map((part) => misreadBound(part, rank)).find((found) => found !== undefined)
  const others = parts.filter((part, i) => literal[i] === undefined && columnBound(part, rank) === undefined)
  if (others.some((part) => inputsOf(part).has(rank))) return undefined
  const said = literal.filter((ranges) => ranges !== undefined)
  const read = columns.length > 0 ? onlyColumn(columns, said) : rangeOf(said)
  if (read === undefined) return undefined
  const range = misread === undefined ? read : { ...read, misread }
  const rest = conjunction(others)
  return rest === undefined ? { range } : { range, rest }
}

function assertWhole(part: BoundExpr, rank: number): void {
  if (part.kind !== 'call' || MIRRORED[part.fn.name] === undefined) return
  const operands = part.args.map(withoutCast)
  if (!operands.some((arg) => isRank(arg, rank))) return
  const isUnread = part.fn.name === '=' ? isCharacter : isApproximate
  if (!operands.some((arg) => arg.kind === 'constant' && isUnread(arg.type))) return
  const read = part.fn.name === '=' ? 'java.lang.String' : 'java.math.BigDecimal'
  throw sqlError('plan', 'rank-bound', `class ${read} cannot be cast to class java.lang.Long`, part.span)
}

/** Where a part compares the rank with literals alone: the ranks that it lets pass. */
function literalRanges(part: BoundExpr, rank: number): ValueRanges | undefined {
  const test = withoutTests(part)
  if (test === undefined || castsRank(test.expr, rank)) return undefined
  const compared = comparedIn(withoutCasts(test.expr, rank), test.negated)
  return compared !== undefined && isRank(compared.operand, rank) ? compared.intervals : undefined
}

interface Tested {
  readonly expr: BoundExpr
  readonly negated: boolean
}

/** A rank is never NULL, so that all tests of a comparison say what it says, or the opposite. */
function withoutTests(expr: BoundExpr): Tested | undefined {
  if (expr.kind === 'case') return withoutCase(expr)
  if (expr.kind !== 'logic') return { expr, negated: false }
  const [operand] = expr.args
  switch (expr.op) {
    case 'IS TRUE':
    case 'IS NOT FALSE':
      return operand && withoutTests(operand)
    case 'IS FALSE':
    case 'IS NOT TRUE':
    case 'NOT': {
      const inner = operand && withoutTests(operand)
      return inner && { ...inner, negated: !inner.negated }
    }
    default:
      return { expr, negated: false }
  }
}

/** CASE WHEN x THEN TRUE ELSE FALSE END */
function withoutCase({ branches, otherwise }: CaseCall): Tested | undefined {
  const [branch, another] = branches
  const answers = [branch?.then, otherwise].map((answer) => (answer?.kind === 'constant' ? answer.value : undefined))
  if (branch === undefined || another !== undefined) return undefined
  if (answers[0] === true && answers[1] === false) return withoutTests(branch.when)
  const inner = answers[0] === false && answers[1] === true ? withoutTests(branch.when) : undefined
  return inner && { ...inner, negated: !inner.negated }
}

/** = makes its operands alike first: beside a fraction the rank is cast, and no longer seen as such. */
function castsRank(expr: BoundExpr, rank: number): boolean {
  if (expr.kind === 'logic') return expr.args.some((arg) => castsRank(arg, rank))
  if (expr.kind !== 'call' || (expr.fn.name !== '=' && expr.fn.name !== '<>')) return false
  const operands = expr.args.map((arg) => withoutCast(arg))
  const other = operands.find((arg) => !isRank(arg, rank))
  return operands.some((arg) => isRank(arg, rank)) && other !== undefined && isFraction(other)
}

const isFraction = ({ type }: BoundExpr): boolean => isDecimal(type) || isApproximate(type)

const isRank = (expr: BoundExpr, rank: number): boolean => expr.kind === 'input' && expr.index === rank

const withoutCast = (expr: BoundExpr): BoundExpr =>
  expr.kind === 'cast' && expr.mode === 'implicit' && expr.operand.kind === 'input' ? expr.operand : expr

/** Comparisons of the rank as written, and what is compared with NULL left out of an OR. */
function withoutCasts(expr: BoundExpr, rank: number): BoundExpr {
  if (expr.kind === 'logic') {
    const args = expr.args.filter((arg) => expr.op !== 'OR' || !comparesNull(arg)).map((arg) => withoutCasts(arg, rank))
    return expr.op === 'OR' && args.length === 1 ? must(args[0]) : { ...expr, args }
  }
  if (expr.kind !== 'call') return expr
  return { ...expr, args: expr.args.map((arg) => (isRank(withoutCast(arg), rank) ? withoutCast(arg) : arg)) }
}

const comparesNull = (expr: BoundExpr): boolean =>
  (expr.kind === 'constant' && expr.value === null) ||
  (expr.kind === 'call' && expr.args.some((arg) => arg.kind === 'constant' && arg.value === null))

/** A column beside the rank. Flink takes `<` and `=` for `<=` there. */
function columnBound(part: BoundExpr, rank: number): number | 'lower' | undefined {
  if (part.kind !== 'call' || MIRRORED[part.fn.name] === undefined) return undefined
  const [left, right] = part.args
  const isLeft = left !== undefined && isRank(withoutCast(left), rank)
  const other = isLeft ? right : left
  if (other === undefined || (!isLeft && !(right && isRank(withoutCast(right), rank)))) return undefined
  const column = withoutCast(other)
  if (column.kind !== 'input' || column.index === rank) return undefined
  const op = isLeft ? part.fn.name : must(MIRRORED[part.fn.name])
  if (op === '>' || op === '>=') return 'lower'
  // = makes its operands alike, and a column that is cast is none
  return op === '=' && column.type.kind !== RANK_TYPE.kind ? 'lower' : column.index
}

function misreadBound(part: BoundExpr, rank: number): MisreadBound | undefined {
  const column = columnBound(part, rank)
  const isOther = part.kind === 'call' && part.fn.name !== '<=' && part.fn.name !== '>='
  if (column !== undefined) return column !== 'lower' && isOther ? { as: 'at most', span: part.span } : undefined
  const scaled = (literalRanges(part, rank) ?? []).some(({ low, high }) =>
    [low, high].some((limit) => limit !== undefined && scaleOf(limit.constant) > 0),
  )
  return scaled ? { as: 'digits', span: part.span } : undefined
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' }

function onlyColumn(columns: readonly (number | 'lower')[], said: readonly ValueRanges[]): RankRange | undefined {
  const [column] = columns
  if (columns.length > 1 || said.length > 0 || column === undefined || column === 'lower') return undefined
  return { endColumn: column }
}

function rangeOf(said: readonly ValueRanges[]): RankRange | undefined {
  const [first, ...others] = said
  if (first === undefined) return undefined
  const [range, another] = others.reduce(intersect, first)
  if (range === undefined || another !== undefined || (range.low === undefined && range.high === undefined))
    return undefined
  return wholeRange(range, Math.max(...said.flat().flatMap(scalesOf)))
}

/** Flink reads the digits of a decimal literal without its point. Literals that are compared together have one scale. */
function wholeRange(range: ValueRange, scale: number): RankRange {
  const { low, high } = range
  const digits = (limit: { readonly constant: Constant }): number =>
    Number(limit.constant.value) * 10 ** (scale - scaleOf(limit.constant))
  if (isSingle(range)) return { start: digits(must(low)), end: digits(must(low)) }
  return {
    start: low === undefined ? 1 : digits(low) + (low.inclusive ? 0 : 1),
    end: high === undefined ? Number.POSITIVE_INFINITY : digits(high) - (high.inclusive ? 0 : 1),
  }
}

const scalesOf = ({ low, high }: ValueRange): readonly number[] =>
  [low, high].flatMap((limit) => (limit === undefined ? [] : [scaleOf(limit.constant)]))

const scaleOf = ({ type }: Constant): number => (type.kind === 'DECIMAL' ? type.scale : 0)
