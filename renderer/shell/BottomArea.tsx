import { type KeyboardEvent, Suspense } from 'react'
import { useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

/** The registered panels as tabs. */
export function BottomArea() {
  const t = useTranslate()
  const { registry, session } = useWorkbench()
  const chosen = useSession((state) => state.panel)
  const { panels } = registry
  const panel = panels.find((each) => each.id === chosen) ?? panels[0]
  if (panel === undefined) return null
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = panels[(panels.indexOf(panel) + by + panels.length) % panels.length]
    if (by === 0 || next === undefined) return
    event.preventDefault()
    session.set({ panel: next.id })
    event.currentTarget.querySelector<HTMLElement>(`[data-panel="${next.id}"]`)?.focus()
  }
  return (
    <section className="bottom" aria-label={t('shell.panel')}>
      <div className="bottom-bar">
        <div className="bottom-tabs" role="tablist" aria-label={t('shell.panel')} onKeyDown={onKeyDown}>
          {panels.map((each) => (
            <button
              key={each.id}
              type="button"
              role="tab"
              id={`panel-tab-${each.id}`}
              data-panel={each.id}
              aria-selected={each === panel}
              aria-controls="bottom-panel"
              tabIndex={each === panel ? 0 : -1}
              onClick={() => session.set({ panel: each.id })}
            >
              {t(each.title)}
              {each.badge === undefined ? null : <each.badge />}
            </button>
          ))}
        </div>
        <div className="bottom-summary">{panel.summary === undefined ? null : <panel.summary />}</div>
        <IconButton
          icon="close"
          size={14}
          label={t('shell.hidePanel')}
          onClick={() => session.set({ panelOpen: false })}
        />
      </div>
      <div id="bottom-panel" className="bottom-body" role="tabpanel" aria-labelledby={`panel-tab-${panel.id}`}>
        <Suspense fallback={<Skeleton label={t('state.loading')} />}>
          <panel.component />
        </Suspense>
      </div>
    </section>
  )
}
