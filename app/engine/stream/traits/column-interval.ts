import type { BoundExpr, Constant } from '../../expr/bound.ts'
import { conjuncts } from '../../logical/expressions.ts'
import type { StreamNode } from '../node.ts'

/** What Flink's planner knows of a column's values without seeing them. */
export interface Interval {
  readonly lower: number
  readonly upper: number
}

const ANY: Interval = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY }
const NONE: Interval = { lower: Number.POSITIVE_INFINITY, upper: Number.NEGATIVE_INFINITY }
const NOT_NEGATIVE: Interval = { lower: 0, upper: Number.POSITIVE_INFINITY }

/** The interval of a column among the rows for which `filter`, a BOOLEAN column, is TRUE (FlinkRelMdColumnInterval). */
export function columnInterval(node: StreamNode, column: number, filter?: number): Interval {
  switch (node.kind) {
    case 'Calc':
      return calcInterval(node, column, filter)
    case 'GroupAggregate':
      return aggregateInterval(node, column)
    case 'WatermarkAssigner':
    case 'DropUpdateBefore': {
      const input = node.inputs[0]
      return input === undefined ? ANY : columnInterval(input, column)
    }
    default:
      return ANY
  }
}

function calcInterval(node: StreamNode & { kind: 'Calc' }, column: number, filter?: number): Interval {
  const [expr, input] = [node.projections[column], node.inputs[0]]
  if (expr === undefined || input === undefined) return ANY
  const passes = filter === undefined ? undefined : node.projections[filter]
  const conditions = [node.condition, passes && withoutTruthTest(passes)].filter((c) => c !== undefined)
  if (expr.kind !== 'input') return expressionInterval(expr, input)
  const all = conditions.flatMap(conjuncts).map((part) => conditionInterval(part, expr.index))
  return all.reduce(intersect, columnInterval(input, expr.index))
}

const withoutTruthTest = (expr: BoundExpr): BoundExpr =>
  expr.kind === 'logic' && expr.op === 'IS TRUE' ? (expr.args[0] ?? expr) : expr

/** Literals and CASE over literals and columns; Flink looks into nothing else, not into IF either. */
function expressionInterval(expr: BoundExpr, input: StreamNode): Interval {
  if (expr.kind === 'constant') return literalInterval(expr)
  if (expr.kind === 'input') return columnInterval(input, expr.index)
  if (expr.kind !== 'case' || expr.asFunction) return ANY
  const results = [...expr.branches.map((b) => b.then), expr.otherwise]
  return results
    .filter((result) => result.kind !== 'constant' || result.value !== null)
    .map((result) => expressionInterval(result, input))
    .reduce(unite, NONE)
}

/** What a condition says about one column: nothing unless it compares it to a literal. */
function conditionInterval(condition: BoundExpr, column: number): Interval {
  if (condition.kind === 'logic' && condition.op === 'OR')
    return condition.args.map((part) => conditionInterval(part, column)).reduce(unite)
  if (condition.kind === 'logic' && condition.op === 'AND')
    return condition.args.map((part) => conditionInterval(part, column)).reduce(intersect)
  if (condition.kind !== 'call') return ANY
  const [left, right] = condition.args.map(uncast)
  if (left?.kind === 'input' && left.index === column && right?.kind === 'constant')
    return compared(condition.fn.name, literalInterval(right))
  if (right?.kind === 'input' && right.index === column && left?.kind === 'constant')
    return compared(MIRRORED[condition.fn.name] ?? '', literalInterval(left))
  return ANY
}

/** A literal stands under casts that make both sides of a comparison one type. */
const uncast = (expr: BoundExpr): BoundExpr => (expr.kind === 'cast' && expr.mode === 'implicit' ? expr.operand : expr)

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '=': '=' }

function compared(operator: string, { lower, upper }: Interval): Interval {
  if (operator === '=') return { lower, upper }
  if (operator === '>' || operator === '>=') return { ...ANY, lower }
  return operator === '<' || operator === '<=' ? { ...ANY, upper } : ANY
}

/** COUNT is never negative, and sums of values of one sign keep it. */
function aggregateInterval(node: StreamNode & { kind: 'GroupAggregate' }, column: number): Interval {
  const input = node.inputs[0]
  if (input === undefined) return ANY
  const key = node.keys[column]
  if (key !== undefined) return columnInterval(input, key)
  const call = node.calls[column - node.keys.length]
  if (call?.fn.name === 'COUNT') return NOT_NEGATIVE
  const [argument] = call?.args ?? []
  if (call === undefined || argument === undefined || !SUMS.has(call.fn.name)) return ANY
  const { lower, upper } = columnInterval(input, argument, call.filter)
  return { lower: lower >= 0 ? lower : ANY.lower, upper: upper <= 0 ? upper : ANY.upper }
}

const SUMS: ReadonlySet<string> = new Set(['SUM', '$SUM0'])

/** Decimals are unscaled here: of use for the sign alone, which is all that is asked. */
function literalInterval({ value }: Constant): Interval {
  const number = typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN
  return Number.isNaN(number) ? ANY : { lower: number, upper: number }
}

const intersect = (a: Interval, b: Interval): Interval => ({
  lower: Math.max(a.lower, b.lower),
  upper: Math.min(a.upper, b.upper),
})
const unite = (a: Interval, b: Interval): Interval => ({
  lower: Math.min(a.lower, b.lower),
  upper: Math.max(a.upper, b.upper),
})
