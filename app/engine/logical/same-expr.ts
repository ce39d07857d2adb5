import { sameIgnoringNullability } from '../../types/type-text.ts'
import type { Value } from '../../types/value.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { operandsOf } from './expressions.ts'

/** Whether two expressions over the same input compute the same, apart from where they are written. */
export function sameExpr(a: BoundExpr, b: BoundExpr): boolean {
  if (a === b) return true
  if (a.kind !== b.kind || !sameIgnoringNullability(a.type, b.type) || !sameHead(a, b)) return false
  const left = operandsOf(a)
  const right = operandsOf(b)
  return left.length === right.length && left.every((operand, i) => sameExpr(operand, right[i] as BoundExpr))
}

function sameHead(a: BoundExpr, b: BoundExpr): boolean {
  if (a.kind === 'input' && b.kind === 'input') return a.index === b.index
  if (a.kind === 'constant' && b.kind === 'constant') return sameValue(a.value, b.value)
  if (a.kind === 'call' && b.kind === 'call')
    return a.fn === b.fn && JSON.stringify(a.clauses ?? []) === JSON.stringify(b.clauses ?? [])
  if (a.kind === 'logic' && b.kind === 'logic') return a.op === b.op
  if (a.kind === 'cast' && b.kind === 'cast') return (a.mode === 'try') === (b.mode === 'try')
  if (a.kind === 'field' && b.kind === 'field') return a.index === b.index
  if (a.kind === 'correlated' && b.kind === 'correlated') return a.depth === b.depth && a.index === b.index
  return a.kind === 'case'
}

function sameValue(a: Value, b: Value): boolean {
  if (Object.is(a, b)) return true
  if (!Array.isArray(a) || !Array.isArray(b)) return false
  return a.length === b.length && a.every((item: Value, i) => sameValue(item, b[i] as Value))
}
