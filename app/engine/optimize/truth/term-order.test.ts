import { describe, expect, it } from 'vitest'
import { BOOLEAN, INT } from '../../../types/construct-type.ts'
import type { BoundExpr, LogicCall } from '../../expr/bound.ts'
import { findFunctions } from '../../functions/registry.ts'
import { sameButForOrder } from './same-but-for-order.ts'
import { inPlannedOrder } from './term-order.ts'

const span = { start: 0, end: 0 }
const column = (index: number, type: BoundExpr['type'] = BOOLEAN): BoundExpr => ({ kind: 'input', index, type, span })
const logic = (op: LogicCall['op'], ...args: BoundExpr[]): BoundExpr => ({
  kind: 'logic',
  op,
  args,
  type: BOOLEAN,
  span,
})
const compared = (name: string, value: number): BoundExpr => {
  const fn = findFunctions(name)
  if (fn?.kind !== 'scalar') throw new Error(`no ${name}`)
  const literal: BoundExpr = { kind: 'constant', value, type: INT, span }
  return { kind: 'call', fn, args: [column(9, INT), literal], type: BOOLEAN, span }
}

describe('the order of terms', () => {
  const [a, b, c] = [column(0), column(1), column(2)]

  it('puts negations last in AND, and checks that something is there behind them in conditions', () => {
    const [notA, there] = [logic('NOT', a), logic('IS NOT NULL', c)]
    expect(inPlannedOrder('AND', [there, notA, b], 'FALSE', true)).toEqual([b, notA, there])
    expect(inPlannedOrder('AND', [there, notA, b], 'UNKNOWN', true)).toEqual([there, b, notA])
  })

  it('puts checks for NULL first in OR, where they may move', () => {
    const check = logic('IS NULL', c)
    expect(inPlannedOrder('OR', [a, check], 'UNKNOWN', true)).toEqual([check, a])
    expect(inPlannedOrder('OR', [a, check], 'UNKNOWN', false)).toEqual([a, check])
  })

  it('brings comparisons of a column together where they ask for more than one range', () => {
    const [above, not0, below] = [compared('>', -5), compared('<>', 0), compared('>', -9)]
    expect(inPlannedOrder('AND', [above, a, not0], 'FALSE', true)).toEqual([above, not0, a])
    expect(inPlannedOrder('AND', [above, a, below], 'FALSE', true)).toEqual([above, a, below])
  })

  it('sees one expression in two operands that change places, and two in three', () => {
    expect(sameButForOrder(logic('AND', a, b), logic('AND', b, a))).toBe(true)
    expect(sameButForOrder(logic('AND', a, b, c), logic('AND', b, a, c))).toBe(false)
    expect(sameButForOrder(logic('AND', a, b), logic('OR', b, a))).toBe(false)
  })
})
