import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type RunningWindow } from './kit/window.ts'

// A table whose rows would be higher than any element can be: every one of them can be reached.

const ROWS = 2_000_000
const soon = { timeout: 30_000 }

let window: RunningWindow
let folder: string
let table: Locator
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-rows-'))
  const file = join(folder, 'many.csv')
  // What stands in a row is the number of the row.
  writeFileSync(file, `n\n${Array.from({ length: ROWS }, (_, row) => row + 1).join('\n')}\n`)
  window = await openWindow()
  const { page } = window
  await page.getByRole('button', { name: 'New…' }).click()
  await page.getByRole('menuitem', { name: 'Import a pack from a file…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Choose a file…').setInputFiles(file)
  await dialog.getByRole('table').waitFor(soon)
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await dialog.waitFor({ state: 'detached', timeout: 120_000 })
  table = page.getByRole('region', { name: /2,000,000 rows/ })
  await table.getByText('1', { exact: true }).first().waitFor(soon)
}, 240_000)
afterAll(async () => {
  await window?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The numbers of the rows that are wholly on screen, by their cells; each stands beside the number of its row. */
async function shownRows(): Promise<readonly number[]> {
  return (await window.page.evaluate(`(() => {
    const scroller = document.querySelector('.rows-table')
    const { top, bottom } = scroller.getBoundingClientRect()
    const head = scroller.querySelector('thead').getBoundingClientRect().height
    return [...scroller.querySelectorAll('tbody tr')]
      .filter((row) => {
        const place = row.getBoundingClientRect()
        return place.top >= top + head - 1 && place.bottom <= bottom + 1
      })
      .map((row) => {
        const [number, cell] = [...row.children].map((cell) => cell.textContent.replaceAll(',', ''))
        return number === cell && row.ariaRowIndex === String(Number(cell) + 1) ? Number(cell) : Number.NaN
      })
  })()`)) as number[]
}
const firstRow = async () => (await shownRows())[0]
const lastRow = async () => (await shownRows()).at(-1)

describe('a table of two million rows', () => {
  it('goes to its end and back by keys, to the very row', async () => {
    const { page } = window
    await table.focus()
    await page.keyboard.press('Control+End')
    await expect.poll(() => lastRow(), soon).toBe(ROWS)
    const end = await shownRows()
    expect(end).toEqual(end.map((_, at) => ROWS - end.length + 1 + at))
    await page.keyboard.press('PageUp')
    await expect.poll(() => lastRow(), soon).toBe(ROWS - (end.length - 1))
    await page.keyboard.press('PageDown')
    await expect.poll(() => lastRow(), soon).toBe(ROWS)
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => lastRow(), soon).toBe(ROWS - 1)
    await page.keyboard.press('Control+Home')
    await expect.poll(() => firstRow(), soon).toBe(1)
  })

  it('moves by its rows under the wheel, wherever it is', async () => {
    const { page } = window
    await table.hover()
    await page.mouse.wheel(0, 24 * 5)
    await expect.poll(() => firstRow(), soon).toBe(6)
    await page.mouse.wheel(0, -24 * 5)
    await expect.poll(() => firstRow(), soon).toBe(1)
    await page.keyboard.press('Control+End')
    await expect.poll(() => lastRow(), soon).toBe(ROWS)
    await page.mouse.wheel(0, -24 * 7)
    await expect.poll(() => lastRow(), soon).toBe(ROWS - 7)
  })

  it('shows rows while its scroll bar is dragged, and where it is let go', async () => {
    const { page } = window
    await page.keyboard.press('Control+Home')
    await expect.poll(() => firstRow(), soon).toBe(1)
    const box = await table.boundingBox()
    if (box === null) throw new Error('The table is not on screen')
    const x = box.x + box.width - 4
    const thumb = box.y + 18
    await page.mouse.move(x, thumb)
    await page.mouse.down()
    const seen: number[] = []
    const steps = 30
    for (let step = 1; step <= steps; step++) {
      await page.mouse.move(x, thumb + (step * (box.height - 40)) / 60)
      const rows = await shownRows()
      if (rows.length > 0 && rows.every((row) => row > 0)) seen.push(rows[0] as number)
    }
    await page.mouse.up()
    // where a page is long on its way, which a busy machine brings about, places are shown without it
    expect(seen.length).toBeGreaterThan(steps / 2)
    expect(new Set(seen).size).toBeGreaterThan(5)
    await expect.poll(async () => Math.abs(((await firstRow()) ?? 0) - ROWS / 2), soon).toBeLessThan(ROWS / 5)
    expect(window.mistakes).toEqual([])
  })
})
