import type { BoundExpr, ScalarCall } from '../expr/bound.ts'
import { conjunction, conjuncts, inputsOf } from './expressions.ts'
import type { LogicalJoin } from './join.ts'
import { isTimeAttribute } from './time-attribute.ts'

type Comparison = '<' | '<=' | '>' | '>=' | '='

/** `left + a op right + b`, where left and right are the time attributes of the two sides. */
export interface TimePredicate {
  readonly op: Comparison
  /** The side of the time attribute in the first operand. */
  readonly firstIsLeft: boolean
  readonly first: BoundExpr
  readonly second: BoundExpr
}

export interface IntervalPredicates {
  /** The time attributes, each among the columns of its side. */
  readonly left: number
  readonly right: number
  readonly predicates: readonly TimePredicate[]
  /** What has to hold besides, equalities included. */
  readonly rest?: BoundExpr
}

/** The parts of a condition that bound how far apart in time rows may be; undefined: a regular join. */
export function intervalPredicates(join: LogicalJoin): IntervalPredicates | undefined {
  if (join.joinType === 'SEMI' || join.joinType === 'ANTI') return undefined
  const predicates: TimePredicate[] = []
  const others: BoundExpr[] = []
  for (const part of conjuncts(join.condition)) {
    const found = timePredicate(part, join)
    if (found === undefined) others.push(part)
    else predicates.push(found)
  }
  const [only, second, third] = predicates
  if (only === undefined || third !== undefined) return undefined
  if (second === undefined && only.op !== '=') return undefined
  if (second !== undefined && (only.op === '=' || second.op === '=' || isLower(only) === isLower(second)))
    return undefined
  const rest = conjunction(others)
  const columns = [...inputsOf(only.first), ...inputsOf(only.second)].sort((a, b) => a - b)
  const [left = 0, right = 0] = columns
  return { left, right: right - join.left.columns.length, predicates, ...(rest && { rest }) }
}

/** Whether it says how early the left row may be, rather than how late. */
export const isLower = ({ op, firstIsLeft }: TimePredicate): boolean => (op === '>' || op === '>=') === firstIsLeft

function timePredicate(part: BoundExpr, join: LogicalJoin): TimePredicate | undefined {
  const call = comparison(part)
  if (call === undefined) return undefined
  const [first, second] = call.args
  const a = first && timeColumn(first, join)
  const b = second && timeColumn(second, join)
  if (first === undefined || second === undefined || a === undefined || b === undefined) return undefined
  const width = join.left.columns.length
  if (a < width === b < width) return undefined
  return { op: call.op, firstIsLeft: a < width, first, second }
}

const OPPOSITE: Readonly<Record<string, Comparison>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' }

function comparison(part: BoundExpr): { readonly op: Comparison; readonly args: ScalarCall['args'] } | undefined {
  if (part.kind === 'logic' && part.op === 'NOT') {
    const [inner] = part.args
    const op = inner?.kind === 'call' ? OPPOSITE[inner.fn.name] : undefined
    return op === undefined || inner?.kind !== 'call' ? undefined : { op, args: inner.args }
  }
  if (part.kind !== 'call') return undefined
  const { name } = part.fn
  return name === '=' || name in OPPOSITE ? { op: name as Comparison, args: part.args } : undefined
}

/** The one column of an expression, if it is a time attribute of its side. */
function timeColumn(expr: BoundExpr, { left, right }: LogicalJoin): number | undefined {
  const columns = [...inputsOf(expr)]
  const [column] = columns
  if (column === undefined || columns.length > 1) return undefined
  const width = left.columns.length
  const isTime = column < width ? isTimeAttribute(left, column) : isTimeAttribute(right, column - width)
  return isTime ? column : undefined
}
