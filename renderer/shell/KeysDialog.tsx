import type { DialogProps } from '../registry/feature.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'

/** Every command that has a key, by category. */
export function KeysDialog({ close }: DialogProps) {
  const t = useTranslate()
  const commands = [...useWorkbench().registry.commands.values()].filter((command) => command.keys !== undefined)
  const categories = [...new Set(commands.map((command) => command.category))]
  return (
    <Dialog title={t('command.keys.open')} closeLabel={t('action.close')} width={720} onClose={close}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list longer than the dialog is scrolled with the keys */}
      <section className="key-list" aria-label={t('command.keys.open')} tabIndex={0}>
        {categories.map((category) => (
          <section key={category} aria-label={t(category)}>
            <h3>{t(category)}</h3>
            <dl>
              {commands
                .filter((command) => command.category === category)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{t(command.title)}</dt>
                    <dd className="keys">
                      {command.keys?.map((keys) => (
                        <Kbd key={keys} keys={keys} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  )
}
