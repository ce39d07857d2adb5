import { useMemo, useState, useSyncExternalStore } from 'react'
import type { PackRecord } from '../../app/flow/records.ts'
import type { EditorProps } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageWindow } from '../ui/page-window.ts'
import { RowsTable } from './RowsTable.tsx'
import './packs.css'

/** The rows of a pack, fetched as they come into sight. */
export function PackEditor({ input }: EditorProps) {
  const pack = useDocument((state) => recordOf(state.records, 'pack', input.id))
  // Another content is another pack: its pages are fetched anew.
  return pack === undefined ? null : <PackRows key={pack.blob} pack={pack} />
}

function PackRows({ pack }: { pack: PackRecord }) {
  const t = useTranslate()
  const { rowAt, failure, show } = usePages(pack)
  return (
    <div className="pack-editor">
      <div className="pack-editor-bar">
        <span>{t('packs.rows', { count: pack.rows })}</span>
        <span>{t('packs.size', { size: t.bytes(pack.bytes), format: pack.format === 'csv' ? 'CSV' : 'NDJSON' })}</span>
        {failure === undefined ? null : (
          <span className="field-message error" role="alert">
            {t('packs.loadFailed', { reason: failure })}
          </span>
        )}
      </div>
      {pack.rows === 0 ? (
        <EmptyState title={t('packs.empty.title')} />
      ) : (
        <RowsTable
          label={t('packs.rows', { count: pack.rows })}
          columns={pack.columns}
          total={pack.rows}
          rowAt={rowAt}
          onShow={show}
        />
      )}
    </div>
  )
}

function usePages(pack: PackRecord) {
  const { host } = useWorkbench()
  const [failure, setFailure] = useState<string>()
  const pages = useMemo(
    () =>
      new PageWindow<readonly (string | null)[]>(async (from, count) => {
        const answer = await host.api.packs.preview(pack, from, count)
        if (answer.ok) return answer.value.rows
        setFailure('message' in answer.error ? answer.error.message : answer.error.tag)
        return undefined
      }),
    [host, pack],
  )
  useSyncExternalStore(pages.subscribe, pages.version)
  return {
    failure,
    rowAt: (index: number) => pages.rowAt(index),
    show: (from: number, to: number): void => pages.look(from, to, pack.rows),
  }
}
