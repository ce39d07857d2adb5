import type { Locator, Page } from 'playwright-core'

/** What an author does in the window. Two of them do the same: one with the mouse, one without. */
export interface Author {
  createFlow(name: string): Promise<void>
  addNode(
    kind: string,
    name: string,
    fields: Readonly<Record<string, string>>,
    columns?: readonly string[],
    sql?: string,
  ): Promise<void>
  connect(from: string, to: string): Promise<void>
  importPack(fileName: string, content: string): Promise<void>
  createTest(source: string, pack: string, sink: string, rows: readonly (readonly string[])[]): Promise<void>
  removeExpectedRow(row: number): Promise<void>
  runTests(): Promise<void>
  submit(note: string): Promise<void>
  publish(): Promise<void>
  stop(job: string): Promise<void>
}

const dialog = (page: Page): Locator => page.getByRole('dialog')
const node = (page: Page, name: string): Locator => page.getByRole('group', { name: new RegExp(`^${name}\\b`) })
const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' })

export function byMouse(page: Page): Author {
  let dropped = 0
  let flowName = ''
  const type = async (field: Locator, text: string) => {
    await field.click()
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(text)
  }
  const addColumns = async (columns: readonly string[]) => {
    for (const [index, column] of columns.entries()) {
      const [name = '', kind = ''] = column.split(' ')
      await inspector(page).getByRole('button', { name: 'Add' }).first().click()
      await type(inspector(page).getByRole('textbox', { name: new RegExp(`name.*${index + 1}`, 'i') }), name)
      await type(inspector(page).getByRole('combobox', { name: new RegExp(`type.*${index + 1}`, 'i') }), kind)
    }
  }
  const openFlow = () => page.getByRole('treeitem', { name: flowName, exact: true }).click()
  return {
    async createFlow(name) {
      flowName = name
      await page.getByRole('button', { name: 'New…' }).click()
      await page.getByRole('menuitem', { name: 'New flow' }).click()
      await type(dialog(page).getByLabel('Name', { exact: true }), name)
      await dialog(page).getByRole('button', { name: 'Done' }).click()
    },
    async addNode(kind, name, fields, columns = [], sql) {
      const canvas = page.getByRole('application').or(page.locator('.react-flow')).first()
      await page
        .getByRole('button', { name: kind, exact: true })
        .dragTo(canvas, { targetPosition: { x: 110 + dropped * 230, y: 200 } })
      dropped++
      await type(inspector(page).getByRole('textbox', { name: 'Name', exact: true }), name)
      await page.keyboard.press('Enter')
      for (const [label, text] of Object.entries(fields))
        await type(inspector(page).getByLabel(label, { exact: true }), text)
      await addColumns(columns)
      if (sql !== undefined) await type(inspector(page).getByRole('textbox', { name: 'Query' }), sql)
    },
    async connect(from, to) {
      await node(page, from).hover()
      await node(page, from)
        .locator('.react-flow__handle.source')
        .dragTo(node(page, to).locator('.react-flow__handle.target').first())
    },
    async importPack(fileName, content) {
      await page.getByRole('button', { name: 'New…' }).click()
      await page.getByRole('menuitem', { name: 'Import a pack from a file…' }).click()
      const chooser = page.waitForEvent('filechooser')
      await dialog(page).getByRole('button', { name: 'Choose a file…' }).click()
      await (await chooser).setFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(content) })
      await dialog(page).getByRole('button', { name: 'Import', exact: true }).click()
      await dialog(page).waitFor({ state: 'detached' })
    },
    async createTest(source, pack, sink, rows) {
      await openFlow()
      await page.getByRole('button', { name: 'New…' }).click()
      await page.getByRole('menuitem', { name: 'New test' }).click()
      await page.getByRole('combobox', { name: source }).click()
      await page.getByRole('option', { name: pack }).click()
      const grid = page.getByRole('group', { name: `Expected of ${sink}` })
      for (const [index, row] of rows.entries()) {
        await grid.getByRole('button', { name: 'Add row' }).click()
        for (const [column, text] of row.entries())
          await type(
            grid
              .getByRole('row')
              .nth(index + 1)
              .getByRole('textbox')
              .nth(column),
            text,
          )
      }
    },
    removeExpectedRow: (row) => page.getByRole('button', { name: `Remove row ${row}` }).click(),
    runTests: () => page.getByRole('button', { name: 'Run tests' }).click(),
    async submit(note) {
      await openFlow()
      await page.getByRole('treeitem', { name: flowName, exact: true }).click({ button: 'right' })
      await page.getByRole('menuitem', { name: 'Submit a version…' }).click()
      await type(dialog(page).getByRole('textbox', { name: 'What is new in it' }), note)
      await dialog(page).getByRole('button', { name: 'Submit', exact: true }).click()
      await dialog(page).waitFor({ state: 'detached' })
    },
    async publish() {
      await page.getByRole('button', { name: 'Publish…' }).click()
      await dialog(page).getByRole('button', { name: 'Publish', exact: true }).click()
      await dialog(page).waitFor({ state: 'detached', timeout: 60_000 })
    },
    async stop(job) {
      await page.getByRole('button', { name: new RegExp(`^Stop .*${job}`) }).click()
      await dialog(page).getByRole('button', { name: 'Stop the job' }).click()
    },
  }
}

