import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell, utilityProcess } from 'electron'
import type { Dispatch } from '../../app/api/dispatch.ts'
import { createHost, type Host } from '../host/create-host.ts'
import { describeStoreError } from '../host/describe-store-error.ts'
import { readArguments } from '../host/read-arguments.ts'
import { listStaticFiles } from '../host/static-files.ts'
import { createAppProtocol } from './app-protocol.ts'
import { EVENT_CHANNEL } from './channels.ts'
import { denyPermissions, guardContents } from './guard-contents.ts'
import { SCHEME, START_PAGE } from './own-pages.ts'
import { serveIpc } from './serve-ipc.ts'
import { createUtilityEngine } from './utility-engine.ts'
import { windowOptions } from './window-options.ts'

// Electron's main process: the host with windows of its own. Bundled into out/, beside all that it loads.

const out = import.meta.dirname
const dispatches = new Map<number, Dispatch>()
const report = (problem: unknown) => console.error(problem)

protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
])
app.enableSandbox()
app.on('web-contents-created', (_, contents) => guardContents(contents, (address) => void shell.openExternal(address)))
app.on('window-all-closed', () => app.quit())

await app.whenReady()
denyPermissions(session.defaultSession)
protocol.handle(SCHEME, createAppProtocol(listStaticFiles(join(out, 'renderer'))))
Menu.setApplicationMenu(
  process.platform === 'darwin' ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }]) : null,
)

const host = openHost()
if (host !== undefined) {
  serveIpc(ipcMain, (contents) => dispatches.get(contents), report)
  app.on('will-quit', () => host.close())
  openWindow(host)
}

function openHost(): Host | undefined {
  const workspacePath =
    readArguments(process.argv.slice(app.isPackaged ? 1 : 2)).workspace ??
    join(app.getPath('userData'), 'workspace.millrace')
  const opened = createHost({
    workspacePath,
    configFolder: app.getPath('userData'),
    shell: 'electron',
    version: app.getVersion(),
    sampleFolder: join(out, '../resources/sample'),
    spawnEngine: () =>
      createUtilityEngine(
        utilityProcess.fork(join(out, 'engine-process.mjs'), [], { env: {}, stdio: 'ignore', serviceName: 'engine' }),
        (pid) => process.kill(pid, 'SIGKILL'),
      ),
    report,
  })
  if (opened.ok) return opened.value
  dialog.showErrorBox('Millrace', describeStoreError(workspacePath, opened.error))
  app.quit()
  return undefined
}

function openWindow(host: Host): void {
  const window = new BrowserWindow(windowOptions(join(out, 'preload.cjs')))
  const { id } = window.webContents
  const opened = host.openWindow(`window_${randomBytes(8).toString('hex')}`, (event) => {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event)
  })
  dispatches.set(id, opened.dispatch)
  window.once('ready-to-show', () => window.show())
  window.on('closed', () => {
    dispatches.delete(id)
    opened.close()
  })
  void window.loadURL(START_PAGE)
}
