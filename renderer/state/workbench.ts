import { createIds } from '../../app/base/ids.ts'
import type { HostClient } from '../bridge/host-client.ts'
import type { CanvasView } from '../canvas/canvas-view.ts'
import type { CommandTarget } from '../registry/command.ts'
import type { Registry } from '../registry/registry.ts'
import { createDocument, type WorkspaceDocument } from './document.ts'
import { createEditors, type Editors } from './editors.ts'
import { createNotifications, type Notifications } from './notifications.ts'
import { createOutput, type Output } from './output.ts'
import { createProblems, type Problems } from './problems.ts'
import { createRuns, type Runs } from './runs.ts'
import { createSaving, type Saving } from './saving.ts'
import type { SessionStore } from './session.ts'
import { reportStoreError } from './store-errors.ts'

/** One window's state and what it can do. Made once; components take it from context. */
export interface Workbench {
  readonly host: HostClient
  readonly registry: Registry
  readonly document: WorkspaceDocument
  readonly session: SessionStore
  readonly runs: Runs
  readonly problems: Problems
  readonly notifications: Notifications
  readonly output: Output
  readonly editors: Editors
  readonly saving: Saving
  /** The canvases on screen, by flow. */
  readonly canvases: Map<string, CanvasView>
  readonly newId: (prefix: string) => string
  readonly now: () => number
  execute(command: string, target?: CommandTarget): void
  openDialog(id: string, params?: Readonly<Record<string, string>>): void
  /** Says a thing to those who cannot see it. */
  announce(text: string): void
}

export interface WorkbenchParts {
  readonly host: HostClient
  readonly registry: Registry
  readonly session: SessionStore
  readonly now: () => number
  readonly random: () => number
}

export function createWorkbench({ host, registry, session, now, random }: WorkbenchParts): Workbench {
  const document = createDocument(now)
  const notifications = createNotifications()
  const output = createOutput(now)
  const saving = createSaving(document, host, {
    failed: (error) => reportStoreError({ document, notifications, output, session }, error),
  })
  const fail = (error: unknown): void => {
    const text = error instanceof Error ? error.message : String(error)
    output.write('error', { key: 'error.unexpected' }, text)
    notifications.show({
      severity: 'error',
      title: { key: 'error.unexpected' },
      text,
      details: error instanceof Error ? (error.stack ?? text) : text,
    })
  }
  const workbench: Workbench = {
    host,
    registry,
    document,
    session,
    notifications,
    output,
    saving,
    canvases: new Map(),
    now,
    runs: createRuns(host, now),
    problems: createProblems(host, document),
    editors: createEditors(),
    newId: createIds(random),
    execute(id, target) {
      const command = registry.commands.get(id)
      if (command === undefined || command.isEnabled?.(workbench, target) === false) return
      Promise.resolve()
        .then(() => command.run(workbench, target))
        .catch(fail)
    },
    openDialog: (id, params = {}) => session.set(({ dialogs }) => ({ dialogs: [...dialogs, { id, params }] })),
    announce(text) {
      const region = globalThis.document.getElementById('announcer')
      if (region !== null) region.textContent = text
    },
  }
  return workbench
}
