import { useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

/** Who may write, when it is not this window. */
export function ReadOnlyBanner() {
  const t = useTranslate()
  const workbench = useWorkbench()
  const lock = useSession((state) => state.lock)
  const connected = useSession((state) => state.connected)
  if (!connected)
    return (
      <div className="banner bad" role="alert">
        <Icon name="error" />
        <span className="grow">{t('banner.disconnected')}</span>
      </div>
    )
  if (lock === undefined || lock.mine) return null
  const { owner, host, since } = lock.holder
  return (
    <div className="banner" role="status">
      <Icon name="lock" />
      <span className="grow" title={t.dateTime(since)}>
        {t('banner.readOnly', { owner, host, time: t.time(since) })}
      </span>
      <Button onClick={() => workbench.execute('workspace.takeOver')}>{t('banner.takeOver')}</Button>
    </div>
  )
}
