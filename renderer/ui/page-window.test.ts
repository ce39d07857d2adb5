import { describe, expect, it } from 'vitest'
import { PageWindow } from './page-window.ts'

/** Fetches are answered when the test says so. */
function createRows() {
  const asked: { readonly from: number; answer(rows: readonly number[] | undefined): void }[] = []
  const window = new PageWindow<number>(
    (from, count) =>
      new Promise((answer) => {
        asked.push({ from, answer: (rows) => answer(rows) })
        expect(count).toBe(500)
      }),
  )
  const answer = async (at: number, rows = Array.from({ length: 500 }, (_, row) => (asked[at]?.from ?? 0) + row)) => {
    asked[at]?.answer(rows)
    await new Promise((done) => setTimeout(done))
  }
  return { asked, window, answer }
}

describe('the pages around what is looked at', () => {
  it('come when they are looked at, and tell it', async () => {
    const { asked, window, answer } = createRows()
    let told = 0
    window.subscribe(() => told++)
    window.look(990, 1_010, 1_000_000)
    expect(asked.map(({ from }) => from)).toEqual([500, 1_000])
    expect(window.rowAt(999)).toBe(undefined)
    await answer(0)
    expect([window.rowAt(999), window.rowAt(1_000), told]).toEqual([999, undefined, 1])
  })

  it('are those of now, not those that were passed while others were under way', async () => {
    const { asked, window, answer } = createRows()
    for (let row = 0; row < 900_000; row += 30_000) window.look(row, row + 30, 1_000_000)
    expect(asked.map(({ from }) => from)).toEqual([0, 30_000])
    await answer(0)
    expect(asked.map(({ from }) => from)).toEqual([0, 30_000, 870_000])
  })

  it('bring their neighbours when they are here, as far as there are any', async () => {
    const { asked, window, answer } = createRows()
    window.look(1_500, 1_520, 2_500)
    expect(asked.map(({ from }) => from)).toEqual([1_500])
    await answer(0)
    await answer(1)
    await answer(2)
    expect(asked.map(({ from }) => from)).toEqual([1_500, 2_000, 1_000])
    window.look(2_480, 2_500, 2_500)
    expect(asked.length).toBe(3)
  })

  it('are forgotten when they are far away, and come again', async () => {
    const { asked, window, answer } = createRows()
    for (let page = 0; page < 100; page++) {
      window.look(page * 500, page * 500 + 20, 50_000)
      for (let at = 0; at < asked.length; at++) await answer(at)
    }
    expect(window.rowAt(49_999)).toBe(49_999)
    expect(window.rowAt(0)).toBe(undefined)
    const before = asked.length
    window.look(0, 20, 50_000)
    expect(asked.at(before)?.from).toBe(0)
  })

  it('are asked for again where the list has grown since and they were not full', async () => {
    const { asked, window, answer } = createRows()
    window.look(0, 20, 100)
    await answer(0, [1, 2, 3])
    window.look(5, 25, 100)
    expect(asked.length).toBe(1)
    window.look(5, 25, 150)
    expect(asked.map(({ from }) => from)).toEqual([0, 0])
    await answer(1)
    window.look(5, 25, 700)
    expect(asked.map(({ from }) => from)).toEqual([0, 0, 500])
  })

  it('are not asked for again where they cannot be had', async () => {
    const { asked, window } = createRows()
    window.look(0, 20, 100)
    asked[0]?.answer(undefined)
    await new Promise((done) => setTimeout(done))
    window.look(0, 30, 100)
    expect(asked.length).toBe(1)
  })
})
