import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWindow, type RunningWindow } from './kit/window.ts'

// A project with a pack that takes a while becomes a file, or does not when one thinks better of it.

const LINE = `{"id":1,"note":"${'x'.repeat(980)}"}\n`
const LINES = 150_000

let window: RunningWindow
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-export-'))
  const file = join(folder, 'large.ndjson')
  writeFileSync(file, LINE.repeat(LINES))
  window = await openWindow()
  const { page } = window
  await page.getByRole('button', { name: 'New…' }).click()
  await page.getByRole('menuitem', { name: 'Import a pack from a file…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Choose a file…').setInputFiles(file)
  await dialog.getByRole('table').waitFor()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await dialog.waitFor({ state: 'detached', timeout: 120_000 })
  await page.keyboard.press('Control+S')
  await page.getByText('unsaved edits').waitFor({ state: 'detached' })
}, 240_000)
afterAll(async () => {
  await window?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function startExport(): Promise<void> {
  const { page } = window
  await page.keyboard.press('Control+K')
  await page.keyboard.type('Export project')
  await page.keyboard.press('Enter')
}

describe('exporting a project', () => {
  it('shows how far it is, and leaves no file when it is cancelled', async () => {
    const { page } = window
    let downloads = 0
    page.on('download', () => downloads++)
    await startExport()
    const dialog = page.getByRole('dialog', { name: 'Export the project' })
    await dialog.getByRole('progressbar').waitFor()
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.waitForTimeout(1_000)
    expect(downloads).toBe(0)
  })

  it('gives a zip that another program reads, with all of the pack', async () => {
    const { page } = window
    const coming = page.waitForEvent('download', { timeout: 120_000 })
    await startExport()
    const file = join(folder, 'project.zip')
    const download = await coming
    expect(download.suggestedFilename()).toMatch(/\.zip$/)
    await download.saveAs(file)
    const script =
      'import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps({i.filename: i.file_size for i in z.infolist()}))'
    const sizes = JSON.parse(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }))
    expect(sizes).toMatchObject({
      'millrace.json': expect.any(Number),
      'packs/large.ndjson': LINE.length * LINES,
    })
    expect(window.mistakes).toEqual([])
  })
})
