import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { openWindow, type RunningWindow } from './kit/window.ts'

let window: RunningWindow | undefined
afterEach(async () => {
  await window?.close()
  window = undefined
})

const LOOKS = [
  { width: 1440, height: 900, theme: 'dark', language: 'en' },
  { width: 1440, height: 900, theme: 'light', language: 'zh' },
  { width: 1024, height: 700, theme: 'light', language: 'en' },
  { width: 1024, height: 700, theme: 'dark', language: 'zh' },
] as const

describe('the window', () => {
  it.each(LOOKS)('opens on a sample that runs: $width x $height, $theme, $language', async (look) => {
    window = await openWindow(look)
    const { page } = window
    await page.getByRole('treeitem', { name: 'Late payments' }).first().click()
    await page.getByRole('group', { name: /^overdue_totals\b/ }).waitFor()
    await page.keyboard.press('F5')
    await page.getByText(/^3 \/ 3 /).waitFor({ timeout: 60_000 })
    // Nothing hangs out of the window.
    expect(
      await page.evaluate(
        'document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight',
      ),
    ).toBe(true)
    // Nor does a switch lose its last choice.
    const last = page
      .getByRole('tablist', { name: /^(View of the rows|行的视图)$/ })
      .getByRole('tab')
      .last()
    const main = await page.locator('.results-main').boundingBox()
    const box = await last.boundingBox()
    expect(box === null || main === null ? 0 : main.x + main.width - (box.x + box.width)).toBeGreaterThan(0)
    expect(box?.height).toBeLessThan(30)
    await page.evaluate(axe.source)
    const found = (await page.evaluate('axe.run(document, { runOnly: ["wcag2a", "wcag2aa"] })')) as axe.AxeResults
    const serious = found.violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([])
    expect(window.mistakes).toEqual([])
  })

  it('comes back after a reload with what was typed and not saved', async () => {
    window = await openWindow()
    const { page } = window
    await page.getByRole('treeitem', { name: 'Clean orders' }).first().click()
    await page.getByRole('group', { name: /^raw_orders\b/ }).click()
    const topic = page.getByRole('complementary', { name: 'Inspector' }).getByLabel('Topic', { exact: true })
    await topic.fill('shop.other-orders')
    // A draft is written within a second of the edit.
    await page.waitForTimeout(1_000)
    await page.reload()
    await page.getByRole('treeitem', { name: 'Clean orders' }).first().click()
    await page.getByRole('group', { name: /^raw_orders\b/ }).click()
    await expect.poll(() => topic.inputValue(), { timeout: 10_000 }).toBe('shop.other-orders')
  })

  it('opens a second time read-only, says who writes, and can take over', async () => {
    window = await openWindow()
    const second = await window.openAnother()
    await second.getByText(/has held the lock since/).waitFor()
    await second.getByRole('treeitem', { name: 'Clean orders' }).first().click()
    await second.getByRole('group', { name: /^raw_orders\b/ }).click()
    const topic = second.getByRole('complementary', { name: 'Inspector' }).getByLabel('Topic', { exact: true })
    expect(await topic.isEditable()).toBe(false)
    await second.getByRole('button', { name: 'Take over' }).click()
    await expect.poll(() => topic.isEditable(), { timeout: 10_000 }).toBe(true)
    await window.page.getByText(/has held the lock since/).waitFor()
  })

  it('undoes and redoes whatever was done, wherever it was', async () => {
    window = await openWindow()
    const { page } = window
    await page.getByRole('treeitem', { name: 'Clean orders' }).first().click()
    const nodes = page.locator('.react-flow__node')
    await page.getByRole('group', { name: /^good\b/ }).waitFor()
    const before = await nodes.count()
    await page.getByRole('group', { name: /^good\b/ }).click()
    await page.keyboard.press('Delete')
    await expect.poll(() => nodes.count()).toBe(before - 1)
    await page.keyboard.press('Control+Z')
    await expect.poll(() => nodes.count()).toBe(before)
    await page.keyboard.press('Control+Shift+Z')
    await expect.poll(() => nodes.count()).toBe(before - 1)
    await page.keyboard.press('Control+Z')
    await expect.poll(() => nodes.count()).toBe(before)
  })

  it('says a mistake in the SQL at its node, and where it is', async () => {
    window = await openWindow()
    const { page } = window
    await page.getByRole('treeitem', { name: 'Clicks per minute' }).first().click()
    await page.getByRole('group', { name: /^per_minute\b/ }).click()
    const query = page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Query' })
    // The field is plain until it is wanted.
    await query.focus()
    await page.locator('.monaco-editor').first().waitFor()
    await query.focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText('SELECT pagee FROM people')
    const problems = page.getByRole('list', { name: 'Problems' })
    await problems.getByText(/pagee/).first().waitFor({ timeout: 20_000 })
    expect(await page.getByRole('group', { name: /^per_minute\b/ }).textContent()).toMatch(/\d/)
  })
})
