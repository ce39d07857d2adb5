import type { Command } from '../registry/command.ts'

const canEdit: NonNullable<Command['isEnabled']> = ({ document, session }) =>
  document.get().writable && session.get().project !== undefined

export const packCommands: readonly Command[] = [
  {
    id: 'pack.import',
    title: 'command.pack.import',
    category: 'category.packs',
    menus: ['explorer', 'explorer.packs'],
    isEnabled: canEdit,
    run: (workbench) => workbench.openDialog('pack-import'),
  },
  {
    id: 'pack.type',
    title: 'command.pack.type',
    category: 'category.packs',
    menus: ['explorer', 'explorer.packs'],
    isEnabled: canEdit,
    run: (workbench) => workbench.openDialog('pack-import', { from: 'text' }),
  },
]
