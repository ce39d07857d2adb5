import { describe, expect, it } from 'vitest'
import { cosh, tanh } from './hyperbolic.ts'

// Expected numbers are those that the JVM printed.
describe('cosh and tanh', () => {
  it('round as the JVM does where JavaScript engines are one unit off', () => {
    expect(cosh(1)).toBe(1.543080634815244)
    expect(tanh(1.8007556748715456e-9)).toBe(1.8007556748715454e-9)
    expect(tanh(-1.2936488222187094e-9)).toBe(-1.2936488222187096e-9)
    expect([tanh(-0), tanh(1e-300)]).toEqual([-0, 1e-300])
  })
})
