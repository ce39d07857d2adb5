import { versionLabel } from '../../app/flow/records.ts'
import { recordsOf } from '../state/document.ts'
import { useFlowAtHand } from '../state/use-flow-at-hand.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ContextMenu } from '../ui/Menu.tsx'
import { Tree, type TreeItem } from '../ui/Tree.tsx'
import { commandItems } from './command-items.ts'

/** The numbered snapshots of the flow at hand, the newest first. */
export function VersionsView() {
  const t = useTranslate()
  const workbench = useWorkbench()
  const flow = useFlowAtHand()
  const current = useSession((state) => state.explorerCurrent)
  const records = useDocument((state) => state.records)
  const items = recordsOf(records, 'version')
    .filter((version) => version.flow === flow)
    .sort((a, b) => b.number - a.number)
    .map(
      (version): TreeItem => ({
        id: version.id,
        level: 1,
        label: version.note === '' ? versionLabel(version.number) : `${versionLabel(version.number)}  ${version.note}`,
        detail: t.time(version.createdAt),
      }),
    )
  return (
    <section className="side-section" aria-label={t('activity.versions')}>
      <div className="side-head">
        <h2>{t('activity.versions')}</h2>
      </div>
      {items.length === 0 ? (
        <EmptyState title={t('versions.empty.title')} text={t('versions.empty.text')} />
      ) : (
        <ContextMenu
          groups={[commandItems(workbench, t, 'explorer.version', current === undefined ? undefined : { id: current })]}
        >
          <div className="side-tree">
            <Tree
              label={t('activity.versions')}
              items={items}
              renameLabel={t('explorer.newName')}
              onRename={() => undefined}
              onToggle={() => undefined}
              onCurrent={(id) => workbench.session.set({ explorerCurrent: id })}
              onOpen={(id) => {
                if (workbench.registry.editors.has('version')) workbench.editors.open({ kind: 'version', id })
              }}
            />
          </div>
        </ContextMenu>
      )}
    </section>
  )
}
