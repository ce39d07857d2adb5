import { summarize } from '../../state/runs.ts'
import { useStore } from '../../state/store.ts'
import { useFlowAtHand } from '../../state/use-flow-at-hand.ts'
import { useTranslate, useWorkbench } from '../../state/WorkbenchContext.tsx'

/** `12 tests · 11 passed · 1 failed · 38 ms` */
export function ResultsSummary() {
  const t = useTranslate()
  const flow = useFlowAtHand()
  const run = useStore(useWorkbench().runs, (state) => (flow === undefined ? undefined : state.byFlow.get(flow)))
  if (run === undefined) return null
  const { total, passed, failed, milliseconds } = summarize(run)
  return (
    <span className="results-summary" role="status">
      <span>{t('results.summary.tests', { count: total })}</span>
      {passed === 0 ? null : <span className="good">{t('results.summary.passed', { count: passed })}</span>}
      {failed === 0 ? null : <span className="bad">{t('results.summary.failed', { count: failed })}</span>}
      {milliseconds === undefined ? null : <span>{t.duration(milliseconds)}</span>}
    </span>
  )
}
