import type { Expectation, NodeRecord, TestRecord } from '../../../app/flow/records.ts'
import type { TestReport } from '../../bridge/contract.ts'
import { flowRecords } from '../../state/flow-records.ts'
import { useStore } from '../../state/store.ts'
import { useDocument, useTranslate, useWorkbench } from '../../state/WorkbenchContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { ExpectationGrid } from './ExpectationGrid.tsx'
import type { EditTest } from './TestEditor.tsx'

interface ExpectationFormProps {
  readonly test: TestRecord
  readonly sink: NodeRecord
  readonly readOnly: boolean
  readonly edit: EditTest
  onDone(): void
}

type Mode = Expectation['mode'] | 'none'

/** What must come out at one sink. */
export function ExpectationForm({ test, sink, readOnly, edit, onDone }: ExpectationFormProps) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const expectation = test.expectations.find((candidate) => candidate.node === sink.id)
  const columns = useSinkColumns(test, sink)
  const report = useStore(workbench.runs, (state) =>
    state.byFlow
      .get(test.flow)
      ?.reports.get(test.id)
      ?.sinks.find((candidate) => candidate.node === sink.id),
  )
  const put = (next: Expectation | undefined, key?: string): void => {
    const others = test.expectations.filter((candidate) => candidate.node !== sink.id)
    edit(
      { expectations: next === undefined ? others : [...others, next] },
      key === undefined ? undefined : `${sink.id}.${key}`,
    )
  }
  const choose = (mode: Mode): void => {
    if (mode === 'none') put(undefined)
    else put({ ...(expectation ?? { node: sink.id, columns: [], rows: [] }), mode })
  }
  return (
    <fieldset className="test-section">
      <legend>{t('test.expectations', { sink: sink.name })}</legend>
      <div className="expectation-bar">
        <Select
          label={t('test.mode')}
          disabled={readOnly}
          value={expectation?.mode ?? 'none'}
          choices={(['none', 'rows', 'changelog'] as const).map((value) => ({ value, label: t(`test.mode.${value}`) }))}
          onChange={(value) => choose(value === 'rows' || value === 'changelog' ? value : 'none')}
        />
        {expectation === undefined ? null : (
          <Button
            disabled={readOnly || report === undefined}
            title={report === undefined ? t('test.take.none') : undefined}
            onClick={() => workbench.openDialog('take-result', { test: test.id, sink: sink.id })}
          >
            {t('test.take')}
          </Button>
        )}
      </div>
      {expectation === undefined ? null : columns.length === 0 ? (
        <p className="quiet">{t('test.grid.noColumns')}</p>
      ) : (
        <ExpectationGrid
          sink={sink.name}
          expectation={expectation}
          columns={columns}
          readOnly={readOnly}
          onChange={put}
          onDone={onDone}
        />
      )}
    </fieldset>
  )
}

interface GridColumn {
  readonly name: string
  readonly type: string
}
const NO_COLUMNS: readonly GridColumn[] = []

/** The columns that are compared: those named by the expectation, else all that the sink takes, as far as known. */
function useSinkColumns(test: TestRecord, sink: NodeRecord): readonly GridColumn[] {
  const { problems, runs } = useWorkbench()
  const feeding = useDocument(
    (state) => flowRecords(state.records, test.flow)?.edges.find((edge) => edge.to === sink.id)?.from,
  )
  const given = useStore(
    problems,
    (state) => state.byFlow.get(test.flow)?.check?.columns.find((found) => found.node === feeding)?.columns,
  )
  const seen = useStore(runs, (state) => sinkOf(state.byFlow.get(test.flow)?.reports.get(test.id), sink.id)?.columns)
  const own = 'columns' in sink.config && sink.config.columns.length > 0 ? sink.config.columns : undefined
  const known = own ?? given ?? seen ?? NO_COLUMNS
  const named = test.expectations.find((expectation) => expectation.node === sink.id)?.columns ?? []
  return named.length === 0
    ? known
    : named.map((name) => known.find((column) => column.name === name) ?? { name, type: '' })
}

const sinkOf = (report: TestReport | undefined, sink: string) => report?.sinks.find((found) => found.node === sink)
