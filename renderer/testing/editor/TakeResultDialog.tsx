import { updateTest } from '../../../app/flow/edits/flows.ts'
import type { ExpectedRow } from '../../../app/flow/records.ts'
import { message } from '../../i18n/translate.ts'
import type { DialogProps } from '../../registry/feature.ts'
import { recordOf } from '../../state/document.ts'
import { useStore } from '../../state/store.ts'
import { useDocument, useTranslate, useWorkbench } from '../../state/WorkbenchContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

const SHOWN = 50

/** Shows the rows before they become the expectation: taking them unread would prove nothing. */
export function TakeResultDialog({ params, close }: DialogProps) {
  const t = useTranslate()
  const { document, runs } = useWorkbench()
  const test = useDocument((state) => recordOf(state.records, 'test', params['test'] ?? ''))
  const sink = useDocument((state) => recordOf(state.records, 'node', params['sink'] ?? ''))
  const report = useStore(runs, (state) =>
    test === undefined
      ? undefined
      : state.byFlow
          .get(test.flow)
          ?.reports.get(test.id)
          ?.sinks.find((found) => found.node === sink?.id),
  )
  const expectation = test?.expectations.find((found) => found.node === sink?.id)
  if (test === undefined || sink === undefined || report === undefined || expectation === undefined) return null
  const all: readonly ExpectedRow[] =
    expectation.mode === 'rows'
      ? report.folded.map((cells) => ({ kind: '+I', cells }))
      : report.rows.map(({ kind, cells }) => ({ kind, cells }))
  const picked =
    expectation.columns.length === 0
      ? undefined
      : expectation.columns.map((name) => report.columns.findIndex((column) => column.name === name))
  const rows =
    picked === undefined
      ? all
      : all.map((row) => ({ ...row, cells: picked.map((column) => row.cells[column] ?? null) }))
  const take = (): void => {
    const expectations = test.expectations.map((found) => (found.node === sink.id ? { ...found, rows } : found))
    document.edit(
      updateTest(document.get().records, { ...test, expectations }),
      message('edit.test', { name: test.name }),
    )
    close()
  }
  return (
    <Dialog
      title={t('test.take.title')}
      closeLabel={t('action.close')}
      width={720}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button look="primary" onClick={take}>
            {t('test.take.do')}
          </Button>
        </>
      }
    >
      <p>{t('test.take.text', { count: rows.length, sink: sink.name })}</p>
      <pre className="take-rows mono">
        {rows
          .slice(0, SHOWN)
          .map((row) =>
            [...(expectation.mode === 'changelog' ? [row.kind] : []), ...row.cells.map((cell) => cell ?? 'NULL')].join(
              '\t',
            ),
          )
          .join('\n')}
      </pre>
      {rows.length > SHOWN ? <p className="quiet">{t('test.take.more', { count: rows.length - SHOWN })}</p> : null}
    </Dialog>
  )
}
