import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** A window without tabs on a profile of its own. Nothing in it is told to anybody. */
export const browserArguments = (profile: string, page: string): readonly string[] => [
  `--app=${pathToFileURL(page).href}`,
  `--user-data-dir=${profile}`,
  '--class=Millrace',
  '--window-size=1440,900',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-features=Translate,OptimizationHints,MediaRouter',
]

export interface BrowserWindow {
  readonly closed: Promise<void>
  close(): void
}

/**
 * Opens a link in a window. Every process of this machine can read a command line, so the link with
 * its token goes through a file that only this user can read.
 */
export function openBrowserWindow(browser: string, profile: string, link: string): BrowserWindow {
  mkdirSync(profile, { recursive: true, mode: 0o700 })
  const page = join(profile, `open-${process.pid}.html`)
  rmSync(page, { force: true })
  writeFileSync(page, redirectPage(link), { mode: 0o600, flag: 'wx' })
  const child: ChildProcess = spawn(browser, browserArguments(profile, page), { stdio: 'ignore' })
  const closed = new Promise<void>((resolve) => {
    child.on('error', () => resolve())
    child.on('exit', () => resolve())
  }).finally(() => rmSync(page, { force: true }))
  return { closed, close: () => void child.kill() }
}

export function redirectPage(link: string): string {
  return `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Millrace</title><script>location.replace(${JSON.stringify(link)})</script>\n`
}
