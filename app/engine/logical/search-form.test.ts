import { describe, expect, it } from 'vitest'
import { must } from '../../base/assert.ts'
import { INT } from '../../types/construct-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { findFunctions } from '../functions/registry.ts'
import { searchForms } from './search-form.ts'

// Forms as they stand in plans of Flink 2.2: `w BETWEEN 1 AND 3` is a SEARCH there, `w <> 1` a comparison.

const span = { start: 0, end: 0 }
const w: BoundExpr = { kind: 'input', index: 0, type: INT, span }

function compare(op: string, value: number): BoundExpr {
  const fn = must(findFunctions(op))
  if (fn.kind !== 'scalar') throw new Error(op)
  const literal: BoundExpr = { kind: 'constant', value, type: INT, span }
  return { kind: 'call', fn, args: [w, literal], type: { kind: 'BOOLEAN', nullable: true }, span }
}

const formOf = (op: 'AND' | 'OR', ...parts: BoundExpr[]) => must([...searchForms(op, parts).values()][0])

describe('comparisons of one column with literals', () => {
  it('are a SEARCH where they leave a range with two ends', () => {
    expect(formOf('AND', compare('>=', 1), compare('<=', 3))).toBe('search')
  })

  it('are a SEARCH where they name several values, or all but several', () => {
    expect(formOf('OR', compare('=', 1), compare('=', 2))).toBe('search')
    expect(formOf('AND', compare('<>', 1), compare('<>', 2))).toBe('search')
  })

  it('stay a comparison where one says it all', () => {
    expect(formOf('AND', compare('>', 2), compare('>', 1))).toBe('comparison')
    expect(formOf('AND', compare('>=', 2), compare('<=', 2))).toBe('comparison')
    expect(formOf('OR', compare('<', 1), compare('>', 1))).toBe('comparison')
  })

  it('are never true where nothing passes them all', () => {
    expect(formOf('AND', compare('>', 3), compare('<', 2))).toBe('never')
  })
})
