import type { TargetRecord } from '../../app/flow/records.ts'
import { createTranslate, message } from '../i18n/translate.ts'
import type { Command, CommandTarget } from '../registry/command.ts'
import { recordsOf } from '../state/document.ts'
import { flowAtHandOf } from '../state/flow-at-hand.ts'
import { addRecord, freeName } from '../state/record-edits.ts'
import type { Workbench } from '../state/workbench.ts'

/** The flow that is meant: called on, or a version's or test's, or the one at hand. */
function flowOf(workbench: Workbench, target?: CommandTarget): string | undefined {
  const record = target === undefined ? undefined : workbench.document.get().records.get(target.id)
  if (record?.type === 'flow') return record.id
  if (record?.type === 'version' || record?.type === 'test') return record.flow
  return flowAtHandOf(workbench)
}

export const publishCommands: readonly Command[] = [
  {
    id: 'version.submit',
    title: 'command.version.submit',
    category: 'category.publish',
    keys: ['Mod+Shift+S'],
    menus: ['explorer.flow', 'explorer.versions'],
    isEnabled: (workbench, target) => workbench.document.get().writable && flowOf(workbench, target) !== undefined,
    run: (workbench, target) => {
      const flow = flowOf(workbench, target)
      if (flow !== undefined) workbench.openDialog('submit', { flow })
    },
  },
  {
    id: 'publish.open',
    title: 'command.publish.open',
    category: 'category.publish',
    keys: ['Mod+Shift+P'],
    menus: ['explorer.flow', 'explorer.version'],
    run: (workbench, target) => {
      const flow = flowOf(workbench, target)
      const version =
        target !== undefined && workbench.document.get().records.get(target.id)?.type === 'version'
          ? { version: target.id }
          : {}
      if (flow === undefined) workbench.notifications.show({ severity: 'info', title: message('publish.noFlow') })
      else workbench.openDialog('publish', { flow, ...version })
    },
  },
  {
    id: 'target.create',
    title: 'command.target.create',
    category: 'category.publish',
    menus: ['explorer', 'explorer.targets'],
    isEnabled: ({ document, session }) => document.get().writable && session.get().project !== undefined,
    run: createTarget,
  },
]

function createTarget({ document, session, newId, editors }: Workbench): void {
  const { project, environment, language } = session.get()
  if (project === undefined) return
  const names = recordsOf(document.get().records, 'target').map((target) => target.name)
  const target: TargetRecord = {
    id: newId('target'),
    type: 'target',
    project,
    name: freeName(createTranslate(language)('target.newName'), names),
    kind: 'sql-gateway',
    gatewayUrl: 'http://localhost:8083',
    restUrl: 'http://localhost:8081',
    environment,
  }
  document.edit(addRecord(target), message('edit.createTarget', { name: target.name }))
  editors.open({ kind: 'target', id: target.id })
}
