import type { AggregateCall, BoundExpr } from '../../expr/bound.ts'
import { operandsOf } from '../../expr/operands.ts'
import { inputsOf } from '../../logical/expressions.ts'
import { searchForms } from '../../logical/search-form.ts'
import type { Calc, GroupAggregate, Join, Rank, StreamNode, TemporalJoin, WindowJoin } from '../node.ts'
import { columnInterval } from './column-interval.ts'
import { isDeduplication, keepsLast } from './deduplication.ts'

// How values move while their rows are updated (FlinkRelMdModifiedMonotonicity). It decides what has to be
// taken back at all, and that shows: the -U of an old value may then change nothing.

export type Move = 'constant' | 'increasing' | 'decreasing' | 'none'

/** One per column; undefined where rows may also go away or change their group. */
type Moves = readonly Move[] | undefined

/** Calls of an aggregation that take nothing back: MAX of what only grows and MIN of what only shrinks. */
export function monotonicCalls(node: GroupAggregate): readonly number[] {
  const moves = monotonicity(node)
  if (moves === undefined) return []
  return node.calls.flatMap(({ fn }, i) => {
    const move = moves[node.keys.length + i]
    return (fn.name === 'MAX' && move === 'increasing') || (fn.name === 'MIN' && move === 'decreasing') ? [i] : []
  })
}

export function monotonicity(node: StreamNode): Moves {
  const input = node.inputs[0]
  switch (node.kind) {
    case 'TableSourceScan': {
      const move = node.table.sourceMode === 'insert' ? 'constant' : 'none'
      return node.columns.map(() => move)
    }
    case 'ChangelogNormalize':
      return node.columns.map((_, column) => (node.keys.includes(column) ? 'constant' : 'none'))
    case 'WatermarkAssigner':
    case 'DropUpdateBefore':
    case 'Expand':
    case 'Correlate':
    case 'LookupJoin':
      return input && alike(monotonicity(input), node.columns.length)
    case 'Calc':
      return input && calcMoves(node, monotonicity(input))
    case 'Union':
      return unionMoves(node.inputs.map(monotonicity))
    case 'GroupAggregate':
      return input && aggregateMoves(node, input)
    case 'Join':
    case 'TemporalJoin':
    case 'WindowJoin':
      return joinMoves(node)
    // also where the order is not time, and results are updated
    case 'OverAggregate':
    case 'IntervalJoin':
      return node.columns.map(() => 'constant')
    case 'Rank':
      return input && rankMoves(node, monotonicity(input))
    default:
      return undefined
  }
}

const stays = (moves: readonly Move[]): boolean => moves.every((move) => move === 'constant')

/** Of operators that look no closer: nothing moves where nothing did, else anything may. */
function alike(input: Moves, width: number): Moves {
  if (input === undefined) return undefined
  const move = stays(input) ? 'constant' : 'none'
  return Array.from({ length: width }, () => move)
}

function calcMoves({ condition, projections }: Calc, input: Moves): Moves {
  if (input === undefined) return undefined
  if (stays(input)) return projections.map(() => 'constant')
  if (condition !== undefined && !keepsPassing(condition, input)) return projections.map(() => 'none')
  return projections.map((expr) => expressionMove(expr, input))
}

/** A column under any cast still counts as moving the same way; of other expressions, literals too, nothing is known. */
function expressionMove(expr: BoundExpr, input: readonly Move[]): Move {
  if (expr.kind === 'input') return input[expr.index] ?? 'none'
  if (expr.kind === 'cast') return expressionMove(expr.operand, input)
  const same = expr.kind === 'call' ? unchangedOperand(expr.fn.name, expr.args) : undefined
  return same === undefined ? 'none' : expressionMove(same, input)
}

/** Arithmetic that changes nothing is gone by then. */
function unchangedOperand(name: string, [left, right]: readonly BoundExpr[]): BoundExpr | undefined {
  const neutral = NEUTRAL.get(name)
  if (neutral === undefined) return undefined
  if (right?.kind === 'constant' && right.value === neutral) return left
  const commutes = name === '+' || name === '*'
  return commutes && left?.kind === 'constant' && left.value === neutral ? right : undefined
}

const NEUTRAL: ReadonlyMap<string, number> = new Map([
  ['+', 0],
  ['-', 0],
  ['*', 1],
  ['/', 1],
])

/** Which way the column of a comparison may move; the one that is compared may not at all. */
const COMPARISONS: Readonly<Record<string, Move>> = {
  '>': 'increasing',
  '>=': 'increasing',
  '<': 'decreasing',
  '<=': 'decreasing',
  '=': 'constant',
  '<>': 'constant',
  'IS DISTINCT FROM': 'constant',
  'IS NOT DISTINCT FROM': 'constant',
}

/**
 * Whether a row that passes will pass after each update. Flink asks the first column that a comparison names
 * directly, and looks at the operator alone, not at the side on which the column stands; of more than two
 * conditions it asks two, and what functions make of columns it takes for granted.
 */
function keepsPassing(condition: BoundExpr, input: readonly Move[], negated = false): boolean {
  const keeps = (part: BoundExpr, isNegated = negated): boolean => keepsPassing(withoutCast(part), input, isNegated)
  switch (condition.kind) {
    case 'input':
      return input[condition.index] === 'constant'
    case 'call':
      return comparisonKeeps(condition, input, negated)
    case 'logic': {
      const { op, args } = condition
      if (op !== 'AND' && op !== 'OR') return args.every((part) => keeps(part, isNegative(op, part) !== negated))
      const asked = negated ? args : distinctParts(op, args)
      return asked.slice(0, 2).every((part) => (typeof part === 'number' ? input[part] === 'constant' : keeps(part)))
    }
    case 'case': {
      // WHEN a THEN b ELSE c is written as a AND b OR c AND NOT a
      const [first] = condition.branches
      if (condition.asFunction || first === undefined) return true
      const { when, then } = first
      const { otherwise } = condition
      if (!isNever(then) && !(keeps(when) && keeps(then))) return false
      return isNever(otherwise) || (keeps(otherwise) && keeps(when, when.type.nullable === negated))
    }
    default:
      return operandsOf(condition).every((part) => keeps(part))
  }
}

