import { useMemo, useState } from 'react'
import type { TestReport } from '../../bridge/contract.ts'
import { recordOf } from '../../state/document.ts'
import { useDocument, useTranslate } from '../../state/WorkbenchContext.tsx'
import { Segments } from '../../ui/Segments.tsx'
import { Select } from '../../ui/Select.tsx'
import { ChangeTable, type TableRow } from './ChangeTable.tsx'
import { useChangelogPages } from './changelog-pages.ts'
import { pairRows } from './pair-rows.ts'

type View = 'comparison' | 'rows' | 'changelog'

interface SinkResultProps {
  readonly run: string | undefined
  readonly report: TestReport
  /** The sink to show first, e.g. of the edge whose count was clicked. */
  readonly preferred: string | undefined
}

/** What came out at one sink: beside what was expected, folded to its final rows, or change by change. */
export function SinkResult({ run, report, preferred }: SinkResultProps) {
  const t = useTranslate()
  const records = useDocument((state) => state.records)
  const [chosenSink, setSink] = useState<string>()
  const [chosenView, setView] = useState<View>()
  const sink =
    report.sinks.find(({ node }) => node === (chosenSink ?? preferred)) ??
    report.sinks.find(({ comparison }) => comparison?.some(({ verdict }) => verdict !== 'same')) ??
    report.sinks.find(({ comparison }) => comparison !== undefined) ??
    report.sinks[0]
  if (sink === undefined) return null
  const views = viewsOf(report, sink)
  const view = chosenView !== undefined && views.includes(chosenView) ? chosenView : (views[0] ?? 'rows')
  const nameOf = (node: string) => recordOf(records, 'node', node)?.name ?? node
  return (
    <div className="sink-result">
      <div className="sink-result-bar">
        {report.sinks.length > 1 ? (
          <Select
            label={t('results.sink')}
            value={sink.node}
            choices={report.sinks.map(({ node }) => ({ value: node, label: nameOf(node) }))}
            onChange={setSink}
          />
        ) : (
          <span>{nameOf(sink.node)}</span>
        )}
        <Segments<View>
          label={t('results.view')}
          value={view}
          options={views.map((value) => ({ value, label: t(`results.view.${value}`) }))}
          onChange={setView}
        />
        <Verdict sink={sink} />
      </div>
      <SinkRows
        run={run}
        test={report.test}
        sink={sink}
        view={view}
        label={t('results.rows.label', { sink: nameOf(sink.node) })}
      />
    </div>
  )
}

type SinkReport = TestReport['sinks'][number]

/** Before its end a run has changes and nothing made of them; nor has one with too many, where nothing is expected. */
function viewsOf({ status }: TestReport, { comparison, folded }: SinkReport): readonly View[] {
  if (status === 'stopped') return ['changelog']
  if (comparison !== undefined) return ['comparison', 'rows', 'changelog']
  return folded.length === 0 ? ['changelog', 'rows'] : ['rows', 'changelog']
}

function Verdict({ sink }: { sink: SinkReport }) {
  const t = useTranslate()
  const count = (verdict: string) => sink.comparison?.filter((row) => row.verdict === verdict).length ?? 0
  const missing = count('missing')
  const unexpected = count('unexpected')
  return (
    <span className="sink-verdict">
      {missing === 0 ? null : <span className="bad">{t('results.missing', { count: missing })}</span>}
      {sink.kept === undefined ? null : t('results.kept', { kept: t.number(sink.kept), count: sink.changes })}
      {unexpected === 0 ? null : <span className="warn">{t('results.unexpected', { count: unexpected })}</span>}
    </span>
  )
}

interface SinkRowsProps {
  readonly run: string | undefined
  readonly test: string
  readonly sink: SinkReport
  readonly view: View
  readonly label: string
}

function SinkRows({ run, test, sink, view, label }: SinkRowsProps) {
  const t = useTranslate()
  const changes = sink.kept ?? sink.changes
  const pages = useChangelogPages(run, test, sink.node, changes)
  const compared = useMemo(() => pairRows(sink.comparison ?? []), [sink.comparison])
  const folded = (index: number): TableRow | undefined => {
    const cells = sink.folded[index]
    return cells === undefined ? undefined : { kind: '+I', cells }
  }
  const total = view === 'comparison' ? compared.length : view === 'rows' ? sink.folded.length : changes
  if (total === 0) return <p className="sink-empty">{t('results.empty')}</p>
  if (view === 'changelog' && pages.gone) return <p className="sink-empty">{t('results.gone')}</p>
  return (
    <ChangeTable
      key={view}
      label={label}
      columns={view === 'comparison' ? comparedColumns(sink) : sink.columns}
      total={total}
      showStep={view === 'changelog'}
      showVerdict={view === 'comparison'}
      rowAt={
        view === 'comparison'
          ? (index) => compared[index]
          : view === 'rows'
            ? folded
            : (index) => sink.rows[index] ?? pages.rowAt(index)
      }
      {...(view === 'changelog' && sink.rows.length < sink.changes ? { onShow: pages.show } : {})}
    />
  )
}

function comparedColumns(sink: SinkReport): SinkReport['columns'] {
  const names = sink.comparedColumns ?? []
  return names.length === 0
    ? sink.columns
    : sink.columns
        .filter(({ name }) => names.includes(name))
        .sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name))
}
