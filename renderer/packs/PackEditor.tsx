import { useRef, useState } from 'react'
import type { PackRecord } from '../../app/flow/records.ts'
import type { EditorProps } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { RowsTable } from './RowsTable.tsx'
import './packs.css'

const PAGE = 200

/** The rows of a pack, fetched as they come into sight. */
export function PackEditor({ input }: EditorProps) {
  const pack = useDocument((state) => recordOf(state.records, 'pack', input.id))
  // Another content is another pack: its pages are fetched anew.
  return pack === undefined ? null : <PackRows key={pack.blob} pack={pack} />
}

function PackRows({ pack }: { pack: PackRecord }) {
  const t = useTranslate()
  const { pages, failure, show } = usePages(pack)
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
          rowAt={(index) => pages.get(Math.floor(index / PAGE))?.[index % PAGE]}
          onShow={show}
        />
      )}
    </div>
  )
}

type Page = readonly (readonly (string | null)[])[]

function usePages(pack: PackRecord) {
  const { host } = useWorkbench()
  const [pages, setPages] = useState<ReadonlyMap<number, Page>>(new Map())
  const [failure, setFailure] = useState<string>()
  const asked = useRef(new Set<number>())

  const fetchPage = async (page: number): Promise<void> => {
    const answer = await host.api.packs.preview(pack, page * PAGE, PAGE)
    if (answer.ok) setPages((before) => new Map(before).set(page, answer.value.rows))
    else {
      asked.current.delete(page)
      setFailure('message' in answer.error ? answer.error.message : answer.error.tag)
    }
  }
  const show = (from: number, to: number): void => {
    for (let page = Math.floor(from / PAGE); page <= Math.floor(Math.max(to - 1, 0) / PAGE); page++) {
      if (asked.current.has(page)) continue
      asked.current.add(page)
      void fetchPage(page)
    }
  }
  return { pages, failure, show }
}
