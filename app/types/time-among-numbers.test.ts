import { describe, expect, it } from 'vitest'
import { DATE, DOUBLE, decimal, INT, INTERVAL_MONTH, NULL, notNull, timestamp } from './construct-type.ts'
import { timeAmongNumbers } from './time-among-numbers.ts'

describe('timeAmongNumbers', () => {
  it('finds the first time beside a number or an interval', () => {
    expect(timeAmongNumbers([INT, DATE])).toEqual(DATE)
    expect(timeAmongNumbers([INT, INT, timestamp(3)])).toEqual(timestamp(3))
    expect(timeAmongNumbers([notNull(DATE), notNull(INTERVAL_MONTH)])).toEqual(notNull(DATE))
  })

  it('takes a DECIMAL only before the time, and no number across a NULL', () => {
    expect(timeAmongNumbers([decimal(5, 2), DATE])).toEqual(DATE)
    expect(timeAmongNumbers([DATE, decimal(5, 2)])).toBeUndefined()
    expect(timeAmongNumbers([DATE, NULL, INT])).toBeUndefined()
    expect(timeAmongNumbers([DOUBLE, DATE])).toBeUndefined()
  })
})
