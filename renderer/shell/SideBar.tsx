import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels'
import { Palette } from '../canvas/Palette.tsx'
import { activeFlow } from '../state/session.ts'
import { useSession, useTranslate } from '../state/WorkbenchContext.tsx'
import { Explorer } from './explorer/Explorer.tsx'
import { SearchView } from './SearchView.tsx'
import { VersionsView } from './VersionsView.tsx'

export function SideBar() {
  const t = useTranslate()
  const view = useSession((state) => state.sideView)
  const flow = useSession(activeFlow)
  const rows = useDefaultLayout({ id: 'millrace.side' })
  if (view === 'search') return <SearchView />
  if (view === 'versions') return <VersionsView />
  if (flow === undefined) return <Explorer />
  return (
    <Group
      className="side"
      orientation="vertical"
      onLayoutChanged={rows.onLayoutChanged}
      {...(rows.defaultLayout === undefined ? {} : { defaultLayout: rows.defaultLayout })}
    >
      <Panel id="explorer" minSize={100} defaultSize="46%">
        <Explorer />
      </Panel>
      <Separator className="splitter horizontal" aria-label={t('shell.resize.palette')} />
      <Panel id="palette" minSize={80}>
        <Palette flow={flow} />
      </Panel>
    </Group>
  )
}
