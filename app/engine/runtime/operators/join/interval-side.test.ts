import { describe, expect, it } from 'vitest'
import { columnOf, rowOf } from '../../testing-kit/changelog.ts'
import { TimedRows } from './interval-side.ts'

function rowsAt(...times: readonly number[]): TimedRows {
  const [first = 0, ...rest] = times
  const rows = new TimedRows(first, rowOf([0]), undefined, 0)
  for (const [i, time] of rest.entries()) rows.add(time, rowOf([i + 1]), false)
  return rows
}

const arrivals = (rows: TimedRows): readonly number[] => rows.rows.map((row) => columnOf<number>(row, 0))

describe('TimedRows', () => {
  it('keeps rows of one time together where the first of them came', () => {
    const rows = rowsAt(20, 10, 20, 30, 10)
    expect(rows.times).toEqual([20, 20, 10, 10, 30])
    expect(arrivals(rows)).toEqual([0, 2, 1, 4, 3])
  })

  it('drops what has expired, wherever it stands', () => {
    const rows = rowsAt(20, 10, 40, 30, 10)
    expect(rows.earliest()).toBe(10)
    expect(rows.dropUpTo(20)).toBe(3)
    expect(rows.times).toEqual([40, 30])
    expect(arrivals(rows)).toEqual([2, 3])
    expect(rows.earliest()).toBe(30)
  })

  it('goes on from the beginning when all rows have expired', () => {
    const rows = rowsAt(20, 10)
    expect(rows.dropUpTo(20)).toBe(2)
    for (const time of [5, 5, 7]) rows.add(time, rowOf([time]), false)
    expect(rows.times).toEqual([5, 5, 7])
    expect(rows.dropUpTo(5)).toBe(2)
    expect(rows.earliest()).toBe(7)
  })
})
