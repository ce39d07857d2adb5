import { describe, expect, it } from 'vitest'
import { compilePattern } from './pattern-state.ts'

describe('compilePattern', () => {
  it('makes one state per required row', () => {
    const start = compilePattern([{ min: 2, max: 2, greedy: false }])
    expect(start.final).toBe(false)
    expect(start.target.final).toBe(false)
    expect(start.target.target.final).toBe(true)
  })

  it('lets a state without end return to itself', () => {
    const start = compilePattern([
      { min: 1, greedy: false },
      { min: 1, max: 1, greedy: false },
    ])
    const loop = start.target
    expect(loop.target).toBe(loop)
    expect(loop.proceed?.variable).toBe(1)
    expect(start.proceed).toBeUndefined()
  })

  it('bars what follows a greedy variable, and nothing else', () => {
    const start = compilePattern([
      { min: 2, max: 3, greedy: true },
      { min: 1, max: 1, greedy: false },
    ])
    expect(start.barredBy).toBeUndefined()
    expect(start.target.barredBy).toBeUndefined()
    expect(start.target.target.proceed?.barredBy).toBe(0)
    expect(start.target.target.target.barredBy).toBe(0)
  })

  it('knows where the rest may be left out', () => {
    const start = compilePattern([
      { min: 1, max: 1, greedy: false },
      { min: 0, max: 1, greedy: false },
    ])
    expect(start.mayEnd).toBe(false)
    expect(start.target.mayEnd).toBe(true)
  })
})