const isNever = (expr: BoundExpr): boolean => expr.kind === 'constant' && expr.value !== true

/** IS NOT TRUE of what may be unknown is not taken for NOT. */
const isNegative = (op: string, part: BoundExpr): boolean =>
  op === 'NOT' || op === 'IS FALSE' || (op === 'IS NOT TRUE' && !part.type.nullable)

/** The parts as the planner keeps them: comparisons of one column that became a SEARCH are one part, told by the column. */
function distinctParts(op: 'AND' | 'OR', args: readonly BoundExpr[]): readonly (BoundExpr | number)[] {
  const forms = searchForms(op, args)
  return [...new Set(args.map((part) => (forms.get(part) === 'search' ? ([...inputsOf(part)][0] ?? part) : part)))]
}

const withoutCast = (expr: BoundExpr): BoundExpr => (expr.kind === 'cast' ? withoutCast(expr.operand) : expr)

function comparisonKeeps(
  { fn, args }: BoundExpr & { kind: 'call' },
  input: readonly Move[],
  negated: boolean,
): boolean {
  const way = COMPARISONS[fn.name]
  if (way === undefined) return true
  const columns = args.map(withoutCast).flatMap((arg) => (arg.kind === 'input' ? [arg.index] : []))
  const moves = columns.sort((a, b) => a - b).flatMap((column) => input[column] ?? [])
  const first = moves.find((move) => move !== 'constant')
  if (first === undefined) return true
  const allowed = negated && way !== 'constant' ? (way === 'increasing' ? 'decreasing' : 'increasing') : way
  return first === allowed
}

/** Known only where all inputs are alike in every column. */
function unionMoves(inputs: readonly Moves[]): Moves {
  const [first, ...others] = inputs
  if (first === undefined || others.includes(undefined)) return undefined
  const alike = others.every((other) => other?.every((move, column) => move === first[column]))
  return alike ? first : first.map(() => 'none')
}

/** Groups stay what they are only where their keys do. Over updates, a result moves as its argument does, or not at all. */
function aggregateMoves({ keys, calls }: GroupAggregate, input: StreamNode): Moves {
  const moves = monotonicity(input)
  if (moves === undefined || keys.some((key) => moves[key] !== 'constant')) return undefined
  return [
    ...keys.map((): Move => 'constant'),
    ...calls.map((call): Move => {
      const own = callMove(call, input)
      const [argument, second] = call.args
      if (argument === undefined || stays(moves)) return own
      if (second !== undefined) return 'none'
      return call.fn.name === 'COUNT' || moves[argument] === own ? own : 'none'
    }),
  ]
}

function callMove(call: AggregateCall, input: StreamNode): Move {
  const [argument] = call.args
  switch (call.fn.name) {
    case 'COUNT':
    case 'MAX':
      return 'increasing'
    case 'MIN':
      return 'decreasing'
    case 'SUM':
    case '$SUM0': {
      if (argument === undefined) return 'none'
      const { lower, upper } = columnInterval(input, argument, call.filter)
      if (lower >= 0) return 'increasing'
      // of an interval with both ends, Flink looks at the lower one
      return lower === Number.NEGATIVE_INFINITY && upper <= 0 ? 'decreasing' : 'none'
    }
    default:
      return 'none'
  }
}

/** Over updates, a join on more than equal columns may lose rows. */
function joinMoves(node: Join | TemporalJoin | WindowJoin): Moves {
  const [left, right] = node.inputs.map(monotonicity)
  if (left === undefined || right === undefined || node.joinType === 'ANTI') return undefined
  if (node.leftKeys.some((key) => left[key] !== 'constant')) return undefined
  if (node.rightKeys.some((key) => right[key] !== 'constant')) return undefined
  if (node.rest !== undefined && !(stays(left) && stays(right))) return undefined
  return node.joinType === 'SEMI' ? left : [...left, ...right]
}

/**
 * Rows of a partition give way to such as come before them in its order. A Top-1 over rows that stay counts as keeping
 * the first one, which never changes, or the last one where its only key descends.
 */
function rankMoves(node: Rank, input: Moves): Moves {
  if (input === undefined || node.form !== 'Rank') return undefined
  if (isDeduplication(node)) {
    if (!stays(input)) return undefined
    const isUpdated = keepsLast(node) || node.order === 'rowtime'
    return node.columns.map((_, column) => (isUpdated && !node.partitionBy.includes(column) ? 'none' : 'constant'))
  }
  if (node.partitionBy.some((key) => input[key] !== 'constant')) return undefined
  const [first] = node.orderBy
  return node.columns.map((_, column): Move => {
    if (node.numbered && column === node.columns.length - 1) return 'constant'
    if (first?.index !== column) return node.partitionBy.includes(column) ? 'constant' : 'none'
    const improving = first.descending ? 'increasing' : 'decreasing'
    // time is taken to grow
    const move = node.order === 'other' ? input[column] : 'increasing'
    return move === improving || (move === 'constant' && node.order === 'other') ? improving : 'none'
  })
}
