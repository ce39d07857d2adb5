import { useMemo, useState } from 'react'
import type { NodeRecord } from '../../app/flow/records.ts'
import { recordOf, recordsOf } from '../state/document.ts'
import { revealPlace } from '../state/reveal.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Tree, type TreeItem } from '../ui/Tree.tsx'

const MAX_HITS = 500

/** Finds nodes by name and by what stands in their forms. */
export function SearchView() {
  const t = useTranslate()
  const workbench = useWorkbench()
  const records = useDocument((state) => state.records)
  const [text, setText] = useState('')
  const hits = useMemo(() => {
    const wanted = text.trim().toLowerCase()
    if (wanted === '') return []
    return recordsOf(records, 'node')
      .filter((node) => haystack(node).includes(wanted))
      .slice(0, MAX_HITS)
  }, [records, text])
  const items = hits.map(
    (node): TreeItem => ({
      id: node.id,
      level: 1,
      label: node.name,
      detail: recordOf(records, 'flow', node.flow)?.name ?? '',
    }),
  )
  return (
    <section className="side-section" aria-label={t('activity.search')}>
      <div className="side-head">
        <h2>{t('activity.search')}</h2>
      </div>
      <div className="side-find">
        <input
          className="input"
          type="search"
          aria-label={t('search.label')}
          placeholder={t('search.label')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      {items.length === 0 ? (
        <EmptyState title={text.trim() === '' ? t('search.idle') : t('search.none')} />
      ) : (
        <div className="side-tree">
          <Tree
            label={t('search.results')}
            items={items}
            renameLabel={t('explorer.newName')}
            onRename={() => undefined}
            onToggle={() => undefined}
            onOpen={(id) => {
              const node = recordOf(records, 'node', id)
              if (node !== undefined) revealPlace(workbench, { kind: 'node', flow: node.flow, node: node.id }, false)
            }}
          />
        </div>
      )}
    </section>
  )
}

const haystack = (node: NodeRecord): string => `${node.name} ${JSON.stringify(node.config)}`.toLowerCase()
