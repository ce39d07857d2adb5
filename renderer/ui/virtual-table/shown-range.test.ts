import { describe, expect, it } from 'vitest'
import type { RowRange } from './row-scroll.ts'
import { ShownRange } from './shown-range.ts'

const at = (first: number): RowRange => ({ first, end: first + 10, offset: 0 })

/** Rows are here when the test says so; time passes when the test says so. */
function createShown() {
  const here = new Set<number>()
  let late: (() => void) | undefined
  const shown = new ShownRange({
    isHere: ({ first }) => here.has(first),
    later: (_, work) => {
      late = work
      return () => {
        late = undefined
      }
    },
  })
  const come = (...rows: readonly number[]): void => {
    for (const row of rows) here.add(row)
    shown.look()
  }
  return { shown, come, wait: () => late?.(), first: () => shown.current().first }
}

describe('what a table shows', () => {
  it('is where one looks, when the rows are here', () => {
    const { shown, come, first } = createShown()
    come(0, 50)
    shown.wish(at(0))
    shown.wish(at(50))
    expect(first()).toBe(50)
  })

  it('stays what it was until rows have come, and goes to the latest place that has some', () => {
    const { shown, come, first } = createShown()
    come(0)
    shown.wish(at(0))
    for (const row of [1_000, 2_000, 3_000]) shown.wish(at(row))
    expect(first()).toBe(0)
    come(1_000)
    expect(first()).toBe(1_000)
    shown.wish(at(4_000))
    come(2_000, 3_000)
    expect(first()).toBe(3_000)
    come(4_000)
    expect(first()).toBe(4_000)
  })

  it('never goes back to a place that was passed before', () => {
    const { shown, come, first } = createShown()
    come(0)
    shown.wish(at(0))
    shown.wish(at(1_000))
    shown.wish(at(2_000))
    come(2_000)
    come(1_000)
    expect(first()).toBe(2_000)
  })

  it('is where one looks though nothing is there, after a while', () => {
    const { shown, come, wait, first } = createShown()
    come(0)
    shown.wish(at(0))
    shown.wish(at(1_000))
    wait()
    expect(first()).toBe(1_000)
    shown.wish(at(2_000))
    expect(first()).toBe(2_000)
    come(2_000)
    shown.wish(at(3_000))
    expect(first()).toBe(2_000)
  })

  it('is where one looks from the beginning', () => {
    const { shown, first } = createShown()
    shown.wish(at(70))
    expect(first()).toBe(70)
  })

  it('is told once for each change', () => {
    const { shown, come } = createShown()
    let told = 0
    shown.subscribe(() => told++)
    come(0)
    shown.wish(at(0))
    shown.wish(at(0))
    shown.look()
    expect(told).toBe(1)
  })
})
