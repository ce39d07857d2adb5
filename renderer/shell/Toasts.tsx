import type { Notification } from '../state/notifications.ts'
import { useStore } from '../state/store.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button, IconButton } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'

export function Toasts() {
  const t = useTranslate()
  const shown = useStore(useWorkbench().notifications, (state) => state.shown)
  return (
    <section className="toasts" aria-label={t('toasts.label')}>
      {shown.map((notification) => (
        <Toast key={notification.id} notification={notification} />
      ))}
    </section>
  )
}

function Toast({ notification }: { notification: Notification }) {
  const t = useTranslate()
  const { notifications } = useWorkbench()
  const { severity, title, text, details, actions = [], id } = notification
  return (
    <div className={`toast ${severity}`} role={severity === 'error' ? 'alert' : 'status'}>
      <Icon name={severity} />
      <div className="grow">
        <p className="toast-title selectable">{t.message(title)}</p>
        {text === undefined ? null : <p className="toast-text selectable">{text}</p>}
        {actions.length === 0 && details === undefined ? null : (
          <div className="toast-actions">
            {actions.map((action) => (
              <Button
                key={action.label.key}
                onClick={() => {
                  notifications.dismiss(id)
                  action.run()
                }}
              >
                {t.message(action.label)}
              </Button>
            ))}
            {details === undefined ? null : (
              <Button look="ghost" onClick={() => void navigator.clipboard.writeText(details)}>
                {t('action.copyDetails')}
              </Button>
            )}
          </div>
        )}
      </div>
      <IconButton icon="close" size={14} label={t('action.close')} onClick={() => notifications.dismiss(id)} />
    </div>
  )
}
