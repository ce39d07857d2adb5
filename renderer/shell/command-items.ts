import type { Translate } from '../i18n/translate.ts'
import type { CommandTarget, MenuPlace } from '../registry/command.ts'
import type { Workbench } from '../state/workbench.ts'
import type { MenuItem } from '../ui/Menu.tsx'

/** The commands that show at a place, as a menu. */
export function commandItems(
  workbench: Workbench,
  t: Translate,
  place: MenuPlace,
  target?: CommandTarget,
): readonly MenuItem[] {
  return [...workbench.registry.commands.values()]
    .filter((command) => command.menus?.includes(place))
    .map((command) => ({
      id: command.id,
      label: t(command.title),
      ...(command.keys?.[0] === undefined ? {} : { keys: command.keys[0] }),
      disabled: command.isEnabled?.(workbench, target) === false,
      run: () => workbench.execute(command.id, target),
    }))
}
