import { composeDiffs } from '../../app/base/diff.ts'
import { createTest, updateTest } from '../../app/flow/edits/flows.ts'
import { createTranslate, message } from '../i18n/translate.ts'
import type { Command } from '../registry/command.ts'
import { recordsOf } from '../state/document.ts'
import { flowAtHandOf } from '../state/flow-at-hand.ts'
import { flowRecords } from '../state/flow-records.ts'
import type { Workbench } from '../state/workbench.ts'
import { matchPacks } from './test-defaults.ts'

const flowOf = (workbench: Workbench, target?: { readonly id: string }): string | undefined => {
  const { records } = workbench.document.get()
  const record = target === undefined ? undefined : records.get(target.id)
  if (record?.type === 'flow') return record.id
  return flowAtHandOf(workbench) ?? recordsOf(records, 'flow')[0]?.id
}

/** The test that a command is about: the one it was called on, else the one in the active tab. */
const testOf = ({ session, document }: Workbench, target?: { readonly id: string }): string | undefined => {
  const id = target?.id ?? session.get().active?.id
  return id !== undefined && document.get().records.get(id)?.type === 'test' ? id : undefined
}

export const testCommands: readonly Command[] = [
  {
    id: 'test.create',
    title: 'command.test.create',
    category: 'category.tests',
    menus: ['explorer', 'explorer.tests', 'explorer.flow'],
    isEnabled: (workbench, target) => workbench.document.get().writable && flowOf(workbench, target) !== undefined,
    run: (workbench, target) => {
      const flow = flowOf(workbench, target)
      if (flow !== undefined) createTestOf(workbench, flow)
    },
  },
  {
    id: 'test.run',
    title: 'command.test.run',
    category: 'category.tests',
    keys: ['Mod+F5'],
    menus: ['explorer.test'],
    isEnabled: (workbench, target) => testOf(workbench, target) !== undefined,
    run: (workbench, target) => {
      const id = testOf(workbench, target)
      if (id !== undefined) workbench.execute('tests.run', { id })
    },
  },
]

/** A test with the packs that fit, expecting of each sink that its final rows are compared. */
function createTestOf({ document, session, newId, editors }: Workbench, flow: string): void {
  const { records } = document.get()
  const parts = flowRecords(records, flow)
  if (parts === undefined) return
  const name = createTranslate(session.get().language)('test.newName')
  const { diff, test } = createTest(records, newId, flow, name)
  const sources = parts.nodes.filter((node) => node.config.kind.endsWith('-source'))
  const sinks = parts.nodes.filter((node) => node.config.kind.endsWith('-sink'))
  const filled = {
    ...test,
    inputs: matchPacks(
      sources,
      recordsOf(records, 'pack').filter((pack) => pack.project === parts.flow.project),
    ),
    expectations: sinks.map((sink) => ({ node: sink.id, mode: 'rows' as const, columns: [], rows: [] })),
  }
  const added = composeDiffs(diff, updateTest(new Map(records).set(test.id, test), filled))
  document.edit(added, message('edit.createTest', { name: test.name }))
  editors.open({ kind: 'test', id: test.id })
}
