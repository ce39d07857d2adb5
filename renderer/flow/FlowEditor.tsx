import { lazy, Suspense, useEffect } from 'react'
import { Canvas } from '../canvas/Canvas.tsx'
import type { EditorProps } from '../registry/feature.ts'
import { dirtyFlows, recordOf } from '../state/document.ts'
import { type FlowView, showView } from '../state/session.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { FlowSettingsForm } from './FlowSettingsForm.tsx'

const SqlView = lazy(async () => ({ default: (await import('../sql/SqlView.tsx')).SqlView }))
const VIEWS: readonly FlowView[] = ['canvas', 'sql', 'settings']

/** A flow as canvas, as SQL, and its job parameters. */
export function FlowEditor({ input }: EditorProps) {
  const t = useTranslate()
  const { session, problems } = useWorkbench()
  const flow = useDocument((state) => recordOf(state.records, 'flow', input.id))
  const view = useSession((state) => state.views.get(input.id) ?? 'canvas')
  useEffect(() => problems.watch(input.id), [problems, input.id])
  if (flow === undefined) return null
  return (
    <div className="flow-editor">
      <div className="flow-bar" role="toolbar" aria-label={t('flow.toolbar')}>
        <Segments
          label={t('flow.views')}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`flow.view.${value}`) }))}
          onChange={(next) => showView(session, input.id, next)}
        />
        <UndoButtons />
        {view === 'canvas' ? <ArrangeButton /> : null}
        <span className="grow" />
        <SavedText flow={input.id} />
      </div>
      <div className="flow-view">
        {view === 'canvas' ? <Canvas key={input.id} flow={input.id} /> : null}
        {view === 'sql' ? (
          <Suspense fallback={<Skeleton label={t('state.loading')} />}>
            <SqlView flow={input.id} />
          </Suspense>
        ) : null}
        {view === 'settings' ? (
          <div className="flow-settings">
            <FlowSettingsForm flow={flow} />
          </div>
        ) : null}
      </div>
    </div>
  )
}

function UndoButtons() {
  const t = useTranslate()
  const { execute } = useWorkbench()
  const undo = useDocument((state) => state.history.undo.at(-1))
  const redo = useDocument((state) => state.history.redo.at(-1))
  return (
    <>
      <IconButton
        icon="undo"
        label={undo === undefined ? t('command.edit.undo') : t('flow.undoStep', { step: t.message(undo.label) })}
        disabled={undo === undefined}
        onClick={() => execute('edit.undo')}
      />
      <IconButton
        icon="redo"
        label={redo === undefined ? t('command.edit.redo') : t('flow.redoStep', { step: t.message(redo.label) })}
        disabled={redo === undefined}
        onClick={() => execute('edit.redo')}
      />
    </>
  )
}

function ArrangeButton() {
  const t = useTranslate()
  const { execute } = useWorkbench()
  const writable = useDocument((state) => state.writable)
  return (
    <Button look="ghost" disabled={!writable} onClick={() => execute('canvas.arrange')}>
      {t('command.canvas.arrange')}
    </Button>
  )
}

function SavedText({ flow }: { flow: string }) {
  const t = useTranslate()
  const savedAt = useDocument((state) => state.savedAt)
  const dirty = useDocument((state) => dirtyFlows(state.unsaved).has(flow))
  const lock = useSession((state) => state.lock)
  const saved = dirty
    ? t('flow.unsaved')
    : savedAt === undefined
      ? t('flow.saved')
      : t('flow.savedAt', { time: t.time(savedAt) })
  const holder =
    lock === undefined || lock.mine ? t('status.lockedByYou') : t('status.lockedBy', { owner: lock.holder.owner })
  return (
    <span className="quiet clip" title={savedAt === undefined ? undefined : t.dateTime(savedAt)}>
      {saved}
      <span className="flow-lock"> · {holder}</span>
    </span>
  )
}
