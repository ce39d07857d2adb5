import type { Command } from '../../registry/command.ts'

export const viewCommands: readonly Command[] = [
  {
    id: 'palette.open',
    title: 'command.palette.open',
    category: 'category.view',
    keys: ['Mod+K', 'F1'],
    hidden: true,
    run: ({ session }) => session.set({ paletteOpen: true }),
  },
  {
    id: 'keys.open',
    title: 'command.keys.open',
    category: 'category.view',
    keys: ['Mod+/'],
    run: ({ openDialog }) => openDialog('keys'),
  },
  {
    id: 'view.side',
    title: 'command.view.side',
    category: 'category.view',
    keys: ['Mod+B'],
    run: ({ session }) => session.set(({ sideOpen }) => ({ sideOpen: !sideOpen })),
  },
  {
    id: 'view.panel',
    title: 'command.view.panel',
    category: 'category.view',
    keys: ['Mod+J'],
    run: ({ session }) => session.set(({ panelOpen }) => ({ panelOpen: !panelOpen })),
  },
  {
    id: 'view.inspector',
    title: 'command.view.inspector',
    category: 'category.view',
    keys: ['Mod+I'],
    run: ({ session }) => session.set(({ inspectorOpen }) => ({ inspectorOpen: !inspectorOpen })),
  },
  {
    id: 'view.explorer',
    title: 'command.view.explorer',
    category: 'category.view',
    keys: ['Mod+Shift+E'],
    run: ({ session }) => session.set({ sideOpen: true, sideView: 'explorer' }),
  },
  {
    id: 'view.search',
    title: 'command.view.search',
    category: 'category.view',
    keys: ['Mod+Shift+F'],
    run: ({ session }) => session.set({ sideOpen: true, sideView: 'search' }),
  },
  {
    id: 'view.problems',
    title: 'command.view.problems',
    category: 'category.view',
    keys: ['Mod+Shift+M'],
    run: ({ session }) => session.set({ panelOpen: true, panel: 'problems' }),
  },
  {
    id: 'editor.close',
    title: 'command.editor.close',
    category: 'category.view',
    keys: ['Alt+W', 'Mod+W'],
    isEnabled: ({ session }) => session.get().active !== undefined,
    run: ({ editors, session }) => {
      const { active } = session.get()
      if (active !== undefined) editors.close(active)
    },
  },
  {
    id: 'editor.next',
    title: 'command.editor.next',
    category: 'category.view',
    keys: ['Mod+PageDown'],
    run: ({ editors }) => editors.area()?.next(1),
  },
  {
    id: 'editor.previous',
    title: 'command.editor.previous',
    category: 'category.view',
    keys: ['Mod+PageUp'],
    run: ({ editors }) => editors.area()?.next(-1),
  },
  {
    id: 'editor.splitRight',
    title: 'command.editor.splitRight',
    category: 'category.view',
    keys: ['Mod+\\'],
    run: ({ editors }) => editors.area()?.split('right'),
  },
  {
    id: 'editor.splitDown',
    title: 'command.editor.splitDown',
    category: 'category.view',
    run: ({ editors }) => editors.area()?.split('below'),
  },
]
