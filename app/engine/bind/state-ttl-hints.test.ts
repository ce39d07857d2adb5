import { describe, expect, it } from 'vitest'
import type { Hint } from '../../sql/ast.ts'
import { readStateTtl, StateTtlHints } from './state-ttl-hints.ts'

const span = { start: 0, end: 1 }
const hint = (...options: Hint['options']): Hint => ({
  name: { name: 'STATE_TTL', quoted: false, span },
  options,
  span,
})

describe('a STATE_TTL hint', () => {
  it('gives each table its time, the first where one is named twice', () => {
    const times = readStateTtl(hint({ key: 't', value: '1h' }, { key: 'u', value: 'PT5S' }, { key: 't', value: '2h' }))
    expect([...times]).toEqual([
      ['t', 3_600_000],
      ['u', 5000],
    ])
  })

  it('is refused without a table, a time, or a time that can be read', () => {
    expect(() => readStateTtl(hint())).toThrow('expecting at least one')
    expect(() => readStateTtl(hint({ key: 't' }))).toThrow('only support key-value options')
    expect(() => readStateTtl(hint({ key: 't', value: 'soon' }))).toThrow('not a valid ISO-8601 duration format: soon')
  })
})

describe('the STATE_TTL hints of a statement', () => {
  it('know the aggregation of a SELECT, and the shortest time that ends', () => {
    const hints = new StateTtlHints()
    hints.addAggregation(span, 0, hint())
    expect(hints.ofAggregation(span)).toBe(0)
    expect(hints.ofAggregation({ ...span })).toBeUndefined()
    expect(hints.least).toBeUndefined()
    hints.add(500, hint())
    hints.add(700, hint())
    expect(hints.least?.ttl).toBe(500)
  })

  it('fail the plan where one names no table', () => {
    const hints = new StateTtlHints()
    hints.assertMatched()
    hints.addUnmatched(['zz'], hint())
    expect(() => hints.assertMatched()).toThrow('`zz` in `STATE_TTL`')
  })
})