/** Never touches the mouse: the palette of commands, Tab, arrows and the keys of the canvas. */
export function byKeyboard(page: Page): Author {
  const press = (...keys: readonly string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
  const write = async (text: string) => {
    await press('Control+A')
    await page.keyboard.insertText(text)
  }
  const command = async (title: string) => {
    await press('Control+K')
    await page.getByRole('dialog').getByRole('combobox').waitFor()
    await page.keyboard.insertText(title)
    await page
      .getByRole('option', { name: new RegExp(quoted(title)) })
      .first()
      .waitFor()
    await press('Enter')
  }
  /** Tab until the focus is on what has that role and name, as an author without a mouse does. */
  const tabTo = async (wanted: Locator, key = 'Tab') => {
    await wanted.first().waitFor()
    for (let tabs = 0; tabs < 120; tabs++) {
      if (await wanted.first().evaluate((element) => element.matches(':focus'))) return
      await press(key)
    }
    throw new Error(`Tab does not lead to ${wanted}`)
  }
  const field = (label: string) => inspector(page).getByLabel(label, { exact: true })
  let flowName = ''
  const goTo = async (name: string) => {
    await press('Control+K')
    await page.keyboard.insertText(name)
    await page
      .getByRole('option', { name: new RegExp(quoted(name)) })
      .first()
      .waitFor()
    await press('Enter')
  }
  return {
    async createFlow(name) {
      flowName = name
      await command('New flow')
      await tabTo(dialog(page).getByRole('textbox', { name: 'Name' }))
      await write(name)
      await press('Escape')
    },
    async addNode(kind, name, fields, columns = [], sql) {
      await tabTo(page.getByRole('button', { name: kind, exact: true }))
      await press('Enter')
      await tabTo(field('Name'))
      await write(name)
      await press('Enter')
      for (const [label, text] of Object.entries(fields)) {
        await tabTo(field(label))
        await write(text)
      }
      for (const [index, column] of columns.entries()) {
        const [columnName = '', type = ''] = column.split(' ')
        await tabTo(inspector(page).getByRole('button', { name: 'Add' }).first())
        await press('Enter')
        await tabTo(inspector(page).getByRole('textbox', { name: new RegExp(`name.*${index + 1}`, 'i') }), 'Shift+Tab')
        await write(columnName)
        await tabTo(inspector(page).getByRole('combobox', { name: new RegExp(`type.*${index + 1}`, 'i') }))
        await write(type)
      }
      if (sql !== undefined) {
        await tabTo(inspector(page).getByRole('textbox', { name: 'Query' }))
        await write(sql)
        // Should a list of suggestions have opened, Tab would take one.
        await press('Escape')
      }
    },
    async connect(from, to) {
      await node(page, from).focus()
      await press('c')
      await page.keyboard.insertText(to)
      await page
        .getByRole('option', { name: new RegExp(to) })
        .first()
        .waitFor()
      await press('Enter')
    },
    async importPack(fileName, content) {
      await command('Type or paste a pack')
      await tabTo(dialog(page).getByRole('textbox'))
      await write(content)
      await tabTo(dialog(page).getByRole('button', { name: 'Read the rows' }))
      await press('Enter')
      await tabTo(dialog(page).getByRole('textbox', { name: 'Name', exact: true }))
      await write(fileName.replace('.csv', ''))
      await press('Enter')
      await dialog(page).waitFor({ state: 'detached' })
    },
    async createTest(source, pack, sink, rows) {
      await goTo(flowName)
      await command('New test')
      await tabTo(page.getByRole('combobox', { name: source }))
      await press('Enter')
      await page.keyboard.insertText(pack)
      await page.keyboard.type(pack)
      await press('Enter')
      const grid = page.getByRole('group', { name: `Expected of ${sink}` })
      await tabTo(grid.getByRole('button', { name: 'Add row' }))
      await press('Enter')
      for (const [index, row] of rows.entries()) {
        for (const [column, text] of row.entries()) {
          await tabTo(
            grid
              .getByRole('row')
              .nth(index + 1)
              .getByRole('textbox')
              .nth(column),
          )
          await write(text)
        }
        if (index < rows.length - 1) await press('Control+Enter')
      }
    },
    async removeExpectedRow(row) {
      await tabTo(page.getByRole('button', { name: `Remove row ${row}` }))
      await press('Enter')
    },
    runTests: () => press('F5'),
    async submit(note) {
      await goTo(flowName)
      await press('Control+Shift+S')
      await tabTo(dialog(page).getByRole('textbox', { name: 'What is new in it' }))
      await write(note)
      await press('Enter')
      await dialog(page).waitFor({ state: 'detached' })
    },
    async publish() {
      await press('Control+Shift+P')
      await tabTo(dialog(page).getByRole('button', { name: 'Publish', exact: true }))
      await press('Enter')
      await dialog(page).waitFor({ state: 'detached', timeout: 60_000 })
    },
    async stop(job) {
      await tabTo(page.getByRole('button', { name: new RegExp(`^Stop .*${job}`) }))
      await press('Enter')
      await tabTo(dialog(page).getByRole('button', { name: 'Stop the job' }))
      await press('Enter')
    },
  }
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
