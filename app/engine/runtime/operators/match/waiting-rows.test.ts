import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../base/random.ts'
import type { Row } from '../../../row.ts'
import { columnOf, rowOf } from '../../testing-kit/changelog.ts'
import { wholeRows } from '../../testing-kit/whole-rows.ts'
import { NONE, WaitingRows } from './waiting-rows.ts'

const row = (value: number): Row => rowOf([value])

function dueOf(waiting: WaitingRows, key: number): number[] {
  const values: number[] = []
  for (let entry = waiting.takeFirst(key); entry !== NONE; entry = waiting.after(entry)) {
    values.push(waiting.hasRow(entry) ? columnOf<number>(waiting.rowOf(entry), 0) : -waiting.timeOf(entry))
  }
  return values
}

describe('WaitingRows', () => {
  it('gives each key its rows by time and then by arrival, and the keys by their first time', () => {
    const waiting = new WaitingRows(wholeRows)
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

  it('puts rows that come behind later ones in their places, whatever the order', () => {
    const random = createRandom(5)
    const waiting = new WaitingRows(wholeRows)
    const left: { readonly key: number; readonly time: number; readonly value: number }[] = []
    for (let value = 0, watermark = 0; value < 5_000; value++) {
      const time = watermark + 1 + Math.floor(random() * (value % 3 === 0 ? 300 : 40))
      const key = Math.floor(random() * 60)
      waiting.add(time, key, row(value))
      left.push({ key, time, value })
      if (random() > 0.05) continue
      watermark += Math.floor(random() * 200)
      waiting.advance(watermark)
      const due = left.filter((each) => each.time <= watermark).sort((a, b) => a.time - b.time || a.value - b.value)
      expect(waiting.dueKeys).toEqual([...new Set(due.map(({ key }) => key))])
      for (const key of waiting.dueKeys) {
        const values = due.filter((each) => each.key === key).map((each) => each.value)
        expect(waiting.countOf(key)).toBe(values.length)
        expect(dueOf(waiting, key)).toEqual(values)
      }
      for (const each of due) left.splice(left.indexOf(each), 1)
    }
  })

  it('reminds of a key between its rows', () => {
    const waiting = new WaitingRows(wholeRows)
    waiting.add(10, 0, row(1))
    waiting.add(20, 0, undefined)
    waiting.add(30, 0, row(2))
    waiting.advance(30)
    expect(dueOf(waiting, 0)).toEqual([1, -20, 2])
  })

  it('reminds of a key without a row', () => {
    const waiting = new WaitingRows(wholeRows)
    waiting.add(10, 0, undefined)
    waiting.advance(9)
    expect(waiting.dueKeys).toEqual([])
    waiting.advance(10)
    expect(dueOf(waiting, 0)).toEqual([-10])
  })

  it('orders the rows of one time of a key, and no others', () => {
    const waiting = new WaitingRows(wholeRows)
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
