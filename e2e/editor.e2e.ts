import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type RunningWindow } from './kit/window.ts'

// What an author does in the SQL of a node, and in the script of a flow. The language service answers.

let window: RunningWindow
beforeAll(async () => {
  window = await openWindow()
  const { page } = window
  await page.getByRole('treeitem', { name: 'Clicks per minute' }).first().click()
  await page.getByRole('group', { name: /^per_minute\b/ }).click()
  await query(page).focus()
  await page.locator('.sql-field .monaco-editor').first().waitFor()
  // The service has begun to answer: from here on it is there at once.
  await write('SELECT ¦ FROM people')
  await page.keyboard.press('Control+Space')
  await row('event_time').waitFor({ timeout: 60_000 })
  await page.keyboard.press('Escape')
})
afterAll(async () => {
  await window?.close()
})

const query = (page: Page) =>
  page.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Query' })
const row = (label: string) =>
  window.page.locator('.suggest-widget.visible').getByRole('option', { name: label }).first()
/** As one line: the field wraps where it is narrow. */
const text = async () =>
  (await window.page.locator('.sql-field .view-line').allTextContents()).join(' ').replace(/[\s\u00a0]+/g, ' ')
const soon = { timeout: 20_000 }

/** Puts a text into the field, with the caret where its `¦` stands. */
async function write(marked: string): Promise<void> {
  const { keyboard } = window.page
  await query(window.page).focus()
  await keyboard.press('Control+A')
  await keyboard.insertText(marked.replace('¦', ''))
  await keyboard.press('Escape')
  for (let step = marked.length - 1 - marked.indexOf('¦'); step > 0; step--) await keyboard.press('ArrowLeft')
}

