import { must } from '../../../base/assert.ts'
import type { AggregateCall, BoundExpr } from '../../expr/bound.ts'
import { inputsOf, operandsOf } from '../../logical/expressions.ts'
import type { Calc, GroupAggregate, Join, Rank, StreamNode } from '../node.ts'
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
      return input && monotonicity(input)
    case 'Calc':
      return input && calcMoves(node, monotonicity(input))
    case 'Expand':
      return input && expandMoves(node.projects, monotonicity(input))
    case 'Union':
      return unionMoves(node.inputs.map(monotonicity))
    case 'GroupAggregate':
      return input && aggregateMoves(node, input)
    case 'Join':
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

function calcMoves({ condition, projections }: Calc, input: Moves): Moves {
  if (input === undefined || (condition !== undefined && !keepsPassing(condition, input))) return undefined
  // rows of which nothing moves are taken for such as only come
  if (input.every((move) => move === 'constant')) return projections.map(() => 'constant')
  return projections.map((expr) => expressionMove(expr, input))
}

/** A column under any cast still counts as moving the same way; of other expressions, literals too, nothing is known. */
function expressionMove(expr: BoundExpr, input: readonly Move[]): Move {
  if (expr.kind === 'input') return input[expr.index] ?? 'none'
  return expr.kind === 'cast' ? expressionMove(expr.operand, input) : 'none'
}

const COMPARISONS: Readonly<Record<string, readonly Move[]>> = {
  '>': ['constant', 'increasing'],
  '>=': ['constant', 'increasing'],
  '<': ['constant', 'decreasing'],
  '<=': ['constant', 'decreasing'],
  '=': ['constant'],
  '<>': ['constant'],
}

/**
 * Whether a row that passes will pass after each update. Flink asks the columns that a comparison names
 * directly, and looks at the operator alone, not at the side on which the column stands; what functions make
 * of columns it takes for granted.
 */
function keepsPassing(condition: BoundExpr, input: readonly Move[]): boolean {
  const isFunction = condition.kind === 'case' && condition.asFunction === true
  const comparison = condition.kind === 'call' ? COMPARISONS[condition.fn.name] : undefined
  if (isFunction || (condition.kind === 'call' && comparison === undefined)) return true
  if (condition.kind === 'input') return input[condition.index] === 'constant'
  return operandsOf(condition).every((operand) => {
    const column = operand.kind === 'cast' ? operand.operand : operand
    if (comparison === undefined || column.kind !== 'input') return keepsPassing(operand, input)
    return comparison.includes(input[column.index] ?? 'none')
  })
}

function expandMoves(projects: readonly (readonly BoundExpr[])[], input: Moves): Moves {
  if (input === undefined) return undefined
  return projects[0]?.map((_, column) => {
    const moves = new Set(projects.map((exprs) => expressionMove(must(exprs[column]), input)))
    return moves.size === 1 ? ([...moves][0] ?? 'none') : 'none'
  })
}

/** Known only where all inputs are alike in every column. */
function unionMoves(inputs: readonly Moves[]): Moves {
  const [first, ...others] = inputs
  if (first === undefined || others.includes(undefined)) return undefined
  const alike = others.every((other) => other?.every((move, column) => move === first[column]))
  return alike ? first : first.map(() => 'none')
}

/** Groups stay what they are only where their keys do. */
function aggregateMoves({ keys, calls }: GroupAggregate, input: StreamNode): Moves {
  const moves = monotonicity(input)
  if (moves === undefined || keys.some((key) => moves[key] !== 'constant')) return undefined
  return [
    ...keys.map((): Move => 'constant'),
    ...calls.map((call): Move => {
      const own = callMove(call, input)
      if (call.fn.name === 'COUNT') return own
      return call.args.every((arg) => moves[arg] === 'constant' || moves[arg] === own) ? own : 'none'
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
      return upper <= 0 ? 'decreasing' : 'none'
    }
    default:
      return 'none'
  }
}

/** An updated input updates every joined row, so that only what moves by itself stays known. */
function joinMoves(node: Join): Moves {
  const [left, right] = node.inputs.map(monotonicity)
  if (left === undefined || right === undefined || node.joinType === 'ANTI') return undefined
  const both = [...left, ...right]
  const matched = [...node.leftKeys, ...node.rightKeys.map((key) => key + left.length)]
  const columns = node.rest === undefined ? matched : [...matched, ...inputsOf(node.rest)]
  if (columns.some((column) => both[column] !== 'constant')) return undefined
  if (node.joinType === 'SEMI') return left
  return both.every((move) => move === 'constant') ? both : both.map((move) => (move === 'constant' ? 'none' : move))
}

/**
 * Rows of a partition give way to such as come before them in its order. A Top-1 over rows that are never taken back
 * counts as keeping the first one, which never changes, or the last one where its only key descends.
 */
function rankMoves(node: Rank, input: Moves): Moves {
  if (isDeduplication(node) && node.inputs.every(onlyInserts)) {
    const isKept = (column: number): boolean => !keepsLast(node) || node.partitionBy.includes(column)
    return node.columns.map((_, column) => (isKept(column) ? 'constant' : 'none'))
  }
  if (input === undefined || node.partitionBy.some((key) => input[key] !== 'constant')) return undefined
  const [first] = node.orderBy
  return node.columns.map((_, column): Move => {
    if (node.numbered && column === node.columns.length - 1) return 'constant'
    if (first?.index !== column) return node.partitionBy.includes(column) ? 'constant' : 'none'
    const improving = first.descending ? 'increasing' : 'decreasing'
    return input[column] === 'constant' || input[column] === improving ? improving : 'none'
  })
}

const HANDS_ON: ReadonlySet<StreamNode['kind']> = new Set([
  'Calc',
  'Union',
  'Expand',
  'Correlate',
  'WatermarkAssigner',
  'Values',
  'IntervalJoin',
])

function onlyInserts(node: StreamNode): boolean {
  if (node.kind === 'TableSourceScan') return node.table.sourceMode === 'insert'
  if (node.kind === 'Join' && node.joinType !== 'INNER' && node.joinType !== 'SEMI') return false
  if (node.kind === 'Rank' && !(isDeduplication(node) && !keepsLast(node))) return false
  return (HANDS_ON.has(node.kind) || node.kind === 'Join' || node.kind === 'Rank') && node.inputs.every(onlyInserts)
}
