import { describe, expect, it } from 'vitest'
import { doubleText, floatText } from './java-number.ts'

describe('numbers as JDK 17 prints them', () => {
  it.each([
    [1, '1.0'],
    [1e7, '1.0E7'],
    [9999999.5, '9999999.5'],
    [0.001, '0.001'],
    [1e-4, '1.0E-4'],
    [5e-324, '4.9E-324'],
    [-0, '-0.0'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [1 / 3, '0.3333333333333333'],
  ])('prints the double %d as %s', (value, text) => {
    expect(doubleText(value)).toBe(text)
  })

  it('prints the digits of older JDKs where they are not the shortest', () => {
    expect(doubleText(2e23)).toBe('1.9999999999999998E23')
    expect(doubleText(8.41e21)).toBe('8.409999999999999E21')
    expect(doubleText(-0.0028867056788147586)).toBe('-0.0028867056788147586')
  })

  it.each([
    [0.1, '0.1'],
    [16777216, '1.6777216E7'],
    [2147483648, '2.14748365E9'],
    [1e-45, '1.4E-45'],
  ])('prints the float %d as %s', (value, text) => {
    expect(floatText(Math.fround(value))).toBe(text)
  })
})
