import { describe, expect, it } from 'vitest'
import { INT } from '../../types/construct-type.ts'
import type { ScalarFunction } from '../functions/declaration.ts'
import type { BoundExpr, Constant } from './bound.ts'
import { withWrittenNulls } from './written-null.ts'

const span = { start: 0, end: 0 } as never
const constant = (value: number | null): Constant => ({ kind: 'constant', value, type: INT, span })
const call = (name: string, ...args: BoundExpr[]): BoundExpr => ({
  kind: 'call',
  fn: { name } as ScalarFunction,
  args,
  type: INT,
  span,
})

describe('withWrittenNulls', () => {
  const failing = call('/', constant(1), constant(0))

  it('finds NULL in what a NULL makes NULL, at any depth', () => {
    expect(withWrittenNulls(call('=', call('+', constant(null), failing), failing))).toEqual(constant(null))
    expect(withWrittenNulls(call('ELT', call('+', failing, constant(null))))).toEqual(call('ELT', constant(null)))
  })

  it('leaves functions to answer NULL themselves', () => {
    const written = call('POWER', constant(null), failing)
    expect(withWrittenNulls(written)).toEqual(written)
  })
})
