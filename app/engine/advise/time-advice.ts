import type { Diagnostic } from '../../sql/diagnostic.ts'
import { isTimestamp } from '../../types/type-family.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column, Join, StreamNode } from '../stream/node.ts'
import { advice } from './advice.ts'
import { columnsOf, visitExpr } from './visit-expr.ts'

const COMPARISONS = new Set(['<', '<=', '>', '>=', 'BETWEEN'])

/** Where the plan would be another one if a column were an event time. */
export function adviseOnTime(node: StreamNode): readonly Diagnostic[] {
  if (node.kind === 'Join') return joinOnPlainTimes(node)
  if (node.kind === 'OverAggregate' && node.order === 'other') return orderedBy(node, node.orderBy.index)
  if (node.kind === 'Rank' && node.form === 'Rank' && node.order === 'other') {
    const [first] = node.orderBy
    const isOne = 'end' in node.range && node.range.start === 1 && node.range.end === 1
    return first !== undefined && isOne ? orderedBy(node, first.index) : []
  }
  return []
}

function orderedBy(node: StreamNode, index: number): readonly Diagnostic[] {
  const column = node.inputs[0]?.columns[index]
  if (column === undefined || !isPlainTime(column)) return []
  return [advice('advice.order-without-watermark', { column: column.name }, node.span)]
}

const isPlainTime = ({ type }: Column): boolean => isTimestamp(type) && type.time === undefined && type.precision <= 3

/** Times of both sides compared: an interval join, had both tables a watermark. */
function joinOnPlainTimes(node: Join): readonly Diagnostic[] {
  const [left, right] = node.inputs
  if (node.rest === undefined || left === undefined || right === undefined) return []
  const columns = [...left.columns, ...right.columns]
  const plain = new Set<string>()
  visitExpr(node.rest, (expr) => {
    if (expr.kind !== 'call' || !COMPARISONS.has(expr.fn.name)) return
    const times = columnsOf(expr).filter((index) => isTimestamp((columns[index] as Column).type))
    const isAcross = times.some((i) => i < left.columns.length) && times.some((i) => i >= left.columns.length)
    if (!isAcross || !isBoundedByInterval(expr)) return
    for (const index of times) if (isPlainTime(columns[index] as Column)) plain.add((columns[index] as Column).name)
  })
  return [...plain].map((column) => advice('advice.join-without-watermark', { column }, node.span))
}

/** A bare `a.ts > b.ts` bounds one side only and would not make an interval join. */
function isBoundedByInterval(expr: BoundExpr): boolean {
  let found = false
  visitExpr(expr, ({ type }) => {
    if (type.kind === 'INTERVAL_DAY_SECOND' || type.kind === 'INTERVAL_YEAR_MONTH') found = true
  })
  return found
}
