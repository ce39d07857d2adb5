import type { Command } from '../../registry/command.ts'
import type { Step } from '../../state/history.ts'
import { flowOf, recordsIn } from '../../state/unsaved.ts'
import type { Workbench } from '../../state/workbench.ts'

/** Undo and redo act on the whole workspace, wherever the focus is, and go to what they changed. */
export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    title: 'command.edit.undo',
    category: 'category.edit',
    keys: ['Mod+Z'],
    isEnabled: ({ document }) => document.get().history.undo.length > 0,
    run: (workbench) => goTo(workbench, workbench.document.undo()),
  },
  {
    id: 'edit.redo',
    title: 'command.edit.redo',
    category: 'category.edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    isEnabled: ({ document }) => document.get().history.redo.length > 0,
    run: (workbench) => goTo(workbench, workbench.document.redo()),
  },
]

function goTo({ editors, document, session }: Workbench, step: Step | undefined): void {
  if (step === undefined) return
  const flow = recordsIn(step.diff)
    .map(flowOf)
    .find((id) => id !== undefined)
  if (flow !== undefined && document.get().records.has(flow) && session.get().active?.id !== flow)
    editors.open({ kind: 'flow', id: flow })
}
