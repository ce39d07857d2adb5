import { useId, useMemo } from 'react'
import { setFlowSettings } from '../../app/flow/edits/flows.ts'
import type { FlowRecord, FlowSettings } from '../../app/flow/records.ts'
import { problemText } from '../i18n/problem-text.ts'
import { message } from '../i18n/translate.ts'
import { PairsEditor } from '../inspector/PairsEditor.tsx'
import { allProblems } from '../state/problems.ts'
import { updateRecord } from '../state/record-edits.ts'
import { useStore } from '../state/store.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Field, type FieldMessage } from '../ui/Field.tsx'
import { NumberInput } from '../ui/NumberInput.tsx'
import { Select } from '../ui/Select.tsx'

/** Job parameters: they decide what the forms of the nodes ask for, so a new job shows them first. */
export function FlowSettingsForm({ flow, withName = false }: { flow: FlowRecord; withName?: boolean }) {
  const t = useTranslate()
  const { document } = useWorkbench()
  const writable = useDocument((state) => state.writable)
  const messagesOf = useFieldMessages(flow.id)
  const { settings } = flow
  const set: SetSetting = (field, value) => {
    const { [field]: _, ...others } = settings
    const next = (value === undefined ? others : { ...settings, [field]: value }) as FlowSettings
    const diff = setFlowSettings(document.get().records, flow.id, next)
    document.edit(diff, message('edit.settings', { name: flow.name }), { key: `${flow.id}.${field}` })
  }
  const setting = { settings, readOnly: !writable, messagesOf, set, onDone: document.seal }
  return (
    <div className="form">
      {withName ? <NameField flow={flow} /> : null}
      <TimeAttributeField {...setting} />
      <NumberFields {...setting} />
      <TimeZoneField {...setting} />
      <Field label={t('flowSettings.options')} note={t('field.optional')} messages={messagesOf('options')}>
        {() => (
          <PairsEditor
            label={t('flowSettings.options')}
            pairs={settings.options}
            keyPlaceholder="table.exec.mini-batch.enabled"
            readOnly={!writable}
            onChange={(options) => set('options', options)}
            onDone={document.seal}
          />
        )}
      </Field>
      <DescriptionField flow={flow} />
    </div>
  )
}

type SetSetting = (field: keyof FlowSettings, value: FlowSettings[keyof FlowSettings] | undefined) => void

interface SettingProps {
  readonly settings: FlowSettings
  readonly readOnly: boolean
  readonly set: SetSetting
  messagesOf(field: string): readonly FieldMessage[]
  onDone(): void
}

function TimeAttributeField({ settings, readOnly, set }: SettingProps) {
  const t = useTranslate()
  return (
    <Field label={t('flowSettings.timeAttribute')} hint={t('flowSettings.timeAttribute.hint')}>
      {(ids) => (
        <Select
          id={ids.id}
          disabled={readOnly}
          describedBy={ids['aria-describedby']}
          value={settings.timeAttribute}
          choices={(['event', 'processing'] as const).map((value) => ({
            value,
            label: t(`flowSettings.timeAttribute.${value}`),
          }))}
          onChange={(value) => set('timeAttribute', value === 'processing' ? 'processing' : 'event')}
        />
      )}
    </Field>
  )
}

function NumberFields({ settings, readOnly, set, messagesOf, onDone }: SettingProps) {
  const t = useTranslate()
  return (
    <div className="form-pair">
      <Field label={t('flowSettings.parallelism')} note={t('field.optional')} messages={messagesOf('parallelism')}>
        {(ids) => (
          <NumberInput
            ids={ids}
            value={settings.parallelism}
            placeholder="1"
            readOnly={readOnly}
            onChange={(value) => set('parallelism', value)}
            onDone={onDone}
          />
        )}
      </Field>
      <Field label={t('flowSettings.checkpoint')} note={t('field.optional')} messages={messagesOf('checkpointSeconds')}>
        {(ids) => (
          <NumberInput
            ids={ids}
            value={settings.checkpointSeconds}
            placeholder={t('flowSettings.checkpoint.off')}
            unit="s"
            readOnly={readOnly}
            onChange={(value) => set('checkpointSeconds', value)}
            onDone={onDone}
          />
        )}
      </Field>
    </div>
  )
}

function TimeZoneField({ settings, readOnly, set, messagesOf, onDone }: SettingProps) {
  const t = useTranslate()
  const list = useId()
  return (
    <Field label={t('flowSettings.timeZone')} note={t('field.optional')} messages={messagesOf('timeZone')}>
      {(ids) => (
        <>
          <input
            {...ids}
            className="input"
            list={list}
            value={settings.timeZone ?? ''}
            placeholder={t('flowSettings.timeZone.default')}
            readOnly={readOnly}
            onChange={(event) => set('timeZone', event.target.value === '' ? undefined : event.target.value)}
            onBlur={onDone}
          />
          <datalist id={list}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}

function NameField({ flow }: { flow: FlowRecord }) {
  const t = useTranslate()
  const { document } = useWorkbench()
  return (
    <Field label={t('field.name')}>
      {(ids) => (
        <input
          {...ids}
          className="input"
          value={flow.name}
          onChange={(event) =>
            document.edit(
              updateRecord(flow, { name: event.target.value }),
              message('edit.rename', { name: event.target.value }),
              { key: `${flow.id}.name` },
            )
          }
          onBlur={document.seal}
        />
      )}
    </Field>
  )
}

function DescriptionField({ flow }: { flow: FlowRecord }) {
  const t = useTranslate()
  const { document } = useWorkbench()
  const writable = useDocument((state) => state.writable)
  return (
    <Field label={t('flowSettings.description')} note={t('field.optional')}>
      {(ids) => (
        <textarea
          {...ids}
          className="input"
          rows={3}
          value={flow.description}
          readOnly={!writable}
          onChange={(event) =>
            document.edit(
              updateRecord(flow, { description: event.target.value }),
              message('edit.settings', { name: flow.name }),
              { key: `${flow.id}.description` },
            )
          }
          onBlur={document.seal}
        />
      )}
    </Field>
  )
}

function useFieldMessages(flow: string): (field: string) => readonly FieldMessage[] {
  const t = useTranslate()
  const found = useStore(useWorkbench().problems, ({ byFlow }) => byFlow.get(flow))
  const problems = useMemo(
    () => allProblems(found).filter(({ place }) => place.kind === 'flow' && place.flow === flow),
    [found, flow],
  )
  return (field) =>
    problems
      .filter(({ place }) => place.kind === 'flow' && place.field === field)
      .map((problem) => ({ severity: problem.severity, text: problemText(problem, t) }))
}
