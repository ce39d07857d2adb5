import { execFileSync } from 'node:child_process'
import { afterEach, expect, it } from 'vitest'
import { byMouse } from './kit/road-author.ts'
import { openWindow, type RunningWindow } from './kit/window.ts'

let window: RunningWindow | undefined
afterEach(() => window?.close())

/** Enough rows that a run takes seconds. */
const ROWS = 300_000
const CLICKS = `page,visits\n${Array.from({ length: ROWS }, (_, row) => `p${row % 1_000},${row}\n`).join('')}`
const QUERY = 'SELECT page, SUM(visits) AS visits FROM clicks GROUP BY page'

it('says that the engine died in the middle of a run, and runs again', async () => {
  window = await openWindow()
  const { page, pid } = window
  const author = byMouse(page)
  await author.createFlow('long')
  await author.addNode('Kafka source', 'clicks', { Servers: 'localhost:9092', Topic: 'clicks' }, [
    'page STRING',
    'visits BIGINT',
  ])
  await author.addNode('SQL', 'sums', {}, [], QUERY)
  await author.addNode('Print', 'out', {})
  await author.connect('clicks', 'sums')
  await author.connect('sums', 'out')
  await author.importPack('many-clicks.csv', CLICKS)
  await author.createTest('clicks', 'many-clicks', 'out', [])

  await author.runTests()
  await page
    .getByText(/^Running/)
    .first()
    .waitFor()
  killEngineOf(pid)
  await page.getByText('The engine stopped in the middle of the run').waitFor({ timeout: 20_000 })

  await author.runTests()
  await page.getByText(/^[01] \/ 1 tests/).waitFor({ timeout: 120_000 })
  expect(await page.locator('.change-table').first().isVisible()).toBe(true)
})

function killEngineOf(host: number): void {
  const children = execFileSync('pgrep', ['-P', String(host), '-f', 'engine-process'], { encoding: 'utf8' })
    .trim()
    .split('\n')
  for (const child of children) process.kill(Number(child), 'SIGKILL')
}
