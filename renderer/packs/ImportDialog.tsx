import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import { message } from '../i18n/translate.ts'
import type { DialogProps } from '../registry/feature.ts'
import { recordsOf } from '../state/document.ts'
import { addRecord, freeName } from '../state/record-edits.ts'
import { useStore } from '../state/store.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Progress } from '../ui/Progress.tsx'
import { createPackImport, type ImportState, type PackImport } from './import-state.ts'
import { PackReview } from './PackReview.tsx'
import { fileContent, packName, textContent } from './upload.ts'
import './packs.css'

/** The step before has taken its controls, and the focus, with it. */
const takeFocus = (field: HTMLInputElement | null): void => field?.focus()

/** From a file, or from text that is typed, to a pack in the workspace. */
export function ImportDialog({ params, close }: DialogProps) {
  const t = useTranslate()
  const form = useId()
  const workbench = useWorkbench()
  const [work] = useState(() => createPackImport(workbench.host.api.packs))
  const { state } = useStore(work, (current) => current)
  const [name, setName] = useState<string>()
  const packs = useDocument((document) => recordsOf(document.records, 'pack'))
  const typed = params['from'] === 'text'
  useEffect(() => () => work.cancel(), [work])

  const names = packs.map((pack) => pack.name)
  const chosen = name ?? (state.step === 'choose' ? '' : freeName(packName(state.name), names))
  const nameProblem =
    chosen.trim() === '' ? t('packs.name.empty') : names.includes(chosen.trim()) ? t('packs.name.taken') : undefined
  const canFinish = state.step === 'ready' && !state.busy && nameProblem === undefined

  const finish = async (): Promise<void> => {
    const project = workbench.session.get().project
    const finished = await work.finish()
    if (!finished.ok || project === undefined) {
      const text = finished.ok ? '' : finished.reason
      workbench.notifications.show({ severity: 'error', title: message('packs.failed'), text, details: text })
      return
    }
    const id = workbench.newId('pack')
    const record = { ...finished.pack, id, project, name: chosen.trim() }
    workbench.document.edit(addRecord(record), message('edit.importPack', { name: record.name }))
    workbench.editors.open({ kind: 'pack', id })
    close()
  }

  return (
    <Dialog
      title={t(typed ? 'packs.type.title' : 'packs.import.title')}
      closeLabel={t('action.close')}
      width={720}
      onClose={close}
      footer={
        <>
          {state.step === 'ready' || state.step === 'unreadable' ? (
            <Button onClick={work.cancel}>{t('packs.other')}</Button>
          ) : null}
          <Button look="primary" type="submit" form={form} disabled={!canFinish}>
            {t('packs.import')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="pack-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (canFinish) void finish()
        }}
      >
        <ImportStep state={state} work={work} typed={typed} />
        {state.step === 'ready' ? (
          <>
            <Field
              label={t('packs.name')}
              messages={nameProblem === undefined ? [] : [{ severity: 'error', text: nameProblem }]}
            >
              {(ids) => (
                <input
                  {...ids}
                  ref={takeFocus}
                  className="input"
                  value={chosen}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <PackReview state={state} work={work} />
          </>
        ) : null}
      </form>
    </Dialog>
  )
}

function ImportStep({ state, work, typed }: { state: ImportState; work: PackImport; typed: boolean }) {
  const t = useTranslate()
  switch (state.step) {
    case 'choose':
      return typed ? <TextInput work={work} /> : <FileInput work={work} />
    case 'uploading':
      return (
        <Progress
          label={t('packs.uploading', { name: state.name, done: t.bytes(state.done), total: t.bytes(state.total) })}
          share={state.total === 0 ? 1 : state.done / state.total}
          cancelLabel={t('action.cancel')}
          onCancel={work.cancel}
        />
      )
    case 'inspecting':
      return (
        <Progress
          label={t('packs.inspecting', { name: state.name })}
          share={undefined}
          cancelLabel={t('action.cancel')}
          onCancel={work.cancel}
        />
      )
    case 'unreadable':
      return (
        <div role="alert">
          <p>{t('packs.unreadable')}</p>
          <p className="field-message error">{state.reason}</p>
        </div>
      )
    case 'ready':
      return null
  }
}

function FileInput({ work }: { work: PackImport }) {
  const t = useTranslate()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null): void => {
    const file = files?.[0]
    if (file !== undefined) void work.read(fileContent(file))
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button does the same by keyboard
    <div
      className={`pack-drop ${over ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>{t('packs.drop')}</p>
      <Button onClick={() => input.current?.click()}>{t('packs.choose')}</Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('packs.choose')}
        accept=".ndjson,.jsonl,.json,.csv,.tsv,.txt"
        onChange={(event) => take(event.target.files)}
      />
    </div>
  )
}

function TextInput({ work }: { work: PackImport }) {
  const t = useTranslate()
  const [text, setText] = useState('')
  return (
    <>
      <Field label={t('packs.text')}>
        {(ids) => (
          <textarea
            {...ids}
            className="input mono"
            rows={10}
            spellCheck={false}
            value={text}
            placeholder={'{"order_id": 1, "amount": 12.50, "ts": "2024-01-01 10:00:00"}'}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button disabled={text.trim() === ''} onClick={() => void work.read(textContent('rows', text))}>
        {t('packs.text.read')}
      </Button>
    </>
  )
}
