import { useEffect, useState } from 'react'
import { Group, type Layout, Panel, Separator, useDefaultLayout, usePanelRef } from 'react-resizable-panels'
import { useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { ActivityBar } from './ActivityBar.tsx'
import { BottomArea } from './BottomArea.tsx'
import { EditorArea } from './EditorArea.tsx'
import { InspectorArea } from './InspectorArea.tsx'
import { ReadOnlyBanner } from './ReadOnlyBanner.tsx'
import { SideBar } from './SideBar.tsx'
import { StatusBar } from './StatusBar.tsx'
import { TopBar } from './TopBar.tsx'

/** Top bar, activity bar, side bar, editors above the bottom panel, inspector, status bar. */
export function Frame() {
  return (
    <div className="frame">
      <TopBar />
      <div className="frame-body">
        <ActivityBar />
        <Columns />
      </div>
      <StatusBar />
    </div>
  )
}

/** Below this width the centre gets what the panels beside it can spare. */
const NARROW = '(max-width: 1199px)'
const WIDTHS = { wide: { side: 248, inspector: 300 }, narrow: { side: 200, inspector: 248 } }
const widthsNow = () => WIDTHS[matchMedia(NARROW).matches ? 'narrow' : 'wide']

function Columns() {
  const t = useTranslate()
  const { session, registry } = useWorkbench()
  const side = useCollapsible(useSession((state) => state.sideOpen))
  // A tab without an inspector gives its room to the centre; the wish to see one is kept for the next.
  const hasInspector = useSession(
    ({ active }) => active === undefined || registry.editors.get(active.kind)?.inspector !== undefined,
  )
  const inspector = useCollapsible(useSession((state) => state.inspectorOpen) && hasInspector)
  const layout = useDefaultLayout({ id: 'millrace.columns' })
  const [widths] = useState(widthsNow)
  useEffect(() => {
    const narrow = matchMedia(NARROW)
    const follow = (): void => {
      const now = widthsNow()
      if (side.current?.isCollapsed() === false) side.current.resize(now.side)
      if (inspector.current?.isCollapsed() === false) inspector.current.resize(now.inspector)
    }
    narrow.addEventListener('change', follow)
    return () => narrow.removeEventListener('change', follow)
  }, [side, inspector])
  return (
    <Group
      className="grow"
      orientation="horizontal"
      {...layoutProps(layout)}
      resizeTargetMinimumSize={{ coarse: 20, fine: 8 }}
    >
      <Panel
        id="side"
        panelRef={side}
        collapsible
        defaultSize={widths.side}
        minSize={190}
        maxSize={480}
        groupResizeBehavior="preserve-pixel-size"
        onResize={(size) => session.set({ sideOpen: size.inPixels > 0 })}
      >
        <SideBar />
      </Panel>
      <Separator className="splitter vertical" aria-label={t('shell.resize.side')} />
      <Panel id="centre" minSize={320}>
        <Centre />
      </Panel>
      <Separator className="splitter vertical" aria-label={t('shell.resize.inspector')} disabled={!hasInspector} />
      <Panel
        id="inspector"
        panelRef={inspector}
        collapsible
        defaultSize={widths.inspector}
        minSize={220}
        maxSize={560}
        groupResizeBehavior="preserve-pixel-size"
        onResize={(size) => {
          if (hasInspector) session.set({ inspectorOpen: size.inPixels > 0 })
        }}
      >
        <InspectorArea />
      </Panel>
    </Group>
  )
}

function Centre() {
  const t = useTranslate()
  const { session } = useWorkbench()
  const panel = useCollapsible(useSession((state) => state.panelOpen))
  const layout = useDefaultLayout({ id: 'millrace.rows' })
  return (
    <main className="centre">
      <ReadOnlyBanner />
      <Group className="grow" orientation="vertical" {...layoutProps(layout)}>
        <Panel id="editors" minSize={120}>
          <EditorArea />
        </Panel>
        <Separator className="splitter horizontal" aria-label={t('shell.resize.panel')} />
        <Panel
          id="panel"
          panelRef={panel}
          collapsible
          defaultSize={300}
          minSize={100}
          groupResizeBehavior="preserve-pixel-size"
          onResize={(size) => session.set({ panelOpen: size.inPixels > 0 })}
        >
          <BottomArea />
        </Panel>
      </Group>
    </main>
  )
}

/** A panel that follows a flag of the session; dragging it shut sets the flag. */
function useCollapsible(open: boolean) {
  const panel = usePanelRef()
  useEffect(() => {
    if (panel.current === null || panel.current.isCollapsed() === !open) return
    if (open) panel.current.expand()
    else panel.current.collapse()
  }, [open, panel])
  return panel
}

function layoutProps(remembered: ReturnType<typeof useDefaultLayout>): {
  defaultLayout?: Layout
  onLayoutChanged: NonNullable<(typeof remembered)['onLayoutChanged']>
} {
  const { defaultLayout, onLayoutChanged } = remembered
  return defaultLayout === undefined ? { onLayoutChanged } : { defaultLayout, onLayoutChanged }
}
