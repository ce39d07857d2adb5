import type { RecordOf } from '../../../app/flow/records.ts'
import type { TestReport } from '../../bridge/contract.ts'
import { problemText } from '../../i18n/problem-text.ts'
import { recordOf } from '../../state/document.ts'
import { flowRecords } from '../../state/flow-records.ts'
import { revealPlace } from '../../state/reveal.ts'
import { type RunState, shownReport } from '../../state/runs.ts'
import { useStore } from '../../state/store.ts'
import { useFlowAtHand } from '../../state/use-flow-at-hand.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../../state/WorkbenchContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { SinkResult } from './SinkResult.tsx'
import { TestList } from './TestList.tsx'
import { Timeline } from './Timeline.tsx'
import '../testing.css'

/** The last run of the flow at hand: its tests, the rows of the one chosen, and when they came. */
export function ResultsPanel() {
  const t = useTranslate()
  const workbench = useWorkbench()
  const flow = useFlowAtHand()
  const parts = useDocument((state) => (flow === undefined ? undefined : flowRecords(state.records, flow)))
  const run = useStore(workbench.runs, (state) => (flow === undefined ? undefined : state.byFlow.get(flow)))
  const report = useStore(workbench.runs, (state) => (flow === undefined ? undefined : shownReport(state, flow)))
  if (parts === undefined) return <EmptyState title={t('results.none')} text={t('results.none.text')} />
  if (parts.tests.length === 0)
    return (
      <EmptyState title={t('results.noTests')} text={t('results.noTests.text')}>
        <Button onClick={() => workbench.execute('test.create', { id: parts.flow.id })}>
          {t('command.test.create')}
        </Button>
      </EmptyState>
    )
  return (
    <div className="results">
      <TestList
        flowName={parts.flow.name}
        tests={parts.tests}
        run={run}
        current={report?.test}
        onShow={(test) => workbench.runs.show(parts.flow.id, test)}
      />
      <div className="results-main">
        <RunNotice flow={parts.flow} run={run} />
        {report === undefined ? null : <ReportView run={run} report={report} />}
      </div>
      {report === undefined || report.timeline.length === 0 ? null : (
        <Timeline key={report.test} sources={report.timeline} />
      )}
    </div>
  )
}

/** How the run is going, or why there is nothing to see. */
function RunNotice({ flow, run }: { flow: RecordOf<'flow'>; run: RunState | undefined }) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const testName = useDocument((state) => recordOf(state.records, 'test', run?.current?.test ?? '')?.name)
  if (run === undefined)
    return (
      <EmptyState title={t('results.none')} text={t('results.none.text')}>
        <Button onClick={() => workbench.execute('tests.run', { id: flow.id })}>{t('results.run')}</Button>
      </EmptyState>
    )
  if (run.status === 'running')
    return (
      <Progress
        label={
          run.current === undefined
            ? t('results.starting')
            : t('results.progress', {
                test: testName ?? '',
                rows: run.current.rows,
                rate: Math.round(run.current.rowsPerSecond),
                left: run.current.millisecondsLeft === undefined ? '…' : t.duration(run.current.millisecondsLeft),
              })
        }
        share={run.tests.length === 0 ? undefined : (run.reports.size + (run.current?.share ?? 0)) / run.tests.length}
        cancelLabel={t('action.cancel')}
        onCancel={() => void workbench.runs.stop(flow.id)}
      />
    )
  if (run.status === 'done') return null
  return (
    <p className="run-notice" role="alert">
      {run.status === 'stopped' ? t('results.stopped') : t('results.died')} {run.message}
    </p>
  )
}

function ReportView({ run, report }: { run: RunState | undefined; report: TestReport }) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const focus = useSession((state) => state.resultFocus)
  const preferred = useDocument((state) =>
    focus !== undefined && 'edge' in focus ? recordOf(state.records, 'edge', focus.edge)?.to : undefined,
  )
  return (
    <>
      {report.problems.length === 0 ? null : (
        <ul className="report-problems">
          {report.problems.map((problem) => (
            <li key={JSON.stringify([problem.place, problem.message])}>
              <button type="button" className="link" onClick={() => revealPlace(workbench, problem.place, true)}>
                {problemText(problem, t)}
              </button>
            </li>
          ))}
        </ul>
      )}
      <SinkResult key={`${report.test} ${preferred ?? ''}`} run={run?.run} report={report} preferred={preferred} />
    </>
  )
}
