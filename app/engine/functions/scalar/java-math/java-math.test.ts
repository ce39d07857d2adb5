import { describe, expect, it } from 'vitest'
import { log, log10, tanh } from './java-math.ts'

// Expected numbers are those that the JVM printed.
describe('functions of DOUBLE', () => {
  it('round as the JVM does where JavaScript engines are one unit off', () => {
    expect(log(0.752576295700182)).toBe(-0.28425289786389446)
    expect(log(2) / log(3)).toBe(0.6309297535714574)
    expect(log10(0.5660211001084141)).toBe(-0.24716737890033558)
    expect(tanh(1.8007556748715456e-9)).toBe(1.8007556748715454e-9)
    expect(tanh(-1.2936488222187094e-9)).toBe(-1.2936488222187096e-9)
    expect([tanh(-0), tanh(1e-300)]).toEqual([-0, 1e-300])
  })

  it('are exact where the result is', () => {
    expect([log10(1000), log10(1e-5), log(1)]).toEqual([3, -5, 0])
  })

  it('keep to IEEE 754 outside of ordinary numbers', () => {
    expect([log(0), log(-1), log(Infinity), log10(0)]).toEqual([-Infinity, Number.NaN, Infinity, -Infinity])
    expect(log(4.9e-324)).toBe(-744.4400719213812)
  })
})
