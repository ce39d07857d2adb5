import { useEffect, useMemo } from 'react'
import { isEmptyDiff } from '../../app/base/diff.ts'
import { recordsOf } from '../state/document.ts'
import { allProblems } from '../state/problems.ts'
import { summarize } from '../state/runs.ts'
import { useStore } from '../state/store.ts'
import { useFlowAtHand } from '../state/use-flow-at-hand.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'

/** What is true now: workspace, lock, problems, last run, engine, targets, language. Each item leads to its place. */
export function StatusBar() {
  const t = useTranslate()
  const workbench = useWorkbench()
  const info = useSession((state) => state.info)
  const caret = useSession((state) => state.caret)
  const language = useSession((state) => state.language)
  return (
    <section className="status-bar" aria-label={t('status.label')}>
      <span className="clip">{fileName(info.workspace)}</span>
      <SaveStatus />
      <ProblemStatus />
      <RunStatus />
      <span className="grow" />
      {caret === undefined ? null : <span>{t('status.caret', { line: caret.line, column: caret.column })}</span>}
      <EngineStatus />
      <TargetStatus />
      <button
        type="button"
        aria-label={t('status.language')}
        onClick={() => workbench.execute(language === 'en' ? 'language.zh' : 'language.en')}
      >
        {t('status.languages')}
      </button>
    </section>
  )
}

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

function SaveStatus() {
  const t = useTranslate()
  const { execute } = useWorkbench()
  const lock = useSession((state) => state.lock)
  const connected = useSession((state) => state.connected)
  const unsaved = useDocument((state) => !isEmptyDiff(state.unsaved))
  const saving = useDocument((state) => state.saving)
  if (!connected) return <span className="bad">{t('status.disconnected')}</span>
  if (lock !== undefined && !lock.mine)
    return <span className="warn">{t('status.lockedBy', { owner: lock.holder.owner })}</span>
  if (saving) return <span>{t('status.saving')}</span>
  if (!unsaved) return <span>{t('status.lockedByYou')}</span>
  return (
    <button type="button" onClick={() => execute('workspace.save')}>
      {t('status.unsaved')}
    </button>
  )
}

function ProblemStatus() {
  const t = useTranslate()
  const { problems, session } = useWorkbench()
  const flow = useFlowAtHand()
  // Also of a flow that no tab shows: no problems must not mean that nobody looked.
  useEffect(() => (flow === undefined ? undefined : problems.watch(flow)), [problems, flow])
  const found = useStore(problems, ({ byFlow }) => (flow === undefined ? undefined : byFlow.get(flow)))
  const all = useMemo(() => allProblems(found), [found])
  const hasErrors = all.some((problem) => problem.severity === 'error')
  return (
    <button
      type="button"
      className={all.length === 0 ? '' : hasErrors ? 'bad' : 'warn'}
      onClick={() => session.set({ panel: 'problems', panelOpen: true })}
    >
      {all.length === 0 ? t('status.noProblems') : t('status.problems', { count: all.length })}
    </button>
  )
}

function RunStatus() {
  const t = useTranslate()
  const { runs, session } = useWorkbench()
  const flow = useFlowAtHand()
  const run = useStore(runs, ({ byFlow }) => byFlow.get(flow ?? ''))
  if (run === undefined) return null
  const { passed, failed, total, milliseconds } = summarize(run)
  const text =
    run.status === 'running'
      ? t('status.running', { passed: passed + failed, total })
      : run.status === 'stopped'
        ? t('status.stopped')
        : run.status === 'died'
          ? t('status.died')
          : t('status.tests', { passed, total, time: t.duration(milliseconds ?? 0) })
  const bad = failed > 0 || run.status === 'died'
  return (
    <button
      type="button"
      className={bad ? 'bad' : run.status === 'done' ? 'good' : ''}
      onClick={() => session.set({ panel: 'results', panelOpen: true })}
    >
      {text}
    </button>
  )
}

function EngineStatus() {
  const t = useTranslate()
  const engine = useSession((state) => state.engine)
  const version = useSession((state) => state.info.engine)
  if (engine.state === 'warm') return <span>{t('status.engine', { engine: version })}</span>
  return (
    <span className={engine.state === 'died' ? 'bad' : 'warn'} title={engine.message}>
      {t(`status.engine.${engine.state}`)}
    </span>
  )
}

function TargetStatus() {
  const t = useTranslate()
  const { execute } = useWorkbench()
  const environment = useSession((state) => state.environment)
  const records = useDocument((state) => state.records)
  const health = useSession((state) => state.targets)
  const targets = recordsOf(records, 'target').filter((target) => target.environment === environment)
  return (
    <>
      {targets.slice(0, 2).map((target) => {
        const state = health.get(target.id)
        const look = state === undefined ? 'quiet' : state.ok ? 'good' : 'bad'
        const seen =
          state?.seenAt === undefined ? t('target.neverSeen') : t('target.seen', { time: t.time(state.seenAt) })
        return (
          <button
            key={target.id}
            type="button"
            className={`status-target ${look}`}
            title={seen}
            onClick={() => execute('target.check', { id: target.id })}
          >
            <span className={`dot ${look}`} />
            {target.name}
            <span className="hidden-text">
              {t(state === undefined ? 'target.unknown' : state.ok ? 'target.reachable' : 'target.unreachable')}
            </span>
          </button>
        )
      })}
    </>
  )
}
