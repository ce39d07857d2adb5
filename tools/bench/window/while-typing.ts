import type { Page } from 'playwright-core'
import { rounded } from '../statistics.ts'

export interface Delays {
  readonly seconds: number
  /** Milliseconds from each key to the page's own code, in ascending order. */
  readonly delays: readonly number[]
}

const EVERY_MS = 40

/** Presses a key that does nothing, again and again, until the work is done: how long does the page keep it waiting? */
export async function whileTyping(page: Page, work: () => Promise<void>): Promise<Delays> {
  await page.evaluate(`(() => {
    const delays = (window.benchDelays = [])
    window.benchListener ??= addEventListener('keydown', (event) => {
      if (event.key === 'Shift') window.benchDelays.push(performance.now() - event.timeStamp)
    }, { capture: true })
    return delays.length
  })()`)
  const started = performance.now()
  let isDone = false
  const working = work().finally(() => {
    isDone = true
  })
  while (!isDone) {
    await page.keyboard.press('Shift')
    await page.waitForTimeout(EVERY_MS)
  }
  await working
  const delays = (await page.evaluate('window.benchDelays')) as number[]
  return { seconds: rounded((performance.now() - started) / 1000), delays: delays.sort((a, b) => a - b) }
}
