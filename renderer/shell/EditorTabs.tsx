import { type DockviewApi, DockviewReact, type DockviewReadyEvent, type IDockviewPanelProps } from 'dockview-react'
import { Suspense, useEffect, useMemo, useRef } from 'react'
import type { EditorArea as Area } from '../state/editors.ts'
import { recallLayout, rememberLayout } from '../state/layout-memory.ts'
import { type EditorInput, editorKey } from '../state/session.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import type { Workbench } from '../state/workbench.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { EditorTab } from './EditorTab.tsx'

const COMPONENTS = { editor: EditorPanel }
// The tokens are the theme: the class gives the layout library nothing but variables to read.
const THEME = { name: 'millrace', className: 'dock-theme' }
const LAYOUT = 'editors'

/** The tabs in the centre, split freely. The layout library owns where they are; the session knows which is active. */
export function EditorTabs() {
  const workbench = useWorkbench()
  const t = useTranslate()
  const api = useRef<DockviewApi | undefined>(undefined)
  const detach = useRef<() => void>(() => undefined)
  useEffect(() => () => detach.current(), [])
  const messages = useMemo(
    () => ({
      closeTab: (title: string) => t('shell.closeTab', { name: title }),
      closeTabPlain: () => t('action.close'),
      panelOpened: (title: string) => t('shell.tabOpened', { name: title }),
      panelClosed: (title: string) => t('shell.tabClosed', { name: title }),
    }),
    [t],
  )
  const onReady = ({ api: dock }: DockviewReadyEvent): void => {
    api.current = dock
    restore(dock, workbench)
    dock.onDidActivePanelChange(() => {
      const input = dock.activePanel?.params as EditorInput | undefined
      workbench.session.set({ active: input })
    })
    dock.onDidLayoutChange(() => rememberLayout(LAYOUT, dock.toJSON()))
    workbench.session.set({ active: dock.activePanel?.params as EditorInput | undefined })
    detach.current = workbench.editors.attach(createArea(dock))
  }
  useClosingGone(api)
  return (
    <div className="editors">
      <DockviewReact
        components={COMPONENTS}
        defaultTabComponent={EditorTab}
        watermarkComponent={NoEditors}
        theme={THEME}
        messages={messages}
        disableFloatingGroups
        scrollbars="native"
        onReady={onReady}
      />
    </div>
  )
}

function createArea(dock: DockviewApi): Area {
  return {
    open(input) {
      const key = editorKey(input)
      const panel = dock.getPanel(key)
      if (panel === undefined) dock.addPanel({ id: key, component: 'editor', title: input.id, params: { ...input } })
      else {
        panel.api.updateParameters({ ...input })
        panel.api.setActive()
      }
    },
    close: (key) => dock.getPanel(key)?.api.close(),
    closeOthers(key) {
      for (const panel of [...dock.panels]) if (panel.id !== key) panel.api.close()
    },
    split(direction) {
      const panel = dock.activePanel
      if (panel === undefined || panel.group.panels.length < 2) return
      panel.api.moveTo({ group: panel.group, position: direction === 'right' ? 'right' : 'bottom' })
    },
    next: (step) => (step === 1 ? dock.activateNext() : dock.activatePrevious()),
  }
}

function restore(dock: DockviewApi, { registry, document }: Workbench): void {
  const layout = recallLayout(LAYOUT)
  if (layout === undefined) return
  try {
    dock.fromJSON(layout as ReturnType<DockviewApi['toJSON']>)
  } catch {
    dock.clear()
  }
  for (const panel of [...dock.panels]) {
    const input = panel.params as Partial<EditorInput> | undefined
    const isKnown = input?.kind !== undefined && registry.editors.has(input.kind)
    if (!isKnown || document.get().records.get(input.id ?? '') === undefined) panel.api.close()
  }
}

/** Closes tabs whose record has gone. */
function useClosingGone(api: { readonly current: DockviewApi | undefined }): void {
  const { registry } = useWorkbench()
  const records = useDocument((state) => state.records)
  const t = useTranslate()
  useEffect(() => {
    for (const panel of [...(api.current?.panels ?? [])]) {
      const input = panel.params as EditorInput | undefined
      if (input === undefined) continue
      const title = registry.editors.get(input.kind)?.title(input, records, t)
      if (title === undefined) panel.api.close()
      else if (panel.title !== title.name) panel.api.setTitle(title.name)
    }
  }, [api, records, registry, t])
}

function EditorPanel({ params }: IDockviewPanelProps<EditorInput>) {
  const t = useTranslate()
  const editor = useWorkbench().registry.editors.get(params.kind)
  if (editor === undefined) return null
  return (
    <Suspense fallback={<Skeleton label={t('state.loading')} />}>
      <editor.component input={params} />
    </Suspense>
  )
}

function NoEditors() {
  const t = useTranslate()
  const workbench = useWorkbench()
  return (
    <EmptyState title={t('editors.empty.title')} text={t('editors.empty.text')}>
      <Button onClick={() => workbench.execute('palette.open')}>
        {t('editors.empty.open')} <Kbd keys="Mod+K" />
      </Button>
      <Button look="primary" onClick={() => workbench.execute('flow.create')}>
        {t('command.flow.create')}
      </Button>
    </EmptyState>
  )
}
