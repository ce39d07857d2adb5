import { message } from '../../i18n/translate.ts'
import type { Command } from '../../registry/command.ts'
import { loadWorkspace } from '../../state/load-workspace.ts'
import { reportStoreError } from '../../state/store-errors.ts'
import type { Workbench } from '../../state/workbench.ts'

export const workspaceCommands: readonly Command[] = [
  {
    id: 'workspace.save',
    title: 'command.workspace.save',
    category: 'category.workspace',
    keys: ['Mod+S'],
    isEnabled: ({ document }) => document.get().writable,
    run: save,
  },
  {
    id: 'workspace.takeOver',
    title: 'command.workspace.takeOver',
    category: 'category.workspace',
    isEnabled: ({ session }) => session.get().lock?.mine === false,
    run: takeOver,
  },
  {
    id: 'project.export',
    title: 'command.project.export',
    category: 'category.workspace',
    isEnabled: ({ session }) => session.get().project !== undefined,
    run: (workbench) => workbench.openDialog('project-export'),
  },
]

async function save({ saving, output }: Workbench): Promise<void> {
  if (await saving.save()) output.write('info', message('output.saved'))
}

/** Unsaved edits of this window were made on an older state: what the other party saved is loaded first. */
async function takeOver(workbench: Workbench): Promise<void> {
  const { host, session, output } = workbench
  const answer = await host.api.workspace.takeOver()
  if (!answer.ok) return reportStoreError(workbench, answer.error)
  session.set({ lock: { holder: answer.value, mine: true } })
  output.write('info', message('output.tookOver'))
  await loadWorkspace(workbench)
}
