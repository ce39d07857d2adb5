import { describe, expect, it } from 'vitest'
import { daysFromCivil } from '../../types/civil.ts'
import { DATE, timestamp } from '../../types/construct-type.ts'
import { plannedDate } from './planned-date.ts'

describe('plannedDate', () => {
  const span = { start: 0, end: 0 }
  const date = (year: number, month = 1, day = 1) => plannedDate(daysFromCivil(year, month, day), DATE, 'plan', span)

  it('keeps four digits of the year', () => {
    expect(date(2024, 2, 29)).toBe(daysFromCivil(2024, 2, 29))
    expect(date(12999, 12, 31)).toBe(daysFromCivil(2999, 12, 31))
  })

  it('has no literal for the year 0 and before', () => {
    expect(() => date(0)).toThrow('Year out of range: [0]')
    expect(() => date(10000)).toThrow('Year out of range: [0]')
    expect(() => date(-1)).toThrow('Invalid date format: [000/-01-01]')
  })

  it('lets a TIMESTAMP be of the year 0', () => {
    const millis = (year: number) => daysFromCivil(year, 1, 1) * 86_400_000
    expect(plannedDate(millis(10000), timestamp(3), 'plan', span)).toBe(millis(0))
  })
})
