import { type DragEvent, useEffect, useId, useRef, useState } from 'react'
import type { Problem } from '../bridge/contract.ts'
import { problemText } from '../i18n/problem-text.ts'
import { message, type Translate } from '../i18n/translate.ts'
import type { DialogProps } from '../registry/feature.ts'
import { recordsOf } from '../state/document.ts'
import type { Notification } from '../state/notifications.ts'
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
  const [work] = useState(() => createPackImport(workbench.host))
  const { state } = useStore(work, (current) => current)
  const [name, setName] = useState<string>()
  const [isFinishing, setFinishing] = useState(false)
  const packs = useDocument((document) => recordsOf(document.records, 'pack'))
  const typed = params['from'] === 'text'
  useEffect(() => () => work.cancel(), [work])

  const names = packs.map((pack) => pack.name)
  const chosen = name ?? (state.step === 'choose' ? '' : freeName(packName(state.name), names))
  const nameProblem =
    chosen.trim() === '' ? t('packs.name.empty') : names.includes(chosen.trim()) ? t('packs.name.taken') : undefined
  const canFinish =
    state.step === 'ready' && state.work?.kind !== 'looking' && !isFinishing && nameProblem === undefined

  const finish = async (): Promise<void> => {
    const project = workbench.session.get().project
    setFinishing(true)
    const answer = await work.finish()
    setFinishing(false)
    if (!answer.ok && answer.reason === undefined) return
    if (!answer.ok || project === undefined) {
      const text = (answer.ok ? undefined : answer.reason) ?? ''
      workbench.notifications.show({ severity: 'error', title: message('packs.failed'), text, details: text })
      return
    }
    const id = workbench.newId('pack')
    const { pack, problems } = answer.finished
    const record = { ...pack, id, project, name: chosen.trim() }
    workbench.document.edit(addRecord(record), message('edit.importPack', { name: record.name }))
    workbench.editors.open({ kind: 'pack', id })
    close()
    if (problems.length > 0) workbench.notifications.show(unreadLines(problems, t))
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
            <BackgroundWork state={state} work={work} />
          </>
        ) : null}
      </form>
    </Dialog>
  )
}

/** What is still to be sent, or how far storing is; cancelling it takes everything back. */
function BackgroundWork({ state, work }: { state: Extract<ImportState, { step: 'ready' }>; work: PackImport }) {
  const t = useTranslate()
  const { name, work: current } = state
  if (current === undefined || current.kind === 'looking') return null
  if (current.kind === 'sending')
    return (
      <Progress
        label={t('packs.uploading', { name, done: t.bytes(current.done), total: t.bytes(current.total) })}
        share={current.done / Math.max(1, current.total)}
        cancelLabel={t('action.cancel')}
        onCancel={work.cancel}
      />
    )
  const { progress } = current
  return (
    <Progress
      label={
        progress === undefined
          ? t('packs.storing', { name })
          : t('packs.storing.rows', {
              rows: t.number(progress.rows),
              rate: t.number(progress.rowsPerSecond),
              left: progress.millisecondsLeft === undefined ? '…' : t.duration(progress.millisecondsLeft),
            })
      }
      share={progress?.share}
      cancelLabel={t('action.cancel')}
      onCancel={work.cancel}
    />
  )
}

function unreadLines(problems: readonly Problem[], t: Translate): Omit<Notification, 'id'> {
  const details = problems.map((problem) => {
    const line = problem.place.kind === 'pack' ? `${t('packs.problem.line', { line: problem.place.line })}: ` : ''
    return `${line}${problemText(problem, t)}`
  })
  return {
    severity: 'warning',
    title: message('packs.problems', { count: problems.length }),
    text: details[0] ?? '',
    details: details.join('\n'),
  }
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
