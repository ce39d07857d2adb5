import { useState } from 'react'
import type { TargetRecord } from '../../app/flow/records.ts'
import type { HostApi } from '../bridge/contract.ts'
import { message } from '../i18n/translate.ts'
import type { EditorProps } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { updateRecord } from '../state/record-edits.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import './publish.css'

type Health = Awaited<ReturnType<HostApi['publish']['checkTarget']>>

/** Where versions can be published: both addresses, and whether they answer. */
export function TargetEditor({ input }: EditorProps) {
  const target = useDocument((state) => recordOf(state.records, 'target', input.id))
  return target === undefined ? null : <TargetForm target={target} />
}

function TargetForm({ target }: { target: TargetRecord }) {
  const t = useTranslate()
  const { document } = useWorkbench()
  const readOnly = !useDocument((state) => state.writable)
  const set = (change: Partial<TargetRecord>): void => {
    document.edit(updateRecord(target, change), message('edit.target', { name: target.name }), {
      key: `${target.id}.${Object.keys(change)}`,
    })
  }
  const text = (field: 'name' | 'gatewayUrl' | 'restUrl', label: string, placeholder: string, hint?: string) => (
    <Field
      label={label}
      {...(hint === undefined ? {} : { hint })}
      messages={field === 'name' || isUrl(target[field]) ? [] : [{ severity: 'error', text: t('target.url.wrong') }]}
    >
      {(ids) => (
        <input
          {...ids}
          className="input"
          value={target[field]}
          placeholder={placeholder}
          readOnly={readOnly}
          spellCheck={false}
          onChange={(event) => set({ [field]: event.target.value })}
          onBlur={document.seal}
        />
      )}
    </Field>
  )
  return (
    <div className="target-editor">
      <div className="form">
        {text('name', t('target.name'), '')}
        {text('gatewayUrl', t('target.gatewayUrl'), 'http://localhost:8083')}
        {text('restUrl', t('target.restUrl'), 'http://localhost:8081', t('target.restUrl.hint'))}
        <Field label={t('target.environment')}>
          {(ids) => (
            <Select
              id={ids.id}
              disabled={readOnly}
              value={target.environment}
              choices={(['test', 'production'] as const).map((value) => ({ value, label: t(`environment.${value}`) }))}
              onChange={(value) => set({ environment: value === 'production' ? 'production' : 'test' })}
            />
          )}
        </Field>
        <TargetCheck target={target} />
      </div>
    </div>
  )
}

function TargetCheck({ target }: { target: TargetRecord }) {
  const t = useTranslate()
  const { host, session, now } = useWorkbench()
  const [health, setHealth] = useState<Health | 'checking'>()
  const check = async (): Promise<void> => {
    setHealth('checking')
    const answer = await host.api.publish.checkTarget(target.gatewayUrl, target.restUrl)
    setHealth(answer)
    const seen = { ok: answer.gateway.ok && answer.rest.ok, seenAt: now() }
    session.set(({ targets }) => ({ targets: new Map(targets).set(target.id, seen) }))
  }
  const line = (name: string, end: { readonly ok: boolean; readonly text: string }) => (
    <p className={`field-message ${end.ok ? 'good' : 'error'}`}>
      {end.ok ? t('target.answers', { name, version: end.text }) : t('target.silent', { name, reason: end.text })}
    </p>
  )
  return (
    <>
      <div>
        <Button
          disabled={health === 'checking' || !isUrl(target.gatewayUrl) || !isUrl(target.restUrl)}
          onClick={() => void check()}
        >
          {health === 'checking' ? t('target.checking') : t('target.check')}
        </Button>
      </div>
      <div role="status">
        {health === undefined || health === 'checking' ? null : (
          <>
            {line(t('target.gatewayUrl'), health.gateway)}
            {line(t('target.restUrl'), health.rest)}
          </>
        )}
      </div>
    </>
  )
}

function isUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
