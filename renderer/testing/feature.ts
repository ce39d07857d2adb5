import { lazy } from 'react'
import type { Feature } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { ResultsPanel } from './results/ResultsPanel.tsx'
import { ResultsSummary } from './results/ResultsSummary.tsx'
import { testCommands } from './test-commands.ts'

export const testingFeature: Feature = {
  editors: [
    {
      kind: 'test',
      title(input, records, t) {
        const test = recordOf(records, 'test', input.id)
        return test === undefined ? undefined : { name: test.name, detail: t('test.editor.detail'), record: test.id }
      },
      component: lazy(async () => ({ default: (await import('./editor/TestEditor.tsx')).TestEditor })),
    },
  ],
  panels: [{ id: 'results', title: 'panel.results', order: 20, component: ResultsPanel, summary: ResultsSummary }],
  dialogs: [
    {
      id: 'take-result',
      component: lazy(async () => ({ default: (await import('./editor/TakeResultDialog.tsx')).TakeResultDialog })),
    },
  ],
  commands: testCommands,
}
