import { describe, expect, it } from 'vitest'
import { DOUBLE, decimal, FLOAT, INT, notNull, TINYINT } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { BoundExpr } from './bound.ts'
import { withWrittenNumbers } from './written-number.ts'

const span = { start: 0, end: 0 } as never
const written: BoundExpr = { kind: 'constant', value: 17, type: notNull(decimal(2, 1)), span }
const cast = (operand: BoundExpr, type: LogicalType): BoundExpr => ({ kind: 'cast', mode: 'cast', operand, type, span })
const never = (): never => {
  throw new Error('no text here')
}

describe('withWrittenNumbers', () => {
  it('casts the literal behind a cast that keeps its digits', () => {
    expect(withWrittenNumbers(cast(cast(written, FLOAT), DOUBLE), never)).toEqual(cast(written, DOUBLE))
    expect(withWrittenNumbers(cast(cast(written, decimal(10, 0)), DOUBLE), never)).toEqual(cast(written, DOUBLE))
  })

  it('leaves casts to and from types that do not hold it', () => {
    const toInt = cast(cast(written, INT), DOUBLE)
    const toTiny = cast(cast(written, decimal(10, 0)), TINYINT)
    expect([toInt, toTiny].map((expr) => withWrittenNumbers(expr, never))).toEqual([toInt, toTiny])
  })
})
