import type { Page } from 'playwright-core'
import { median, rounded } from '../statistics.ts'

// Measured inside the page, by its own frames. A row has come when its cells have text.

const SECONDS = 5
const JUMPS = 30

export interface Frames {
  readonly framesPerSecond: number
  readonly p95Ms: number
  readonly mostMs: number
  /** What the page's main thread was busy for a frame: scripts, styles, layout, painting. */
  readonly busyMsPerFrame: number
  /** Share of the rows on screen that were still empty, over all frames. */
  readonly emptyShare: number
  /** How long ago the scroll bar stood where the rows on screen are: median and p95. */
  readonly behindMs: number
  readonly behindP95Ms: number
}

/** Of what scrolls in the page: how many rows one pixel of it stands for, which are more where the list is too high. */
const ROWS_A_PIXEL = `const rowsAPixel = () => {
        const rows = Number(scroller.querySelector('table').getAttribute('aria-rowcount')) - 1
        const view = scroller.clientHeight - scroller.querySelector('thead').offsetHeight
        return (rows - view / 24) / (scroller.scrollHeight - scroller.clientHeight)
      }`

/** Scrolls by so many rows a frame; `table` is a selector of what scrolls. */
export async function measureFrames(page: Page, table: string, rowsAFrame: number): Promise<Frames> {
  const taskTime = await readTaskTime(page)
  const before = await taskTime()
  const { times, empty, seen, behind } = (await page.evaluate(
    `(async () => {
      const scroller = document.querySelector('${table}')
      const nextFrame = () => new Promise(requestAnimationFrame)
      ${ROWS_A_PIXEL}
      const step = ${rowsAFrame} / rowsAPixel()
      const behind = []
      const rows = () => [...scroller.querySelectorAll('tbody tr[aria-rowindex]')].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect()
        const frame = scroller.getBoundingClientRect()
        return bottom > frame.top && top < frame.bottom
      })
      const times = []
      let empty = 0
      let seen = 0
      let last = await nextFrame()
      const end = last + ${SECONDS * 1000}
      while (last < end) {
        scroller.scrollTop += step
        const now = await nextFrame()
        times.push(now - last)
        last = now
        if (times.length % 10 > 0) continue
        const shown = rows()
        seen += shown.length
        empty += shown.filter((row) => row.children[1].textContent === '').length
        const wanted = scroller.scrollTop * rowsAPixel()
        behind.push((Math.abs(wanted - (Number(shown[0].ariaRowIndex) - 2)) / ${Math.max(1, rowsAFrame)}) * times.at(-1))
      }
      return { times, empty, seen, behind }
    })()`,
  )) as { times: number[]; empty: number; seen: number; behind: number[] }
  const delays = behind.toSorted((a, b) => a - b)
  const sorted = times.toSorted((a, b) => a - b)
  return {
    framesPerSecond: rounded((times.length * 1000) / times.reduce((sum, time) => sum + time, 0)),
    p95Ms: rounded(sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN),
    mostMs: rounded(sorted.at(-1) ?? Number.NaN),
    busyMsPerFrame: rounded(((await taskTime()) - before) / times.length),
    emptyShare: rounded(empty / Math.max(1, seen)),
    behindMs: rounded(median(delays)),
    behindP95Ms: rounded(delays[Math.floor(delays.length * 0.95)] ?? Number.NaN),
  }
}

/** Milliseconds that the page's main thread has worked so far. */
async function readTaskTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000
  }
}

/** From a jump to rows that nobody has seen yet until the first of them stands there. */
export async function measureJumps(
  page: Page,
  table: string,
): Promise<{ readonly medianMs: number; readonly mostMs: number }> {
  const times = (await page.evaluate(
    `(async () => {
      const scroller = document.querySelector('${table}')
      const nextFrame = () => new Promise(requestAnimationFrame)
      ${ROWS_A_PIXEL}
      const times = []
      for (let jump = 0; jump < ${JUMPS}; jump++) {
        await new Promise((go) => setTimeout(go, 100))
        const place = Math.floor(((jump * 0.618) % 1) * (scroller.scrollHeight - 5_000))
        const wanted = place * rowsAPixel()
        const started = performance.now()
        scroller.scrollTop = place
        for (;;) {
          await nextFrame()
          const row = scroller.querySelector('tbody tr[aria-rowindex]')
          if (Math.abs(Number(row.ariaRowIndex) - 2 - wanted) < 10 && row.children[1].textContent !== '') break
          if (performance.now() - started > 10_000) break
        }
        times.push(performance.now() - started)
      }
      return times
    })()`,
  )) as number[]
  return { medianMs: rounded(median(times)), mostMs: rounded(Math.max(...times)) }
}
