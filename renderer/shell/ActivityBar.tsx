import type { SideView } from '../state/session.ts'
import { useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'

const VIEWS: readonly { readonly view: SideView; readonly icon: IconName }[] = [
  { view: 'explorer', icon: 'explorer' },
  { view: 'search', icon: 'search' },
  { view: 'versions', icon: 'versions' },
]

export function ActivityBar() {
  const t = useTranslate()
  const { session, execute } = useWorkbench()
  const view = useSession((state) => state.sideView)
  const open = useSession((state) => state.sideOpen)
  return (
    <nav className="activity-bar" aria-label={t('activity.label')}>
      {VIEWS.map((each) => (
        <Tooltip key={each.view} text={t(`activity.${each.view}`)}>
          <button
            type="button"
            aria-label={t(`activity.${each.view}`)}
            aria-pressed={open && view === each.view}
            onClick={() => session.set({ sideView: each.view, sideOpen: !(open && view === each.view) })}
          >
            <Icon name={each.icon} size={20} />
          </button>
        </Tooltip>
      ))}
      <Tooltip text={t('activity.settings')}>
        <button
          type="button"
          className="activity-last"
          aria-label={t('activity.settings')}
          onClick={() => execute('preferences.open')}
        >
          <Icon name="settings" size={20} />
        </button>
      </Tooltip>
    </nav>
  )
}
