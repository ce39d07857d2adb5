import { describe, expect, it } from 'vitest'
import { DOUBLE, INT, STRING } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { BoundExpr } from './bound.ts'
import { neutralForm } from './planner-form.ts'

const span = { start: 0, end: 0 }
const x: BoundExpr = { kind: 'input', index: 0, type: INT, span }
const number = (value: number): BoundExpr => ({ kind: 'constant', value, type: INT, span })
const cast = (operand: BoundExpr, type: LogicalType): BoundExpr => ({ kind: 'cast', mode: 'cast', operand, type, span })
const call = (name: string, args: readonly BoundExpr[], type: LogicalType = INT): BoundExpr =>
  ({ kind: 'call', fn: { kind: 'scalar', name }, args, type, span }) as unknown as BoundExpr

describe('neutralForm', () => {
  it('is the number that a call leaves as it is', () => {
    expect(neutralForm(call('+', [x, number(0)]))).toBe(x)
    expect(neutralForm(call('*', [number(1), x]))).toBe(x)
    expect(neutralForm(call('/', [x, number(1)]))).toBe(x)
    expect(neutralForm(call('-', [call('-', [x])]))).toBe(x)
    expect(neutralForm(call('-', [number(0), x]))).toBeUndefined()
    expect(neutralForm(call('+', [x, number(1)]))).toBeUndefined()
  })

  it('casts where the call has another type, and forgets a cast and back', () => {
    expect(neutralForm(call('+', [x, number(0)], DOUBLE))).toMatchObject({ kind: 'cast', operand: x, type: DOUBLE })
    expect(neutralForm(cast(cast(x, STRING), INT))).toBe(x)
    expect(neutralForm(cast(cast(x, DOUBLE), INT))).toBeUndefined()
  })
})
