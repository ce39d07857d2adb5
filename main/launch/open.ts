import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import packageFile from '../../package.json' with { type: 'json' }
import { describeStoreError } from '../host/describe-store-error.ts'
import { openWebHost, type WebHost } from '../host/open-web-host.ts'
import { type Arguments, readArguments } from '../host/read-arguments.ts'
import { findUserFolders } from '../host/user-folders.ts'
import { openBrowserWindow } from './browser-window.ts'
import { chooseShell, type Shell } from './choose-shell.ts'
import { findBrowser } from './find-browser.ts'
import { findElectron } from './find-electron.ts'
import { isStale } from './freshness.mjs'
import { offerLinks } from './offer-links.ts'

// Opens Millrace: in Electron, in a window of Chromium, or as an address for a browser.

const USAGE = `Usage: npm start -- [options]

  -w, --workspace FILE   the workspace to open (made when it is not there)
      --no-window        print an address for a browser instead of opening a window
  -h, --help             this text`

const top = fileURLToPath(new URL('../..', import.meta.url))
const folders = findUserFolders()

process.exitCode = await main()

async function main(): Promise<number> {
  let words: Arguments
  try {
    words = readArguments(process.argv.slice(2))
  } catch (thrown) {
    console.error(`${thrown instanceof Error ? thrown.message : thrown}\n\n${USAGE}`)
    return 2
  }
  if (words.help) {
    console.log(USAGE)
    return 0
  }
  const workspace = words.workspace ?? join(folders.data, 'workspace.millrace')
  const shell = await findShell(words)
  console.log(`Millrace ${packageFile.version}, workspace ${workspace}\n${shell.why}`)
  return shell.kind === 'electron' ? openElectron(shell.path, workspace) : openHost(shell, workspace)
}

async function findShell({ noWindow }: Arguments): Promise<Shell> {
  const isLinux = process.platform === 'linux'
  const hasDisplay = !isLinux || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
  const isRoot = process.getuid?.() === 0
  const mayOpen = !noWindow && hasDisplay && !isRoot
  const electron = mayOpen
    ? await findElectron(join(top, 'node_modules/electron'), console.log)
    : { missing: "Electron's binary was not looked for." }
  return chooseShell({ noWindow, electron, chromium: findBrowser(), hasDisplay, isRoot })
}

/** Runs the bundle that package.json names. */
function openElectron(binary: string, workspace: string): Promise<number> {
  const child = spawn(binary, [top, '--workspace', workspace], { cwd: top, stdio: 'inherit' })
  onEnd(() => void child.kill())
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

async function openHost(shell: Exclude<Shell, { kind: 'electron' }>, workspacePath: string): Promise<number> {
  const opened = await openWebHost({
    workspacePath,
    configFolder: folders.config,
    version: packageFile.version,
    sampleFolder: join(top, 'resources/sample'),
    rendererFolder: join(top, 'out/renderer'),
    engineBundle: findEngineBundle(),
    report: (problem) => console.error(problem instanceof Error ? problem.stack : problem),
  })
  if (!opened.ok) {
    console.error(describeStoreError(workspacePath, opened.error))
    return 1
  }
  const host = opened.value
  const ended = new Promise<void>(onEnd)
  if (shell.kind === 'chromium') {
    const window = openBrowserWindow(shell.path, join(folders.data, 'browser-profile'), host.newLink())
    await Promise.race([window.closed, ended])
    window.close()
  } else {
    printLinks(host)
    await ended
  }
  await host.close()
  return 0
}

/** Only when it is younger than its sources: an engine of yesterday would answer as yesterday. */
function findEngineBundle(): string | undefined {
  const bundle = join(top, 'out/engine-process.mjs')
  const isOld = isStale([join(top, 'app'), join(top, 'main/engine'), join(top, 'package-lock.json')], bundle)
  return isOld ? undefined : bundle
}

/** Each line of input asks for a link. */
function printLinks(host: WebHost): void {
  const offer = offerLinks({
    newLink: () => host.newLink(),
    say: console.log,
    every(milliseconds, work) {
      const timer = setInterval(work, milliseconds)
      return () => clearInterval(timer)
    },
  })
  host.onWindows((count) => {
    if (count > 0) offer.settle()
  })
  const lines = createInterface({ input: process.stdin })
  lines.on('line', () => offer.renew())
  onEnd(() => {
    offer.stop()
    lines.close()
  })
}

function onEnd(work: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => work())
}
