import { isApproximate } from '../../types/type-family.ts'
import type { BoundExpr } from './bound.ts'
import { sameExpr } from './same-expr.ts'

/** Values between two ends; an end at infinity is none. */
export interface Range {
  readonly from: number
  readonly to: number
  readonly withFrom: boolean
  readonly withTo: boolean
}

const [LEAST, MOST] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '=': '=' }

/** FLOAT and DOUBLE operands that are compared to literals: only they hold NaN, which is in no range. */
export function rangedOperands(parts: readonly BoundExpr[]): readonly BoundExpr[] {
  const found: BoundExpr[] = []
  for (const part of parts) {
    if (part.kind !== 'call' || MIRRORED[part.fn.name] === undefined) continue
    const operand = part.args.find((arg) => arg.kind !== 'constant')
    if (operand === undefined || !isApproximate(operand.type)) continue
    if (!found.some((known) => sameExpr(known, operand))) found.push(operand)
  }
  return found
}

/** The values of `operand` for which a comparison to a literal is TRUE; undefined for anything else. */
export function rangeOver(part: BoundExpr, operand: BoundExpr): Range | undefined {
  if (part.kind !== 'call') return undefined
  const [left, right] = part.args
  if (left === undefined || right === undefined) return undefined
  if (right.kind === 'constant' && sameExpr(left, operand)) return compared(part.fn.name, numberOf(right))
  if (left.kind === 'constant' && sameExpr(right, operand)) return compared(MIRRORED[part.fn.name], numberOf(left))
  return undefined
}

function numberOf({ value, type }: BoundExpr & { readonly kind: 'constant' }): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined
  const number = type.kind === 'DECIMAL' ? Number(value) / 10 ** type.scale : Number(value)
  return Number.isNaN(number) ? undefined : number
}

function compared(operator: string | undefined, value: number | undefined): Range | undefined {
  if (value === undefined) return undefined
  const below = { from: LEAST, to: value, withFrom: true }
  const above = { from: value, to: MOST, withTo: true }
  switch (operator) {
    case '<':
      return { ...below, withTo: false }
    case '<=':
      return { ...below, withTo: true }
    case '>':
      return { ...above, withFrom: false }
    case '>=':
      return { ...above, withFrom: true }
    case '=':
      return { from: value, to: value, withFrom: true, withTo: true }
    default:
      return undefined
  }
}

/** Whether ranges together hold all numbers, all but single ones, or leave gaps. */
export function coverOf(ranges: readonly Range[]): 'all' | 'points' | 'gaps' {
  const sorted = [...ranges].sort((a, b) => a.from - b.from || Number(b.withFrom) - Number(a.withFrom))
  let cover: 'all' | 'points' = 'all'
  let reached = LEAST
  let closed = true
  for (const { from, to, withFrom, withTo } of sorted) {
    if (from > reached) return 'gaps'
    if (from === reached && !withFrom && !closed) cover = 'points'
    if (to > reached) {
      reached = to
      closed = withTo
    } else if (to === reached) closed ||= withTo
  }
  return reached === MOST ? cover : 'gaps'
}
