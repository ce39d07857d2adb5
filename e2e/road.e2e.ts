import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RealFlink, realFlinkIsHere, skipLine, startRealFlink } from './kit/real-flink.ts'
import { type Author, byKeyboard, byMouse } from './kit/road-author.ts'
import { openWindow, type RunningWindow } from './kit/window.ts'

// The whole road of a job author: draw, prove, ship. Once with the mouse and once without.

if (!realFlinkIsHere) console.log(skipLine)

/** The third row is below the limit; the test first expects it all the same. */
const CLICKS = 'page,visits\nhome,12\ncart,30\nhelp,3\n'
const QUERY = 'SELECT page, visits FROM clicks WHERE visits >= 10'

describe.each<[string, (page: Page) => Author]>([
  ['by mouse', byMouse],
  ['by keyboard', byKeyboard],
])('the whole road %s', (_, createAuthor) => {
  let window: RunningWindow
  let flink: RealFlink | undefined

  beforeAll(async () => {
    if (realFlinkIsHere) flink = await startRealFlink()
  }, 600_000)
  afterAll(() => flink?.stop())
  beforeEach(async () => {
    window = await openWindow()
  })
  afterEach(async () => {
    await window.close()
  })

  it('draws a flow, proves it on a pack, and publishes it', async () => {
    const { page } = window
    const author = createAuthor(page)
    const tag = randomBytes(3).toString('hex')
    flink?.createTopic(`clicks-${tag}`)
    flink?.createTopic(`busy-${tag}`)

    await author.createFlow(`busy-pages-${tag}`)
    await author.addNode('Kafka source', 'clicks', { Servers: 'localhost:9092', Topic: `clicks-${tag}` }, [
      'page STRING',
      'visits INT',
    ])
    await author.addNode('SQL', 'busy', {}, [], QUERY)
    await author.addNode('Kafka sink', 'busy_out', { Servers: 'localhost:9092', Topic: `busy-${tag}` })
    await author.connect('clicks', 'busy')
    await author.connect('busy', 'busy_out')
    await expectText(page, 'status', 'no problems')

    await author.importPack(`clicks-${tag}.csv`, CLICKS)
    await author.createTest('clicks', `clicks-${tag}`, 'busy_out', [
      ['home', '12'],
      ['cart', '30'],
      ['help', '3'],
    ])
    await author.runTests()
    await expectText(page, 'summary', '1 failed')
    expect(await rowsOf(page, 'missing')).toEqual([['help', '3']])

    await author.removeExpectedRow(3)
    await author.runTests()
    await expectText(page, 'summary', '1 passed')

    await author.submit('first')
    if (flink === undefined) return
    await author.publish()
    const job = page
      .getByRole('table', { name: 'Publications and their jobs' })
      .getByRole('row', { name: new RegExp(tag) })
    await job.getByText('RUNNING').waitFor({ timeout: 60_000 })
    await author.stop(tag)
    await job.getByText('CANCELED').waitFor({ timeout: 60_000 })
    expect(window.mistakes).toEqual([])
  })
})

async function expectText(page: Page, where: 'status' | 'summary', text: string): Promise<void> {
  const place = where === 'status' ? page.getByRole('region', { name: 'Status' }) : page.locator('.results-summary')
  await place.getByText(text, { exact: false }).first().waitFor({ timeout: 60_000 })
}

/** Cells of the result rows with that verdict, without the columns that say so. */
async function rowsOf(page: Page, verdict: 'missing' | 'unexpected'): Promise<string[][]> {
  const rows = await page.locator(`.change-table tr.${verdict}`).all()
  return Promise.all(rows.map(async (row) => (await row.getByRole('cell').allTextContents()).slice(2)))
}
