import { describe, expect, it } from 'vitest'
import { RowScroll } from './row-scroll.ts'

const VIEW = 240

function scrollOf(rows: number, view = VIEW): RowScroll {
  const scroll = new RowScroll()
  scroll.resize(rows, view)
  return scroll
}

describe('a list that an element can hold', () => {
  it('is where its scroller is, to the pixel', () => {
    const scroll = scrollOf(1_000)
    expect([scroll.isScaled, scroll.distance]).toEqual([false, 23_760])
    scroll.scrolledTo(250)
    expect(scroll.range).toEqual({ first: 10, end: 21, offset: 10 })
    expect(scroll.place).toBe(250)
  })

  it('shows all rows when they are few', () => {
    expect(scrollOf(3).range).toEqual({ first: 0, end: 3, offset: 0 })
    expect(scrollOf(0).range).toEqual({ first: 0, end: 0, offset: 0 })
    expect(scrollOf(3).distance).toBe(0)
  })

  it('stays where it is when it grows, and at its end when it shrinks', () => {
    const scroll = scrollOf(1_000)
    scroll.scrolledTo(2_400)
    scroll.resize(5_000, VIEW)
    expect(scroll.range.first).toBe(100)
    scroll.resize(50, VIEW)
    expect(scroll.range).toEqual({ first: 40, end: 50, offset: 0 })
  })
})

describe('a list that is higher than an element can be', () => {
  const ROWS = 39_600_000

  it('has all rows on its scroll bar', () => {
    const scroll = scrollOf(ROWS)
    expect(scroll.distance).toBeLessThan(17_000_000)
    scroll.scrolledTo(scroll.distance)
    expect(scroll.range).toEqual({ first: ROWS - 10, end: ROWS, offset: 0 })
    scroll.scrolledTo(scroll.distance / 2)
    expect(Math.abs(scroll.range.first - ROWS / 2)).toBeLessThan(10)
    scroll.scrolledTo(0)
    expect(scroll.range.first).toBe(0)
  })

  it('reaches its end from a scroller that counts in whole pixels of the screen', () => {
    const scroll = scrollOf(ROWS)
    scroll.scrolledTo(scroll.distance - 0.6)
    expect(scroll.range.end).toBe(ROWS)
  })

  it('moves by rows on the wheel, though the scroll bar does not move for it', () => {
    const scroll = scrollOf(ROWS)
    scroll.scrolledTo(8_000_000)
    const { first } = scroll.range
    for (let turn = 0; turn < 10; turn++) {
      scroll.moveBy(24)
      // The scroller has been put to the place, and says so.
      scroll.scrolledTo(scroll.place)
    }
    expect(scroll.range.first).toBe(first + 10)
  })

  it('steps by rows and pages to the very row', () => {
    const scroll = scrollOf(ROWS)
    scroll.step('end')
    expect(scroll.range).toEqual({ first: ROWS - 10, end: ROWS, offset: 0 })
    scroll.step('page-up')
    expect(scroll.range.first).toBe(ROWS - 19)
    scroll.step('line-up')
    expect(scroll.range.first).toBe(ROWS - 20)
    scroll.step('page-down')
    scroll.step('line-down')
    expect(scroll.range.end).toBe(ROWS)
    scroll.step('start')
    scroll.step('page-down')
    expect(scroll.range).toEqual({ first: 9, end: 19, offset: 0 })
  })

  it('comes to whole rows by a step from between them', () => {
    const scroll = scrollOf(ROWS)
    scroll.moveTo(100)
    scroll.step('line-down')
    expect(scroll.range).toMatchObject({ first: 5, offset: 0 })
    scroll.moveTo(100)
    scroll.step('line-up')
    expect(scroll.range).toMatchObject({ first: 4, offset: 0 })
  })
})
