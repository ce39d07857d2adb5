import { versionLabel } from '../../app/flow/records.ts'
import { dirtyFlows, recordOf, recordsOf } from '../state/document.ts'
import { useStore } from '../state/store.ts'
import { useFlowAtHand } from '../state/use-flow-at-hand.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { Menu } from '../ui/Menu.tsx'

export function TopBar() {
  const t = useTranslate()
  const workbench = useWorkbench()
  const flow = useFlowAtHand()
  const running = useStore(workbench.runs, ({ byFlow }) => flow !== undefined && byFlow.get(flow)?.status === 'running')
  return (
    <header className="top-bar">
      <Icon name="logo" className="logo" />
      <Crumb />
      <button type="button" className="find" onClick={() => workbench.execute('palette.open')}>
        <Icon name="search" />
        <span className="grow clip">{t('top.find')}</span>
        <Kbd keys="Mod+K" />
      </button>
      <div className="top-actions">
        <EnvironmentMenu />
        {running ? (
          <Button onClick={() => workbench.execute('tests.stop')}>
            <Icon name="stop" className="bad" />
            {t('command.tests.stop')}
          </Button>
        ) : (
          <Button disabled={flow === undefined} onClick={() => workbench.execute('tests.run')}>
            <Icon name="run" className="good" />
            {t('command.tests.run')}
            <Kbd keys="F5" />
          </Button>
        )}
        <Button look="primary" disabled={flow === undefined} onClick={() => workbench.execute('publish.open')}>
          {t('command.publish.open')}
        </Button>
      </div>
    </header>
  )
}

function Crumb() {
  const t = useTranslate()
  const { session } = useWorkbench()
  const records = useDocument((state) => state.records)
  const unsaved = useDocument((state) => state.unsaved)
  const projectId = useSession((state) => state.project)
  const flowId = useFlowAtHand()
  const projects = recordsOf(records, 'project')
  const project = projects.find((candidate) => candidate.id === projectId)
  const flow = flowId === undefined ? undefined : recordOf(records, 'flow', flowId)
  const numbers = recordsOf(records, 'version').flatMap((version) => (version.flow === flowId ? version.number : []))
  const version = numbers.length === 0 ? undefined : versionLabel(Math.max(...numbers))
  const isDraft = flowId !== undefined && (version === undefined || dirtyFlows(unsaved).has(flowId))
  return (
    <nav className="crumb" aria-label={t('top.crumb')}>
      <Menu
        groups={[
          projects.map((candidate) => ({
            id: candidate.id,
            label: candidate.name,
            checked: candidate.id === projectId,
            run: () => session.set({ project: candidate.id }),
          })),
        ]}
      >
        <button type="button" className="crumb-project">
          {project?.name ?? ''}
        </button>
      </Menu>
      {flow === undefined ? null : (
        <>
          <span aria-hidden="true">/</span>
          <h1 className="clip">{flow.name}</h1>
          <span className="quiet">{[version, isDraft ? t('top.draft') : undefined].filter(Boolean).join(' · ')}</span>
        </>
      )}
    </nav>
  )
}

function EnvironmentMenu() {
  const t = useTranslate()
  const { session } = useWorkbench()
  const environment = useSession((state) => state.environment)
  return (
    <Menu
      groups={[
        (['test', 'production'] as const).map((each) => ({
          id: each,
          label: t(`environment.${each}`),
          checked: each === environment,
          run: () => session.set({ environment: each }),
        })),
      ]}
    >
      <Button look="ghost" aria-label={t('top.environment')}>
        {t(`environment.${environment}`)}
        <Icon name="down" size={12} />
      </Button>
    </Menu>
  )
}
