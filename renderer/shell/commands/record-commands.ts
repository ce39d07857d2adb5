import { composeDiffs } from '../../../app/base/diff.ts'
import { createFlow } from '../../../app/flow/edits/flows.ts'
import { message } from '../../i18n/translate.ts'
import type { Command, CommandTarget } from '../../registry/command.ts'
import { recordOf, recordsOf } from '../../state/document.ts'
import { addRecord, freeName, isNamed, newFolder, removeRecord } from '../../state/record-edits.ts'
import type { Workbench } from '../../state/workbench.ts'

export const recordCommands: readonly Command[] = [
  {
    id: 'flow.create',
    title: 'command.flow.create',
    category: 'category.flow',
    keys: ['Mod+Alt+N'],
    menus: ['explorer', 'explorer.flows'],
    isEnabled: ({ document }) => document.get().writable,
    run: addFlow,
  },
  {
    id: 'folder.create',
    title: 'command.folder.create',
    category: 'category.flow',
    menus: ['explorer', 'explorer.flows'],
    isEnabled: ({ document }) => document.get().writable,
    run: createFolder,
  },
  {
    id: 'project.create',
    title: 'command.project.create',
    category: 'category.workspace',
    menus: ['explorer'],
    isEnabled: ({ document }) => document.get().writable,
    run: createProject,
  },
  {
    id: 'record.rename',
    title: 'command.record.rename',
    category: 'category.edit',
    keys: ['F2'],
    hidden: true,
    menus: ['explorer.flows', 'explorer.flow', 'explorer.pack', 'explorer.test', 'explorer.target'],
    isEnabled: ({ document }, target) =>
      document.get().writable && (target === undefined || isNamed(document.get().records.get(target.id))),
    run: ({ session }, target) => {
      const id = target?.id ?? session.get().active?.id
      if (id !== undefined) session.set({ renaming: id, sideOpen: true, sideView: 'explorer' })
    },
  },
  {
    id: 'flow.duplicate',
    title: 'command.flow.duplicate',
    category: 'category.flow',
    menus: ['explorer.flow'],
    isEnabled: ({ document, session }, target) =>
      document.get().writable &&
      recordOf(document.get().records, 'flow', target?.id ?? session.get().active?.id ?? '') !== undefined,
    run: duplicateFlow,
  },
  {
    id: 'record.delete',
    title: 'command.record.delete',
    category: 'category.edit',
    keys: ['Delete'],
    hidden: true,
    menus: ['explorer.flows', 'explorer.flow', 'explorer.pack', 'explorer.test', 'explorer.target'],
    isEnabled: ({ document }, target) =>
      document.get().writable && target !== undefined && document.get().records.has(target.id),
    run: deleteRecord,
  },
]

const namesOf = ({ document }: Workbench, type: 'project' | 'folder' | 'flow'): ReadonlySet<string> =>
  new Set(recordsOf(document.get().records, type).map((record) => record.name))

/** The folder that the target is, or is in. */
function folderAt({ document }: Workbench, target: CommandTarget | undefined): string | undefined {
  const record = target === undefined ? undefined : document.get().records.get(target.id)
  if (record?.type === 'folder') return record.id
  return record?.type === 'flow' ? record.folder : undefined
}

/** A new job begins with its parameters, as they decide what its nodes ask for. */
function addFlow(workbench: Workbench, target: CommandTarget | undefined): void {
  const { document, session, editors, newId } = workbench
  const { project } = session.get()
  if (project === undefined) return
  const folder = folderAt(workbench, target)
  const { diff, flow } = createFlow(document.get().records, newId, {
    project,
    name: 'new-flow',
    ...(folder === undefined ? {} : { folder }),
  })
  document.edit(diff, message('edit.createFlow', { name: flow.name }))
  editors.open({ kind: 'flow', id: flow.id })
  workbench.openDialog('flow-settings', { flow: flow.id })
}

function createFolder(workbench: Workbench, target: CommandTarget | undefined): void {
  const { document, session, newId } = workbench
  const { project } = session.get()
  if (project === undefined) return
  const taken = namesOf(workbench, 'folder')
  const folder = newFolder(newId('folder'), project, folderAt(workbench, target), freeName('folder', taken))
  document.edit(addRecord(folder), message('edit.createFolder', { name: folder.name }))
  session.set({ renaming: folder.id, explorerCurrent: folder.id })
}

function createProject(workbench: Workbench): void {
  const { document, session, newId } = workbench
  const name = freeName('project', namesOf(workbench, 'project'))
  const id = newId('project')
  document.edit(addRecord({ id, type: 'project', name }), message('edit.createProject', { name }))
  session.set({ project: id })
}

function duplicateFlow(workbench: Workbench, target: CommandTarget | undefined): void {
  const { document, session, editors, newId } = workbench
  const { records } = document.get()
  const flow = recordOf(records, 'flow', target?.id ?? session.get().active?.id ?? '')
  if (flow === undefined) return
  const copy = { ...flow, id: newId('flow'), name: freeName(flow.name, namesOf(workbench, 'flow')) }
  const ids = new Map<string, string>()
  let diff = addRecord(copy)
  for (const node of recordsOf(records, 'node').filter((each) => each.flow === flow.id)) {
    const id = newId('node')
    ids.set(node.id, id)
    diff = composeDiffs(diff, addRecord({ ...node, id, flow: copy.id }))
  }
  for (const edge of recordsOf(records, 'edge').filter((each) => each.flow === flow.id)) {
    const [from, to] = [ids.get(edge.from), ids.get(edge.to)]
    if (from !== undefined && to !== undefined)
      diff = composeDiffs(diff, addRecord({ ...edge, id: newId('edge'), flow: copy.id, from, to }))
  }
  document.edit(diff, message('edit.duplicateFlow', { name: copy.name }))
  editors.open({ kind: 'flow', id: copy.id })
}

/** No question: the deletion is one step of undo, and says so. */
function deleteRecord({ document, notifications, execute }: Workbench, target: CommandTarget | undefined): void {
  const record = target === undefined ? undefined : document.get().records.get(target.id)
  if (!isNamed(record)) return
  const name = record.name
  if (!document.edit(removeRecord(document.get().records, record.id), message('edit.delete', { name }))) return
  notifications.show({
    severity: 'info',
    title: message('toast.deleted', { name }),
    actions: [{ label: message('command.edit.undo'), run: () => execute('edit.undo') }],
  })
}
