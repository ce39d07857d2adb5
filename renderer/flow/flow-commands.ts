import { message } from '../i18n/translate.ts'
import type { Command } from '../registry/command.ts'
import { flowAtHandOf } from '../state/flow-at-hand.ts'
import { flowDraft, flowRecords } from '../state/flow-records.ts'
import { activeFlow, type FlowView, showView } from '../state/session.ts'
import type { Workbench } from '../state/workbench.ts'

const view = (name: FlowView, keys: string): Command => ({
  id: `flow.view.${name}`,
  title: `command.flow.view.${name}`,
  category: 'category.flow',
  keys: [keys],
  isEnabled: ({ session }) => activeFlow(session.get()) !== undefined,
  run: ({ session }) => {
    const flow = activeFlow(session.get())
    if (flow !== undefined) showView(session, flow, name)
  },
})

const runOf = (workbench: Workbench) => workbench.runs.get().byFlow.get(flowAtHandOf(workbench) ?? '')

export const flowCommands: readonly Command[] = [
  view('canvas', 'Alt+1'),
  view('sql', 'Alt+2'),
  view('settings', 'Alt+3'),
  {
    id: 'tests.run',
    title: 'command.tests.run',
    category: 'category.tests',
    keys: ['F5'],
    menus: ['explorer.flow'],
    isEnabled: (workbench, target) =>
      (target ?? flowAtHandOf(workbench)) !== undefined && runOf(workbench)?.status !== 'running',
    run: runTests,
  },
  {
    id: 'tests.stop',
    title: 'command.tests.stop',
    category: 'category.tests',
    keys: ['Shift+F5'],
    isEnabled: (workbench) => runOf(workbench)?.status === 'running',
    run: (workbench) => workbench.runs.stop(flowAtHandOf(workbench) ?? ''),
  },
]

/** All tests of a flow as it stands in the window, or the one test that it is called on. */
async function runTests(workbench: Workbench, target?: { readonly id: string }): Promise<void> {
  const { document, session, runs, output, notifications } = workbench
  const { records } = document.get()
  const called = target === undefined ? undefined : records.get(target.id)
  const flow = called?.type === 'test' ? called.flow : called?.type === 'flow' ? called.id : flowAtHandOf(workbench)
  const tests = flow === undefined ? [] : (flowRecords(records, flow)?.tests ?? []).map((test) => test.id)
  if (flow === undefined) return
  if (tests.length === 0) {
    notifications.show({
      severity: 'info',
      title: message('tests.none'),
      actions: [{ label: message('tests.create'), run: () => workbench.execute('test.create', { id: flow }) }],
    })
    return
  }
  session.set({ panel: 'results', panelOpen: true })
  output.write('info', message('output.run', { count: tests.length }))
  const failure = await runs.start(flowDraft(records, flow), called?.type === 'test' ? [called.id] : tests)
  if (failure === undefined) return
  output.write('error', message('error.engine'), failure)
  notifications.show({ severity: 'error', title: message('error.engine'), text: failure, details: failure })
}
