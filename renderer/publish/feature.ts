import { lazy } from 'react'
import { versionLabel } from '../../app/flow/records.ts'
import type { Feature } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { InstancesPanel } from './InstancesPanel.tsx'
import { publishCommands } from './publish-commands.ts'

export const publishFeature: Feature = {
  editors: [
    {
      kind: 'target',
      title(input, records, t) {
        const target = recordOf(records, 'target', input.id)
        return target === undefined
          ? undefined
          : { name: target.name, detail: t('target.editor.detail'), record: target.id }
      },
      component: lazy(async () => ({ default: (await import('./TargetEditor.tsx')).TargetEditor })),
    },
    {
      kind: 'version',
      title(input, records, t) {
        const version = recordOf(records, 'version', input.id)
        const flow = recordOf(records, 'flow', version?.flow ?? '')
        return version === undefined
          ? undefined
          : { name: versionLabel(version.number), detail: t('version.editor.detail', { flow: flow?.name ?? '' }) }
      },
      component: lazy(async () => ({ default: (await import('./VersionEditor.tsx')).VersionEditor })),
    },
  ],
  panels: [{ id: 'instances', title: 'panel.instances', order: 40, component: InstancesPanel }],
  dialogs: [
    { id: 'submit', component: lazy(async () => ({ default: (await import('./SubmitDialog.tsx')).SubmitDialog })) },
    { id: 'publish', component: lazy(async () => ({ default: (await import('./PublishDialog.tsx')).PublishDialog })) },
    { id: 'stop-instance', component: lazy(async () => ({ default: (await import('./StopDialog.tsx')).StopDialog })) },
  ],
  commands: publishCommands,
}
