import { describe, expect, it } from 'vitest'
import { log, log10, pow, tanh } from './java-math.ts'

// Expected numbers are those that the JVM printed.
describe('functions of DOUBLE', () => {
  it('round as the JVM does where JavaScript engines are one unit off', () => {
    expect(log(0.752576295700182)).toBe(-0.28425289786389446)
    expect(log(2) / log(3)).toBe(0.6309297535714574)
    expect(log10(0.5660211001084141)).toBe(-0.24716737890033558)
    expect(pow(16000000000, 14)).toBe(7.205759403792793e142)
    expect(tanh(1.8007556748715456e-9)).toBe(1.8007556748715454e-9)
    expect(tanh(-1.2936488222187094e-9)).toBe(-1.2936488222187096e-9)
    expect([tanh(-0), tanh(1e-300)]).toEqual([-0, 1e-300])
  })

  it('are exact where the result is', () => {
    expect([pow(2, 10), pow(10, 15), pow(-3, 3), pow(4, 0.5), pow(2, -1)]).toEqual([1024, 1e15, -27, 2, 0.5])
    expect([log10(1000), log10(1e-5), log(1)]).toEqual([3, -5, 0])
  })

  it('keep to IEEE 754 outside of ordinary numbers', () => {
    expect([log(0), log(-1), log(Infinity), log10(0)]).toEqual([-Infinity, Number.NaN, Infinity, -Infinity])
    expect([pow(1, Infinity), pow(-1, -Infinity), pow(0, -1), pow(-8, 1 / 3)]).toEqual([1, 1, Infinity, Number.NaN])
    expect(log(4.9e-324)).toBe(-744.4400719213812)
  })
})
