import { notNull } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { BoundExpr, Constant } from '../expr/bound.ts'
import { conjuncts, inputsOf } from './expressions.ts'
import { comparedIn } from './search-form.ts'
import { intersect, isSingle, type ValueRanges } from './value-ranges.ts'

/** The literals that a condition leaves for columns; of none that it reads in any other way, for Flink's planner. */
export function literalsOf(condition: BoundExpr): ReadonlyMap<number, Constant> {
  const pinned = new Map<number, Constant>()
  const parts = conjuncts(condition)
  const single = singleValues(parts)
  const others = new Set<number>()
  for (const part of parts) {
    if (part.kind === 'logic' && part.op === 'IS NULL') {
      const [operand] = part.args
      if (operand?.kind !== 'input') continue
      pinned.set(operand.index, { kind: 'constant', value: null, type: operand.type, span: operand.span })
    } else if (part.kind === 'call' && EQUALITIES.has(part.fn.name)) {
      const [left, right] = part.args
      if (left?.kind !== undefined && right?.kind === 'constant') pin(left, right, pinned)
      if (right?.kind !== undefined && left?.kind === 'constant') pin(right, left, pinned)
    } else if (!isSettled(part, single)) {
      for (const column of inputsOf(part)) others.add(column)
    }
  }
  for (const [column, constant] of single) pinned.set(column, constant)
  for (const column of others) pinned.delete(column)
  return pinned
}

function pin(operand: BoundExpr, constant: Constant, pinned: Map<number, Constant>): void {
  if (operand.kind === 'input' && !carriesTime(operand)) pinned.set(operand.index, constant)
  if (operand.kind !== 'cast' || operand.operand.kind !== 'input') return
  const { type, index } = operand.operand
  if (isWiderInteger(operand.type, type) && typeof constant.value === 'number' && isInteger(constant.type))
    pinned.set(index, { ...constant, type: notNull(type) })
}

const EQUALITIES: ReadonlySet<string> = new Set(['=', 'IS NOT DISTINCT FROM'])

/** A comparison of a column with literals that has come down to one value, and what goes without saying then. */
function isSettled(part: BoundExpr, single: ReadonlyMap<number, Constant>): boolean {
  const [operand] = part.kind === 'logic' && part.op === 'IS NOT NULL' ? part.args : [comparedIn(part)?.operand]
  return operand?.kind === 'input' && single.has(operand.index)
}

const INTEGERS: readonly LogicalType['kind'][] = ['TINYINT', 'SMALLINT', 'INT', 'BIGINT']

const isInteger = ({ kind }: LogicalType): boolean => INTEGERS.includes(kind)

const isWiderInteger = (wider: LogicalType, type: LogicalType): boolean =>
  isInteger(type) && INTEGERS.indexOf(wider.kind) >= INTEGERS.indexOf(type.kind)

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
