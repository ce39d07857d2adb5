import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../tools/chromium.mjs'
import { projectTop } from '../../tools/module-graph.ts'

/** The program as a user has it: started, with a window in a real browser on a workspace of its own. */
export interface RunningWindow {
  readonly page: Page
  readonly workspace: string
  /** A second window on the same workspace, by a link of its own. */
  openAnother(): Promise<Page>
  /** Process id of the program: the host of the window. */
  readonly pid: number
  /** What went wrong in the page: exceptions, errors of the console, calls refused by the content policy. */
  readonly mistakes: readonly string[]
  close(): Promise<void>
}

export interface WindowOptions {
  readonly width?: number
  readonly height?: number
  readonly theme?: 'dark' | 'light'
  readonly language?: 'en' | 'zh'
  readonly workspace?: string
}

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function openWindow(options: WindowOptions = {}): Promise<RunningWindow> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-e2e-'))
  const workspace = options.workspace ?? join(folder, 'test.millrace')
  const program = startProgram(workspace, folder)
  const browser = await startBrowser()
  const mistakes: string[] = []
  const open = async () => {
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
      colorScheme: options.theme ?? 'dark',
      locale: options.language === 'zh' ? 'zh-CN' : 'en-US',
      reducedMotion: 'reduce',
    })
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const page = await context.newPage()
    page.on('pageerror', (error) => mistakes.push(String(error.stack ?? error)))
    page.on('console', (message) => {
      if (message.type() === 'error') mistakes.push(message.text())
    })
    await page.goto(await program.newLink())
    // The tabs come a moment after the frame, and take the focus.
    await page.locator('.react-flow__node').first().waitFor({ timeout: 60_000 })
    return page
  }
  const page = await open().catch(async (failure) => {
    await browser.close()
    throw failure
  })
  return {
    page,
    workspace,
    pid: program.pid,
    mistakes,
    openAnother: open,
    close: async () => {
      await browser.close()
      await program.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium({ install: false })
  if (executablePath === undefined) throw new Error('There is no Chromium to test in')
  // Chromium's sandbox does not work for root; only these tests go without it, the product never does.
  const args = process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS
  return chromium.launch({ executablePath, args, ignoreDefaultArgs: ['--hide-scrollbars'] })
}

interface Program {
  readonly pid: number
  newLink(): Promise<string>
  stop(): Promise<void>
}

function startProgram(workspace: string, folder: string): Program {
  const child: ChildProcess = spawn(
    process.execPath,
    ['main/launch/open.ts', '--no-window', '--workspace', workspace],
    {
      cwd: projectTop,
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), XDG_DATA_HOME: join(folder, 'data') },
    },
  )
  const waiting: ((link: string) => void)[] = []
  const links: string[] = []
  const said: string[] = []
  if (child.stdout === null || child.stdin === null) throw new Error('The program has no output')
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line)
    const link = /http:\/\/\S+/.exec(line)?.[0]
    if (link === undefined) return
    const next = waiting.shift()
    if (next === undefined) links.push(link)
    else next(link)
  })
  let first = true
  return {
    pid: child.pid ?? 0,
    newLink: () =>
      new Promise((resolve, reject) => {
        const ready = links.shift()
        if (!first && ready === undefined) child.stdin?.write('\n')
        first = false
        if (ready !== undefined) return resolve(ready)
        const ended = () => reject(new Error(`The program ended:\n${said.join('\n')}`))
        if (child.exitCode !== null) return ended()
        waiting.push(resolve)
        child.once('exit', ended)
      }),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve()
        child.once('exit', () => resolve())
        child.kill('SIGTERM')
      }),
  }
}
