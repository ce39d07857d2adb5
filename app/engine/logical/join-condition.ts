import { sameIgnoringNullability } from '../../types/type-text.ts'
import type { BoundExpr, InputRef } from '../expr/bound.ts'
import { conjunction, conjuncts } from './expressions.ts'

/** A column of the left side that has to equal one of the right side. */
export interface EquiPair {
  readonly left: number
  /** Counted among the columns of the right side. */
  readonly right: number
  /** IS NOT DISTINCT FROM: NULL finds NULL. */
  readonly nullSafe: boolean
}

export interface JoinCondition {
  readonly pairs: readonly EquiPair[]
  /** What has to hold besides. */
  readonly rest?: BoundExpr
}

/** Splits a condition into the keys by which rows are brought together and the rest. */
export function splitCondition(condition: BoundExpr, leftWidth: number): JoinCondition {
  const pairs: EquiPair[] = []
  const others: BoundExpr[] = []
  for (const part of conjuncts(condition)) {
    const pair = equiPair(part, leftWidth)
    if (pair === undefined) {
      if (!isTrue(part)) others.push(part)
    } else if (!pairs.some((p) => p.left === pair.left && p.right === pair.right && p.nullSafe === pair.nullSafe)) {
      pairs.push(pair)
    }
  }
  const rest = conjunction(others)
  return rest === undefined ? { pairs } : { pairs, rest }
}

export const isTrue = (expr: BoundExpr): boolean => expr.kind === 'constant' && expr.value === true

function equiPair(expr: BoundExpr, leftWidth: number): EquiPair | undefined {
  const compared = equality(expr)
  if (compared === undefined) return undefined
  const [a, b] = compared.operands
  if (a.kind !== 'input' || b.kind !== 'input' || !sameIgnoringNullability(a.type, b.type)) return undefined
  const [left, right] = a.index < b.index ? [a, b] : [b, a]
  if (left.index >= leftWidth || right.index < leftWidth) return undefined
  return { left: left.index, right: right.index - leftWidth, nullSafe: compared.nullSafe }
}

export interface Equality {
  readonly operands: readonly [BoundExpr, BoundExpr]
  readonly nullSafe: boolean
}

/** `a = b`, `a IS NOT DISTINCT FROM b`, or the latter written out. */
export function equality(expr: BoundExpr): Equality | undefined {
  if (expr.kind === 'call') {
    const [a, b] = expr.args
    if (a === undefined || b === undefined) return undefined
    if (expr.fn.name === '=') return { operands: [a, b], nullSafe: false }
    return expr.fn.name === 'IS NOT DISTINCT FROM' ? { operands: [a, b], nullSafe: true } : undefined
  }
  return negatedDistinction(expr) ?? writtenOut(expr)
}

/** `NOT (a IS DISTINCT FROM b)` */
function negatedDistinction(expr: BoundExpr): Equality | undefined {
  const [negated] = expr.kind === 'logic' && expr.op === 'NOT' ? expr.args : []
  if (negated?.kind !== 'call' || negated.fn.name !== 'IS DISTINCT FROM') return undefined
  const [a, b] = negated.args
  return a === undefined || b === undefined ? undefined : { operands: [a, b], nullSafe: true }
}

/** `a = b OR (a IS NULL AND b IS NULL)` */
function writtenOut(expr: BoundExpr): Equality | undefined {
  if (expr.kind !== 'logic' || expr.op !== 'OR' || expr.args.length !== 2) return undefined
  const equal = expr.args.find((arg) => arg.kind === 'call' && arg.fn.name === '=')
  const both = expr.args.find((arg) => arg.kind === 'logic' && arg.op === 'AND' && arg.args.length === 2)
  if (equal?.kind !== 'call' || both?.kind !== 'logic') return undefined
  const columns = equal.args.filter((arg): arg is InputRef => arg.kind === 'input').map((arg) => arg.index)
  const nulls = both.args.flatMap((arg) => (arg.kind === 'logic' && arg.op === 'IS NULL' ? arg.args : []))
  const tested = nulls.filter((arg): arg is InputRef => arg.kind === 'input').map((arg) => arg.index)
  if (columns.length !== 2 || tested.length !== 2 || !columns.every((c) => tested.includes(c))) return undefined
  const [a, b] = equal.args
  return a === undefined || b === undefined ? undefined : { operands: [a, b], nullSafe: true }
}
