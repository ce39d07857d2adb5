import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openWindow } from '../../../e2e/kit/window.ts'
import { ensureBuilt } from '../../../main/launch/ensure-built.mjs'
import { rounded } from '../statistics.ts'
import { writeEvents } from '../write-events.ts'
import { measureFrames, measureJumps } from './measure-scrolling.ts'
import { writeRowsWorkspace } from './rows-workspace.ts'
import { type Delays, whileTyping } from './while-typing.ts'

// What an author sees and feels in the real window, over the real host and engine, in a real Chromium
// without a graphics card: a run of many rows, its result scrolled, a large pack imported meanwhile.

const LONG_MS = 3_600_000

export async function timeWindow(rows: number, gigabytes: number): Promise<number> {
  if (!ensureBuilt()) return 1
  const folder = mkdtempSync(join(tmpdir(), 'millrace-window-'))
  try {
    const workspace = join(folder, 'rows.millrace')
    writeRowsWorkspace(workspace, rows)
    const window = await openWindow({ workspace })
    try {
      const { page } = window
      await measureResults(page, rows)
      if (gigabytes > 0) await measureImport(page, join(folder, 'events.ndjson'), gigabytes)
      if (window.mistakes.length > 0) console.error(window.mistakes.join('\n'))
    } finally {
      await window.close()
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return 0
}

async function measureResults(page: Page, rows: number): Promise<void> {
  await page.getByRole('treeitem', { name: 'large', exact: true }).last().click()
  await page.getByRole('group', { name: /^answers\b/ }).waitFor()
  const run = await whileTyping(page, async () => {
    await page.keyboard.press('F5')
    await page.getByText(/^1 \/ 1 /).waitFor({ timeout: LONG_MS })
  })
  tellTyping('a run', { rows }, run)
  await page.getByRole('tab', { name: 'Changelog' }).click()
  const table = '[aria-label="Rows of out"]'
  await page.locator(table).waitFor()
  console.log(JSON.stringify({ window: 'idle', ...(await measureFrames(page, table, 0)) }))
  for (const [scrolling, step] of [
    ['scrolling, 3 rows a frame', 3],
    ['scrolling, 40 rows a frame', 40],
    ['dragging, 5,000 rows a frame', 5_000],
  ] as const) {
    console.log(JSON.stringify({ window: scrolling, rows, target: 60, ...(await measureFrames(page, table, step)) }))
  }
  console.log(JSON.stringify({ window: 'jump to a page', rows, targetMs: 50, ...(await measureJumps(page, table)) }))
}

async function measureImport(page: Page, file: string, gigabytes: number): Promise<void> {
  const rows = writeEvents(file, gigabytes * 1e9, 'ndjson')
  await page.getByRole('button', { name: 'New…' }).click()
  await page.getByRole('menuitem', { name: 'Import a pack from a file…' }).click()
  const dialog = page.getByRole('dialog')
  const button = dialog.getByRole('button', { name: 'Import', exact: true })
  let seenMs = 0
  const typed = await whileTyping(page, async () => {
    const started = performance.now()
    await dialog.getByLabel('Choose a file…').setInputFiles(file)
    await dialog.getByRole('table').waitFor()
    seenMs = performance.now() - started
    await button.click()
    await dialog.waitFor({ state: 'detached', timeout: LONG_MS })
  })
  tellTyping('an import', { gigabytes, rows, firstRowsMs: rounded(seenMs) }, typed)
}

function tellTyping(during: string, size: object, { seconds, delays }: Delays): void {
  const at = (share: number): number => rounded(delays[Math.floor(delays.length * share)] ?? Number.NaN)
  const figures = { keys: delays.length, medianMs: at(0.5), p99Ms: at(0.99), mostMs: rounded(delays.at(-1) ?? 0) }
  console.log(
    JSON.stringify({ window: `input delay during ${during}`, ...size, seconds, targetP99Ms: 100, ...figures }),
  )
}
