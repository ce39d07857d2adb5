import type { HostEvent } from '../bridge/contract.ts'
import { message } from '../i18n/translate.ts'
import { recordsOf } from './document.ts'
import { loadWorkspace } from './load-workspace.ts'
import { applyPreferences } from './preferences.ts'
import type { Workbench } from './workbench.ts'

/** Meets the host: who we are, what is open; then listens to it for as long as the window lives. */
export async function startWorkbench(workbench: Workbench): Promise<void> {
  const { host, session, notifications, document, editors } = workbench
  host.onEvent((event) => receive(workbench, event))
  host.onConnection((connected) => session.set({ connected }))
  try {
    const info = await host.api.session.open()
    session.set({ info })
    applyPreferences(session, info.preferences)
    if (!(await loadWorkspace(workbench))) return
    const first = recordsOf(document.get().records, 'flow')[0]
    if (session.get().active === undefined && first !== undefined) editors.open({ kind: 'flow', id: first.id })
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    session.set({ loading: message('error.host') })
    notifications.show({ severity: 'error', title: message('error.host'), text, details: text })
  }
}

function receive(workbench: Workbench, event: HostEvent): void {
  const { runs, session, document, output } = workbench
  switch (event.type) {
    case 'run': {
      runs.receive(event.run, event.event)
      if (event.event.kind === 'ended') reportEnd(workbench, event.run)
      return
    }
    case 'lock':
      session.set({ lock: { holder: event.holder, mine: event.mine } })
      document.setWritable(event.mine)
      return
    case 'records':
      document.receive(event.diff, event.revision)
      return
    case 'publication':
      document.receive(
        { added: {}, updated: { [event.record.id]: [event.record, event.record] }, removed: {} },
        document.get().revision,
      )
      return
    case 'engine':
      session.set({ engine: event })
      if (event.state === 'died') output.write('error', message('status.engine.died'), event.message)
      return
  }
}

function reportEnd({ runs, output }: Workbench, run: string): void {
  const ended = [...runs.get().byFlow.values()].find((state) => state.run === run)
  if (ended === undefined) return
  const passed = [...ended.reports.values()].filter((report) => report.status === 'passed').length
  const time = `${Math.round(ended.milliseconds ?? 0)} ms`
  output.write(
    passed === ended.tests.length ? 'info' : 'warning',
    message('output.runEnded', { passed, total: ended.tests.length, time }),
    ended.message,
  )
}
