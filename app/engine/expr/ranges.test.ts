import { describe, expect, it } from 'vitest'
import { coverOf, type Range } from './ranges.ts'

const range = (from: number, to: number, withFrom = true, withTo = true): Range => ({ from, to, withFrom, withTo })
const below = (to: number, withTo: boolean) => range(Number.NEGATIVE_INFINITY, to, true, withTo)
const above = (from: number, withFrom: boolean) => range(from, Number.POSITIVE_INFINITY, withFrom, true)

describe('coverOf', () => {
  it('finds that two halves with their border hold all numbers', () => {
    expect(coverOf([above(1, false), below(1, true)])).toBe('all')
    expect(coverOf([below(1, false), range(1, 1), above(1, false)])).toBe('all')
    expect(coverOf([below(5, false), above(1, true)])).toBe('all')
  })

  it('tells single values that are left out from gaps', () => {
    expect(coverOf([above(1, false), below(1, false)])).toBe('points')
    expect(coverOf([below(1, true), above(2, true)])).toBe('gaps')
    expect(coverOf([below(1, true)])).toBe('gaps')
    expect(coverOf([])).toBe('gaps')
  })
})
