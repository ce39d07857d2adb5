import type { IDockviewPanelHeaderProps } from 'dockview-react'
import { dirtyFlows } from '../state/document.ts'
import type { EditorInput } from '../state/session.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ContextMenu, type MenuItem } from '../ui/Menu.tsx'

export function EditorTab({ api, params, containerApi }: IDockviewPanelHeaderProps<EditorInput>) {
  const { registry, editors } = useWorkbench()
  const t = useTranslate()
  const records = useDocument((state) => state.records)
  const unsaved = useDocument((state) => state.unsaved)
  const title = registry.editors.get(params.kind)?.title(params, records, t)
  const dirty =
    title?.record !== undefined &&
    (dirtyFlows(unsaved).has(title.record) || title.record in unsaved.updated || title.record in unsaved.added)
  const items: readonly MenuItem[] = [
    { id: 'close', label: t('action.close'), run: () => api.close() },
    { id: 'others', label: t('shell.closeOthers'), run: () => editors.area()?.closeOthers(api.id) },
    {
      id: 'split',
      label: t('command.editor.splitRight'),
      disabled: containerApi.totalPanels < 2,
      run: () => {
        api.setActive()
        editors.area()?.split('right')
      },
    },
  ]
  return (
    <ContextMenu groups={[items]}>
      <div
        className="editor-tab"
        onAuxClick={(event) => {
          if (event.button === 1) api.close()
        }}
      >
        <span>{title?.name ?? ''}</span>
        {title?.detail === undefined ? null : <span className="quiet">{title.detail}</span>}
        {dirty ? <span className="dot" role="img" aria-label={t('state.unsaved')} /> : null}
        {/* For the mouse alone: a tab may hold nothing that takes the focus. Keys and menu close it as well. */}
        <span
          className="icon-button"
          aria-hidden="true"
          title={t('shell.closeTab', { name: title?.name ?? '' })}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={(event) => {
            event.stopPropagation()
            api.close()
          }}
        >
          <Icon name="close" size={12} />
        </span>
      </div>
    </ContextMenu>
  )
}
