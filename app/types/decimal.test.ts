import { describe, expect, it } from 'vitest'
import { addDecimal, decimalText, divideDecimal, multiplyDecimal, parseBigDecimal, rescale } from './decimal.ts'
import { additionType, divisionType, moduloType, multiplicationType, roundType } from './decimal-type.ts'
import { typeText } from './type-text.ts'

const digits = (precision: number, scale: number) => ({ precision, scale })

describe('result types of decimal arithmetic', () => {
  it('gives up digits of the fraction first', () => {
    expect(typeText(additionType(digits(38, 18), digits(38, 18)))).toBe('DECIMAL(38, 17) NOT NULL')
    expect(typeText(additionType(digits(38, 0), digits(30, 29)))).toBe('DECIMAL(38, 6) NOT NULL')
    expect(typeText(multiplicationType(digits(30, 29), digits(30, 29)))).toBe('DECIMAL(38, 35) NOT NULL')
    expect(typeText(divisionType(digits(38, 18), digits(10, 0)))).toBe('DECIMAL(38, 18) NOT NULL')
  })

  it('derives quotients, remainders and rounded numbers', () => {
    expect(typeText(divisionType(digits(5, 2), digits(10, 0)))).toBe('DECIMAL(16, 13) NOT NULL')
    expect(typeText(moduloType(digits(10, 2), digits(5, 2)))).toBe('DECIMAL(5, 2) NOT NULL')
    expect(typeText(roundType(digits(10, 3), 0))).toBe('DECIMAL(8, 0) NOT NULL')
    expect(typeText(roundType(digits(10, 3), 2))).toBe('DECIMAL(10, 2) NOT NULL')
  })
})

describe('decimal arithmetic', () => {
  it('is NULL where the result has too many digits', () => {
    expect(addDecimal(10n ** 38n - 1n, 0, 1, 29, 38, 6)).toBeNull()
  })

  it('rounds HALF_UP away from zero', () => {
    expect(rescale(-25, 1, 0)).toBe(-3)
    expect(rescale(-24, 1, 0)).toBe(-2)
    expect(rescale(10n ** 20n + 5n, 1, 0)).toBe(10n ** 19n + 1n)
  })

  it('keeps one form for one value', () => {
    expect(multiplyDecimal(2n ** 60n, 0, 0, 0, 38, 0)).toBe(0)
    expect(Object.is(multiplyDecimal(-5, 0, 0, 0, 10, 0), 0)).toBe(true)
  })

  it('divides as Flink prints it', () => {
    const quotient = (a: bigint, as: number, b: bigint, bs: number, p: number, s: number) =>
      decimalText(divideDecimal(a, as, b, bs, p, s) ?? 0, s)
    expect(quotient(1234n, 2, 7n, 0, 16, 13)).toBe('1.7628571428571')
    expect(quotient(-33333333333n, 10, 225n, 2, 28, 16)).toBe('-1.4814814814666667')
    expect(quotient(1000000000000000001n, 18, 3n, 0, 38, 18)).toBe('0.333333333333333334')
  })

  it('reads what java.math.BigDecimal reads', () => {
    expect(parseBigDecimal('1.50')).toEqual({ unscaled: 150n, scale: 2 })
    expect(parseBigDecimal('-1e3')).toEqual({ unscaled: -1n, scale: -3 })
    expect(parseBigDecimal('.')).toBeNull()
    expect(parseBigDecimal('1f')).toBeNull()
  })
})