describe('the SQL editor', () => {
  it('offers the columns of the node before, and writes the one that is chosen', async () => {
    await write('SELECT ¦ FROM people')
    await window.page.keyboard.press('Control+Space')
    await row('visitor').waitFor()
    await window.page.keyboard.type('vis')
    await window.page.keyboard.press('Enter')
    await expect.poll(() => text(), soon).toBe('SELECT visitor FROM people')
  })

  it('offers only the nodes that lead here, and follows an alias', async () => {
    await write('SELECT p.¦ FROM people AS p')
    await window.page.keyboard.press('Control+Space')
    await row('event_time').waitFor()
    await window.page.keyboard.press('Escape')
    await write('SELECT page FROM ¦')
    await window.page.keyboard.press('Control+Space')
    await row('people').waitFor()
    expect(await row('totals').count()).toBe(0)
    await window.page.keyboard.press('Escape')
  })

  it('says the type of what stands under the pointer', async () => {
    await write('SELECT page, COUNT(*) AS number_of_clicks FROM people GROUP BY page¦')
    await window.page.locator('.sql-field .view-line').getByText('number_of_clicks').hover()
    await window.page.locator('.monaco-hover').getByText('BIGINT').first().waitFor()
  })

  it('shows the form of a call while its arguments are written', async () => {
    await write('SELECT CONCAT_WS¦')
    await window.page.keyboard.type("('-', ")
    await window.page.locator('.parameter-hints-widget').getByText('string1').first().waitFor()
    await window.page.keyboard.press('Escape')
  })

  it('goes from a name to where it is made', async () => {
    await write('SELECT p.page\nFROM people AS p\nWHERE p¦.page IS NOT NULL')
    await window.page.keyboard.press('F12')
    // The caret stands at the alias, so that what is typed stands before it.
    await expect
      .poll(async () => (await window.page.getByText(/^Ln \d+, Col \d+$/).textContent()) ?? '', soon)
      .toMatch(/Ln 2, Col 16/)
  })

  it('goes from a name to the node that makes it, by key and by pointer', async () => {
    const { page } = window
    const name = page
      .getByRole('complementary', { name: 'Inspector' })
      .getByRole('textbox', { name: 'Name', exact: true })
    const back = async () => {
      await page.getByRole('group', { name: /^per_minute\b/ }).click()
      await expect.poll(() => name.inputValue(), soon).toBe('per_minute')
      await page.locator('.sql-field .monaco-editor').first().waitFor()
    }
    await write('SELECT visitor FROM peo¦ple')
    await page.keyboard.press('F12')
    await expect.poll(() => name.inputValue(), soon).toBe('people')
    await back()
    await page.keyboard.down('Control')
    await page.locator('.sql-field .view-line').getByText('visitor').hover()
    await page.locator('.sql-field .goto-definition-link').first().waitFor(soon)
    await page
      .locator('.sql-field .view-line')
      .getByText('visitor')
      .click({ modifiers: ['Control'] })
    await page.keyboard.up('Control')
    await expect.poll(() => name.inputValue(), soon).toBe('clicks')
    await back()
  })

  it('renames an alias wherever it stands', async () => {
    await write('SELECT p.page, p.visitor FROM people AS p¦')
    await window.page.keyboard.press('F2')
    await window.page.locator('.rename-box input:focus').waitFor()
    await window.page.keyboard.press('Control+A')
    await window.page.keyboard.type('who')
    await window.page.keyboard.press('Enter')
    await expect.poll(() => text(), soon).toBe('SELECT who.page, who.visitor FROM people AS who')
  })

  it('lays the text out on Shift+Alt+F, comments kept', async () => {
    await write("select page -- which\nfrom   people where page<>'x'¦")
    await window.page.keyboard.press('Shift+Alt+F')
    await expect.poll(() => text(), soon).toContain("WHERE page <> 'x'")
    expect(await text()).toContain('-- which')
  })

  it('underlines a slip and mends it', async () => {
    await write('SELECT page FR¦OM people'.replace('FR¦OM', 'FO¦RM'))
    await window.page.locator('.sql-field .squiggly-error').first().waitFor()
    await window.page.keyboard.press('Control+.')
    await window.page.locator('.action-widget').getByText(/FROM/).first().waitFor()
    await window.page.keyboard.press('Enter')
    await expect.poll(() => text(), soon).toBe('SELECT page FROM people')
  })

  it('underlines what the engine finds, in the field and in the script of the flow', async () => {
    const { page } = window
    await write('SELECT page, nowhere FROM people¦')
    await page.locator('.sql-field .squiggly-error').first().waitFor({ timeout: 60_000 })
    await page.getByRole('tab', { name: 'SQL', exact: true }).click()
    await page.locator('.sql-view .view-line').getByText('nowhere').first().waitFor()
    await page.locator('.sql-view .squiggly-error').first().waitFor({ timeout: 60_000 })
  })

  it('keeps a query in the script of the flow that cannot be read, underlined', async () => {
    const { page } = window
    await write('SELECT page FO¦RM people')
    await page.locator('.sql-view .view-line').getByText('FORM').first().waitFor(soon)
    await page.locator('.sql-view .squiggly-error').first().waitFor(soon)
    await write('SELECT page, nowhere FROM people¦')
  })

  it('takes the colours of the window when its theme changes', async () => {
    const { page } = window
    const background = () =>
      page.evaluate<string>("getComputedStyle(document.querySelector('.sql-view .monaco-editor')).backgroundColor")
    const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    const before = await background()
    expect(before).toBe(await ground())
    await page.keyboard.press('Control+K')
    await page.keyboard.type('theme: light')
    await page.keyboard.press('Enter')
    await expect.poll(background, { timeout: 20_000 }).not.toBe(before)
    expect(await background()).toBe(await ground())
  })

  it('lists what the whole script holds', async () => {
    const { page } = window
    await page.locator('.sql-view .view-line').getByText('nowhere').first().click()
    await page.keyboard.press('Control+Shift+O')
    await page.locator('.quick-input-widget input:focus').waitFor()
    await page.keyboard.type('totals')
    await page.locator('.quick-input-widget').getByText('totals').first().waitFor()
    await page.keyboard.press('Escape')
    expect(window.mistakes).toEqual([])
  })
})
