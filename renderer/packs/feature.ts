import { lazy } from 'react'
import type { Feature } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { packCommands } from './pack-commands.ts'

export const packsFeature: Feature = {
  editors: [
    {
      kind: 'pack',
      title(input, records, t) {
        const pack = recordOf(records, 'pack', input.id)
        return pack === undefined ? undefined : { name: pack.name, detail: t('packs.editor.detail') }
      },
      component: lazy(async () => ({ default: (await import('./PackEditor.tsx')).PackEditor })),
    },
  ],
  dialogs: [
    {
      id: 'pack-import',
      component: lazy(async () => ({ default: (await import('./ImportDialog.tsx')).ImportDialog })),
    },
  ],
  commands: packCommands,
}
