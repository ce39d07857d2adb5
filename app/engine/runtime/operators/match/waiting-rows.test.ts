import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf } from '../../testing-kit/changelog.ts'
import { NONE, WaitingRows } from './waiting-rows.ts'

const row = (value: number): Row => rowOf([value])

function dueOf(waiting: WaitingRows, key: number): number[] {
  const values: number[] = []
  for (let entry = waiting.takeFirst(key); entry !== NONE; entry = waiting.after(entry)) {
    const due = waiting.rowOf(entry)
    values.push(due === undefined ? -waiting.timeOf(entry) : columnOf<number>(due, 0))
  }
  return values
}

describe('WaitingRows', () => {
  it('gives each key its rows by time and then by arrival, and the keys by their first time', () => {
    const waiting = new WaitingRows()
    waiting.add(30, 1, row(1))
    waiting.add(20, 2, row(2))
    waiting.add(10, 1, row(3))
    waiting.add(20, 1, row(4))
    waiting.add(20, 2, row(5))
    waiting.add(40, 2, row(6))
    waiting.advance(30)
    expect(waiting.dueKeys).toEqual([1, 2])
    expect(waiting.countOf(1)).toBe(3)
    expect(dueOf(waiting, 1)).toEqual([3, 4, 1])
    expect(dueOf(waiting, 2)).toEqual([2, 5])
    expect(dueOf(waiting, 2)).toEqual([])
    waiting.advance(100)
    expect(waiting.dueKeys).toEqual([2])
    expect(dueOf(waiting, 1)).toEqual([])
    expect(dueOf(waiting, 2)).toEqual([6])
  })

  it('reminds of a key without a row', () => {
    const waiting = new WaitingRows()
    waiting.add(10, 0, undefined)
    waiting.advance(9)
    expect(waiting.dueKeys).toEqual([])
    waiting.advance(10)
    expect(dueOf(waiting, 0)).toEqual([-10])
  })

  it('orders the rows of one time of a key, and no others', () => {
    const waiting = new WaitingRows()
    for (const [time, key, value] of [
      [10, 0, 3],
      [10, 1, 9],
      [10, 0, 1],
      [20, 0, 0],
    ] as const)
      waiting.add(time, key, row(value))
    waiting.advance(20)
    waiting.arrange(0, (a, b) => columnOf<number>(a, 0) - columnOf<number>(b, 0))
    expect(dueOf(waiting, 0)).toEqual([1, 3, 0])
    expect(dueOf(waiting, 1)).toEqual([9])
  })
})
