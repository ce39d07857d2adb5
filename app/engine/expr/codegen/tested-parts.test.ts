import { describe, expect, it } from 'vitest'
import { BOOLEAN, INT, notNull } from '../../../types/construct-type.ts'
import type { BoundExpr } from '../bound.ts'
import { testedParts } from './tested-parts.ts'

const span = { start: 0, end: 0 }
const column = (index: number, type: BoundExpr['type']): BoundExpr => ({ kind: 'input', index, type, span })
const [open, known] = [column(0, BOOLEAN), column(1, notNull(BOOLEAN))]
const failing: BoundExpr = { kind: 'cast', mode: 'cast', operand: column(2, INT), type: notNull(BOOLEAN), span }
const all = (...args: BoundExpr[]): BoundExpr => ({ kind: 'logic', op: 'AND', args, type: BOOLEAN, span })

describe('the parts of a condition', () => {
  it('are tested one after the other where none can fail', () => {
    expect(testedParts(all(open, all(known, open)))).toEqual([open, known, open])
  })

  it('stay together from one that may be NULL to the last that may fail', () => {
    expect(testedParts(all(known, open, known, failing, known))).toEqual([known, all(open, known, failing), known])
  })

  it('come one by one where what may fail stands first', () => {
    expect(testedParts(all(failing, open))).toEqual([failing, open])
  })
})
