import { useId, useState } from 'react'
import { versionLabel } from '../../app/flow/records.ts'
import { message } from '../i18n/translate.ts'
import type { DialogProps } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { publishErrorText } from './publish-error.ts'
import { SubmitProblems } from './SubmitProblems.tsx'
import { type Submitted, submitVersion } from './submit-version.ts'
import './publish.css'

/** Makes the next version of a flow. */
export function SubmitDialog({ params, close }: DialogProps) {
  const t = useTranslate()
  const form = useId()
  const workbench = useWorkbench()
  const flow = useDocument((state) => recordOf(state.records, 'flow', params['flow'] ?? ''))
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Exclude<Submitted, { kind: 'made' }>>()
  if (flow === undefined) return null
  const submit = async (): Promise<void> => {
    setBusy(true)
    const submitted = await submitVersion(workbench, flow.id, note.trim())
    setBusy(false)
    if (submitted.kind !== 'made') {
      setRefused(submitted)
      return
    }
    workbench.notifications.show({
      severity: 'info',
      title: message('submit.done', { version: versionLabel(submitted.version.number), flow: flow.name }),
    })
    close()
  }
  return (
    <Dialog
      title={t('submit.title', { flow: flow.name })}
      closeLabel={t('action.close')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form={form} disabled={busy}>
            {t('submit.do')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) void submit()
        }}
      >
        <p className="quiet">{t('submit.text')}</p>
        <Field label={t('submit.note')} note={t('field.optional')}>
          {(ids) => <input {...ids} className="input" value={note} onChange={(event) => setNote(event.target.value)} />}
        </Field>
        {refused?.kind === 'invalid' ? <SubmitProblems problems={refused.problems} onGo={close} /> : null}
        {refused?.kind === 'failed' ? (
          <p className="field-message error" role="alert">
            {t('submit.failed')}: {publishErrorText(refused.error, t)}
          </p>
        ) : null}
      </form>
    </Dialog>
  )
}
