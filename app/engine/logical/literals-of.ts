import type { BoundExpr, Constant } from '../expr/bound.ts'
import { conjuncts } from './expressions.ts'
import { comparedIn } from './search-form.ts'
import { intersect, isSingle, type ValueRanges } from './value-ranges.ts'

/** The literals that a condition leaves for columns. */
export function literalsOf(condition: BoundExpr): ReadonlyMap<number, Constant> {
  const pinned = new Map<number, Constant>()
  for (const part of conjuncts(condition)) {
    if (part.kind === 'logic' && part.op === 'IS NULL') {
      const [operand] = part.args
      if (operand?.kind !== 'input') continue
      pinned.set(operand.index, { kind: 'constant', value: null, type: operand.type, span: operand.span })
    }
    if (part.kind !== 'call' || part.fn.name !== '=') continue
    const [left, right] = part.args
    if (left?.kind === 'input' && right?.kind === 'constant' && !carriesTime(left)) pinned.set(left.index, right)
    if (right?.kind === 'input' && left?.kind === 'constant' && !carriesTime(right)) pinned.set(right.index, left)
  }
  for (const [column, constant] of singleValues(conjuncts(condition))) pinned.set(column, constant)
  return pinned
}

/** A time attribute by its type: it stays one, whatever it equals. */
const carriesTime = ({ type }: BoundExpr): boolean => 'time' in type && type.time !== undefined

/** What comparisons together leave of a column, where that is one value: `x BETWEEN 3 AND 3`. */
function singleValues(parts: readonly BoundExpr[]): ReadonlyMap<number, Constant> {
  const ranges = new Map<number, ValueRanges>()
  for (const part of parts) {
    const compared = comparedIn(part)
    if (compared?.operand.kind !== 'input' || carriesTime(compared.operand)) continue
    const { index } = compared.operand
    const known = ranges.get(index)
    ranges.set(index, known === undefined ? compared.intervals : intersect(known, compared.intervals))
  }
  return new Map(
    [...ranges].flatMap(([column, [range, another]]) =>
      range?.low !== undefined && another === undefined && isSingle(range) ? [[column, range.low.constant]] : [],
    ),
  )
}
