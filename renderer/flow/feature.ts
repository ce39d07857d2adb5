import { lazy } from 'react'
import { canvasCommands } from '../canvas/canvas-commands.ts'
import { NodeInspector } from '../inspector/NodeInspector.tsx'
import { ProblemsBadge, ProblemsPanel } from '../problems/ProblemsPanel.tsx'
import type { Feature } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { FlowEditor } from './FlowEditor.tsx'
import { flowCommands } from './flow-commands.ts'

export const flowFeature: Feature = {
  editors: [
    {
      kind: 'flow',
      title(input, records) {
        const flow = recordOf(records, 'flow', input.id)
        return flow === undefined ? undefined : { name: flow.name, record: flow.id }
      },
      component: FlowEditor,
      inspector: NodeInspector,
    },
  ],
  panels: [{ id: 'problems', title: 'panel.problems', order: 10, component: ProblemsPanel, badge: ProblemsBadge }],
  dialogs: [
    {
      id: 'flow-settings',
      component: lazy(async () => ({ default: (await import('./FlowSettingsDialog.tsx')).FlowSettingsDialog })),
    },
  ],
  commands: [...flowCommands, ...canvasCommands],
}
