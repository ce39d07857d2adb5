import type { DialogProps } from '../registry/feature.ts'
import { useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'

const THEMES = ['system', 'dark', 'light'] as const
const LANGUAGES = ['system', 'en', 'zh'] as const

export function PreferencesDialog({ close }: DialogProps) {
  const t = useTranslate()
  const { execute } = useWorkbench()
  const preferences = useSession((state) => state.preferences)
  return (
    <Dialog title={t('command.preferences.open')} closeLabel={t('action.close')} width={420} onClose={close}>
      <Field label={t('preferences.theme')}>
        {({ id }) => (
          <Select
            id={id}
            value={preferences.theme}
            choices={THEMES.map((value) => ({ value, label: t(`preferences.theme.${value}`) }))}
            onChange={(value) => execute(`theme.${value}`)}
          />
        )}
      </Field>
      <Field label={t('preferences.language')}>
        {({ id }) => (
          <Select
            id={id}
            value={preferences.language}
            choices={LANGUAGES.map((value) => ({ value, label: t(`preferences.language.${value}`) }))}
            onChange={(value) => execute(`language.${value}`)}
          />
        )}
      </Field>
    </Dialog>
  )
}
