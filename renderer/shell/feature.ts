import { lazy } from 'react'
import type { Feature } from '../registry/feature.ts'
import { editCommands } from './commands/edit-commands.ts'
import { preferenceCommands } from './commands/preference-commands.ts'
import { recordCommands } from './commands/record-commands.ts'
import { targetCommands } from './commands/target-commands.ts'
import { viewCommands } from './commands/view-commands.ts'
import { workspaceCommands } from './commands/workspace-commands.ts'
import { OutputPanel } from './OutputPanel.tsx'

export const shellFeature: Feature = {
  commands: [
    ...editCommands,
    ...recordCommands,
    ...viewCommands,
    ...workspaceCommands,
    ...targetCommands,
    ...preferenceCommands,
  ],
  panels: [{ id: 'output', title: 'panel.output', order: 30, component: OutputPanel }],
  dialogs: [
    {
      id: 'project-export',
      component: lazy(async () => ({ default: (await import('./ExportDialog.tsx')).ExportDialog })),
    },
    { id: 'keys', component: lazy(async () => ({ default: (await import('./KeysDialog.tsx')).KeysDialog })) },
    {
      id: 'preferences',
      component: lazy(async () => ({ default: (await import('./PreferencesDialog.tsx')).PreferencesDialog })),
    },
  ],
}
