import { useId, useState } from 'react'
import { type FlowRecord, type TargetRecord, type VersionRecord, versionLabel } from '../../app/flow/records.ts'
import { versionsOf } from '../../app/flow/versions.ts'
import type { DialogProps } from '../registry/feature.ts'
import { recordOf, recordsOf } from '../state/document.ts'
import { isSameList } from '../state/store.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { PlannedCalls } from './PlannedCalls.tsx'
import { publishErrorText } from './publish-error.ts'
import { publishVersion } from './publish-version.ts'
import { SubmitProblems } from './SubmitProblems.tsx'
import { type Submitted, submitVersion } from './submit-version.ts'
import './publish.css'

/** Chooses what is published and where, shows every call, and publishes. */
export function PublishDialog({ params, close }: DialogProps) {
  const flow = useDocument((state) => recordOf(state.records, 'flow', params['flow'] ?? ''))
  const versions = useDocument((state) => versionsOf(state.records, params['flow'] ?? ''), isSameList)
  const targets = useDocument(
    (state) => recordsOf(state.records, 'target').filter((target) => target.project === flow?.project),
    isSameList,
  )
  if (flow === undefined) return null
  return <PublishForm flow={flow} versions={versions} targets={targets} wanted={params['version']} close={close} />
}

interface PublishFormProps {
  readonly flow: FlowRecord
  readonly versions: readonly VersionRecord[]
  readonly targets: readonly TargetRecord[]
  readonly wanted: string | undefined
  close(): void
}

type Trouble = Exclude<Submitted, { kind: 'made' }>
const NEW = 'new'

function PublishForm({ flow, versions, targets, wanted, close }: PublishFormProps) {
  const t = useTranslate()
  const form = useId()
  const workbench = useWorkbench()
  const environment = useSession((state) => state.environment)
  const [version, setVersion] = useState(wanted ?? versions[0]?.id ?? NEW)
  const [targetId, setTarget] = useState(
    () => (targets.find((target) => target.environment === environment) ?? targets[0])?.id ?? '',
  )
  const [note, setNote] = useState('')
  const [meant, setMeant] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const target = targets.find((candidate) => candidate.id === targetId)
  const needsWord = target?.environment === 'production'
  const canPublish = target !== undefined && !busy && (!needsWord || meant)

  const publish = async (): Promise<void> => {
    if (target === undefined) return
    setBusy(true)
    setTrouble(undefined)
    const submitted: Submitted | undefined =
      version === NEW ? await submitVersion(workbench, flow.id, note.trim()) : undefined
    if (submitted !== undefined && submitted.kind !== 'made') {
      setTrouble(submitted)
      setBusy(false)
      return
    }
    if (submitted !== undefined) setVersion(submitted.version.id)
    const error = await publishVersion(workbench, submitted?.version.id ?? version, target)
    setBusy(false)
    if (error === undefined) close()
    else setTrouble({ kind: 'failed', error })
  }

  return (
    <Dialog
      title={t('publish.title', { flow: flow.name })}
      closeLabel={t('action.close')}
      width={640}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button look="primary" type="submit" form={form} disabled={!canPublish} aria-busy={busy}>
            {busy && target !== undefined ? t('publish.running', { target: target.name }) : t('publish.do')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          if (canPublish) void publish()
        }}
      >
        <VersionField versions={versions} value={version} onChange={setVersion} />
        {version === NEW ? (
          <Field label={t('publish.note')} note={t('field.optional')}>
            {(ids) => (
              <input {...ids} className="input" value={note} onChange={(event) => setNote(event.target.value)} />
            )}
          </Field>
        ) : null}
        <TargetField
          targets={targets}
          value={targetId}
          onChange={(id) => {
            setTarget(id)
            setMeant(false)
          }}
          onCreate={() => {
            close()
            workbench.execute('target.create')
          }}
        />
        {needsWord ? (
          <label className="check-line">
            <input type="checkbox" checked={meant} onChange={(event) => setMeant(event.target.checked)} />
            {t('publish.production')}
          </label>
        ) : null}
        {target === undefined ? null : version === NEW ? (
          <p className="quiet">{t('publish.calls.new')}</p>
        ) : (
          <PlannedCalls version={version} target={target.id} />
        )}
        <TroubleText trouble={trouble} close={close} />
      </form>
    </Dialog>
  )
}

function VersionField({
  versions,
  value,
  onChange,
}: {
  versions: readonly VersionRecord[]
  value: string
  onChange(value: string): void
}) {
  const t = useTranslate()
  const next = versionLabel((versions[0]?.number ?? 0) + 1)
  const named = ({ number, note }: VersionRecord) =>
    note === '' ? versionLabel(number) : `${versionLabel(number)} · ${note}`
  return (
    <Field label={t('publish.version')}>
      {(ids) => (
        <Select
          id={ids.id}
          value={value}
          choices={[
            ...versions.map((version) => ({ value: version.id, label: named(version) })),
            { value: NEW, label: t('publish.version.new', { version: next }) },
          ]}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

interface TargetFieldProps {
  readonly targets: readonly TargetRecord[]
  readonly value: string
  onChange(value: string): void
  onCreate(): void
}

function TargetField({ targets, value, onChange, onCreate }: TargetFieldProps) {
  const t = useTranslate()
  if (targets.length === 0)
    return (
      <p className="form-line">
        {t('publish.target.none')} <Button onClick={onCreate}>{t('command.target.create')}</Button>
      </p>
    )
  return (
    <Field label={t('publish.target')}>
      {(ids) => (
        <Select
          id={ids.id}
          value={value}
          choices={targets.map((target) => ({
            value: target.id,
            label: `${target.name} · ${t(`environment.${target.environment}`)}`,
          }))}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

function TroubleText({ trouble, close }: { trouble: Trouble | undefined; close(): void }) {
  const t = useTranslate()
  if (trouble === undefined || trouble.kind === 'unsaved') return null
  if (trouble.kind === 'invalid') return <SubmitProblems problems={trouble.problems} onGo={close} />
  return (
    <p className="field-message error" role="alert">
      {t('publish.refused')}: {publishErrorText(trouble.error, t)}
    </p>
  )
}
