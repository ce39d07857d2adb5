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
}

/** Scrolls by so many pixels a frame; `table` is a selector of what scrolls. */
export async function measureFrames(page: Page, table: string, pixels: number): Promise<Frames> {
  const taskTime = await readTaskTime(page)
  const before = await taskTime()
  const { times, empty, seen } = (await page.evaluate(
    `(async () => {
      const scroller = document.querySelector('${table}')
      const nextFrame = () => new Promise(requestAnimationFrame)
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
        scroller.scrollTop += ${pixels}
        const now = await nextFrame()
        times.push(now - last)
        last = now
        if (times.length % 10 > 0) continue
        const shown = rows()
        seen += shown.length
        empty += shown.filter((row) => row.children[1].textContent === '').length
      }
      return { times, empty, seen }
    })()`,
  )) as { times: number[]; empty: number; seen: number }
  const sorted = times.toSorted((a, b) => a - b)
  return {
    framesPerSecond: rounded((times.length * 1000) / times.reduce((sum, time) => sum + time, 0)),
    p95Ms: rounded(sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN),
    mostMs: rounded(sorted.at(-1) ?? Number.NaN),
    busyMsPerFrame: rounded(((await taskTime()) - before) / times.length),
    emptyShare: rounded(empty / Math.max(1, seen)),
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
      const times = []
      for (let jump = 0; jump < ${JUMPS}; jump++) {
        await new Promise((go) => setTimeout(go, 100))
        const wanted = Math.floor(((jump * 0.618) % 1) * (scroller.scrollHeight / 24 - 100))
        const started = performance.now()
        scroller.scrollTop = wanted * 24
        for (;;) {
          await nextFrame()
          const row = scroller.querySelector('tbody tr[aria-rowindex="' + (wanted + 3) + '"]')
          if (row !== null && row.children[1].textContent !== '') break
          if (performance.now() - started > 10_000) break
        }
        times.push(performance.now() - started)
      }
      return times
    })()`,
  )) as number[]
  return { medianMs: rounded(median(times)), mostMs: rounded(Math.max(...times)) }
}
