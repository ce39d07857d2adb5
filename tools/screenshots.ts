import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openWindow, type WindowOptions } from '../e2e/kit/window.ts'
import { ensureBuilt } from '../main/launch/ensure-built.mjs'
import { projectTop } from './module-graph.ts'

// The pictures of the README, taken from the real program on its sample. `npm run screenshots [folder]`

interface Picture extends WindowOptions {
  readonly name: string
  act(page: Page): Promise<void>
}

const openFlow = (page: Page, name: string) => page.getByRole('treeitem', { name, exact: true }).first().click()

async function runLatePayments(page: Page): Promise<void> {
  await openFlow(page, 'Late payments')
  await page.getByRole('group', { name: /^overdue_totals\b/ }).click()
  await page.keyboard.press('F5')
  await page.getByText(/^3 \/ 3 /).waitFor({ timeout: 60_000 })
  await page.getByRole('option', { name: /straggler/ }).click()
}

const PICTURES: readonly Picture[] = [
  { name: 'flow-dark', theme: 'dark', act: runLatePayments },
  { name: 'flow-light', theme: 'light', act: runLatePayments },
  { name: 'flow-zh', theme: 'dark', language: 'zh', act: runLatePayments },
  { name: 'flow-small', theme: 'light', width: 1024, height: 700, act: runLatePayments },
  {
    name: 'sql',
    theme: 'dark',
    async act(page) {
      await openFlow(page, 'Clicks per minute')
      await page.getByRole('tab', { name: 'SQL', exact: true }).click()
      await page.locator('.sql-script, .monaco-editor').first().waitFor()
    },
  },
  {
    name: 'test',
    theme: 'light',
    async act(page) {
      await runLatePayments(page)
      await page.getByRole('treeitem', { name: /straggler is alerted/ }).click()
      await page
        .getByRole('table', { name: /overdue_alerts/ })
        .first()
        .waitFor()
    },
  },
  {
    name: 'palette',
    theme: 'dark',
    async act(page) {
      await openFlow(page, 'Clean orders')
      await page.keyboard.press('Control+K')
    },
  },
]

if (!ensureBuilt()) process.exit(1)
const folder = process.argv[2] ?? join(projectTop, 'docs/screenshots')
mkdirSync(folder, { recursive: true })
for (const { name, act, ...options } of PICTURES) {
  const window = await openWindow(options)
  await act(window.page)
  // What fades in has settled.
  await window.page.waitForTimeout(600)
  await window.page.screenshot({ path: join(folder, `${name}.png`) })
  await window.close()
  console.log(`${name}.png`)
}
