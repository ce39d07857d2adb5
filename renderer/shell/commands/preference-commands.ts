import type { Preferences } from '../../bridge/contract.ts'
import type { Command } from '../../registry/command.ts'
import { applyPreferences } from '../../state/preferences.ts'
import type { Workbench } from '../../state/workbench.ts'

const change = ({ session, host }: Workbench, part: Partial<Preferences>): Promise<void> => {
  const preferences = { ...session.get().preferences, ...part }
  applyPreferences(session, preferences)
  return host.api.session.setPreferences(preferences)
}

export const preferenceCommands: readonly Command[] = [
  {
    id: 'preferences.open',
    title: 'command.preferences.open',
    category: 'category.view',
    keys: ['Mod+,'],
    run: ({ openDialog }) => openDialog('preferences'),
  },
  ...(['dark', 'light', 'system'] as const).map(
    (theme): Command => ({
      id: `theme.${theme}`,
      title: `command.theme.${theme}`,
      category: 'category.preferences',
      run: (workbench) => change(workbench, { theme }),
    }),
  ),
  ...(['en', 'zh', 'system'] as const).map(
    (language): Command => ({
      id: `language.${language}`,
      title: `command.language.${language}`,
      category: 'category.preferences',
      run: (workbench) => change(workbench, { language }),
    }),
  ),
]
