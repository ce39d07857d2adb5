import { useMemo } from 'react'
import { dirtyFlows } from '../../state/document.ts'
import { allProblems } from '../../state/problems.ts'
import { isNamed, updateRecord } from '../../state/record-edits.ts'
import { useStore } from '../../state/store.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../../state/WorkbenchContext.tsx'
import { IconButton } from '../../ui/Button.tsx'
import { ContextMenu, Menu } from '../../ui/Menu.tsx'
import { Tree, type TreeItem } from '../../ui/Tree.tsx'
import { commandItems } from '../command-items.ts'
import { type ExplorerItem, explorerItems, itemIcon, menuPlace } from './explorer-items.ts'

/** The project's flows, packs, tests and targets. */
export function Explorer() {
  const t = useTranslate()
  const workbench = useWorkbench()
  const { document, session, editors, registry } = workbench
  const closed = useSession((state) => state.closedFolders)
  const renaming = useSession((state) => state.renaming)
  const currentId = useSession((state) => state.explorerCurrent)
  const { items, rows } = useRows()
  const current = items.find((item) => item.id === currentId)
  const target = current === undefined ? undefined : { id: current.id }

  const rename = (id: string, name: string | undefined): void => {
    session.set({ renaming: undefined })
    const record = document.get().records.get(id)
    const trimmed = name?.trim() ?? ''
    if (!isNamed(record) || trimmed === '' || trimmed === record.name) return
    document.edit(updateRecord(record, { name: trimmed }), { key: 'edit.rename', params: { name: trimmed } })
  }
  const toggle = (id: string, expanded: boolean): void => {
    const next = new Set(closed)
    if (expanded) next.delete(id)
    else next.add(id)
    session.set({ closedFolders: next })
  }
  return (
    <section className="side-section" aria-label={t('activity.explorer')}>
      <div className="side-head">
        <h2>{t('activity.explorer')}</h2>
        <Menu groups={[commandItems(workbench, t, 'explorer')]}>
          <IconButton icon="plus" label={t('explorer.add')} />
        </Menu>
      </div>
      <ContextMenu
        groups={
          current === undefined
            ? [commandItems(workbench, t, 'explorer')]
            : [commandItems(workbench, t, menuPlace(current), target)]
        }
      >
        <div className="side-tree">
          <Tree
            label={t('activity.explorer')}
            items={rows}
            renaming={renaming}
            renameLabel={t('explorer.newName')}
            onRename={rename}
            onToggle={toggle}
            onCurrent={(id) => session.set({ explorerCurrent: id })}
            onOpen={(id) => {
              const item = items.find((each) => each.id === id)
              if (item?.kind === 'record' && registry.editors.has(item.record.type))
                editors.open({ kind: item.record.type, id })
            }}
            onKey={(id, event) => {
              const command = { F2: 'record.rename', Delete: 'record.delete' }[event.key]
              if (command === undefined) return
              event.preventDefault()
              workbench.execute(command, { id })
            }}
          />
        </div>
      </ContextMenu>
    </section>
  )
}

function useRows(): { readonly items: readonly ExplorerItem[]; readonly rows: readonly TreeItem[] } {
  const t = useTranslate()
  const { problems } = useWorkbench()
  const records = useDocument((state) => state.records)
  const unsaved = useDocument((state) => state.unsaved)
  const project = useSession((state) => state.project)
  const closed = useSession((state) => state.closedFolders)
  const active = useSession((state) => state.active?.id)
  const byFlow = useStore(problems, (state) => state.byFlow)
  const items = useMemo(() => explorerItems(records, project, (id) => !closed.has(id)), [records, project, closed])
  const rows = useMemo(() => {
    const dirty = dirtyFlows(unsaved)
    return items.map((item): TreeItem => {
      if (item.kind === 'section')
        return {
          id: item.id,
          level: 1,
          label: t(`explorer.${item.section}`),
          expanded: !closed.has(item.id),
          detail: t.number(item.count),
        }
      const { record } = item
      const icon = itemIcon(item)
      const hasErrors = allProblems(byFlow.get(record.id)).some((problem) => problem.severity === 'error')
      const detail =
        record.type === 'pack'
          ? t('explorer.rows', { count: record.rows })
          : record.type === 'test'
            ? ((records.get(record.flow) as { readonly name?: string } | undefined)?.name ?? '')
            : record.type === 'target'
              ? t(`environment.${record.environment}`)
              : undefined
      return {
        id: item.id,
        level: item.level,
        label: record.name,
        selected: record.id === active,
        ...(record.type === 'folder' ? { expanded: !closed.has(record.id) } : {}),
        ...(icon === undefined ? {} : { icon }),
        ...(detail === undefined ? {} : { detail }),
        mark: (
          <span className="tree-marks">
            {dirty.has(record.id) ? <span className="dot" role="img" aria-label={t('state.unsaved')} /> : null}
            {hasErrors ? <span className="dot bad" role="img" aria-label={t('state.hasProblems')} /> : null}
          </span>
        ),
      }
    })
  }, [items, unsaved, closed, active, byFlow, records, t])
  return { items, rows }
}
