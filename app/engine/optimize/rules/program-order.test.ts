import { describe, expect, it } from 'vitest'
import { must } from '../../../base/assert.ts'
import { INT, STRING } from '../../../types/construct-type.ts'
import type { AggregateCall, BoundExpr } from '../../expr/bound.ts'
import { findFunctions } from '../../functions/registry.ts'
import { ProgramOrder } from './program-order.ts'

const span = { start: 0, end: 0 }
const literal: BoundExpr = { kind: 'constant', value: 1, type: INT, span }

function call(): AggregateCall {
  const fn = must(findFunctions('COUNT'))
  if (fn.kind !== 'aggregate') throw new Error('COUNT')
  return { fn, args: [], distinct: false, type: INT, name: 'w', span }
}

const upper = (index: number): BoundExpr => ({
  kind: 'cast',
  mode: 'cast',
  operand: { kind: 'input', index, type: STRING, span },
  type: STRING,
  span,
})

// Which rows the window of such a projection keeps in Flink 2.2: all columns where a call comes first.
describe('the order in which a projection with OVER calls is taken apart', () => {
  it('takes a call of columns first where nothing else is computed', () => {
    const order = new ProgramOrder()
    order.addCall(call(), [order.column(2)])
    expect(order.firstComputed()).toBe('call')
  })

  it('takes literals before all else, wherever they stand', () => {
    const order = new ProgramOrder()
    order.addCall(call(), [order.column(0)])
    order.add(literal, [])
    expect(order.firstComputed()).toBe('other')
  })

  it('takes what needs the earlier columns first', () => {
    const order = new ProgramOrder()
    order.add(upper(3), [order.column(3)])
    order.addCall(call(), [order.column(0), order.column(1)])
    expect(order.firstComputed()).toBe('call')
  })
})
