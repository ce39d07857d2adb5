import { message } from '../i18n/translate.ts'
import type { DialogProps } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { instancesOf } from './instances.ts'
import { publishErrorText } from './publish-error.ts'

/** A stopped job does not come back by undo, so it is asked. */
export function StopDialog({ params, close }: DialogProps) {
  const t = useTranslate()
  const { host, notifications } = useWorkbench()
  const publication = useDocument((state) => recordOf(state.records, 'publication', params['publication'] ?? ''))
  const target = useDocument((state) => recordOf(state.records, 'target', publication?.target ?? '')?.name)
  if (publication === undefined) return null
  const job = publication.jobName
  const stop = async (): Promise<void> => {
    close()
    const error = await instancesOf(host).stop(publication.id)
    if (error === undefined) return
    const text = publishErrorText(error, t)
    notifications.show({
      severity: 'error',
      title: message('instances.stop.failed', { job }),
      text,
      details: JSON.stringify(error, null, 2),
    })
  }
  return (
    <Dialog
      title={t('instances.stop.title', { job })}
      closeLabel={t('action.close')}
      onClose={close}
      footer={
        <>
          <Button onClick={close}>{t('action.cancel')}</Button>
          <Button look="danger" onClick={() => void stop()}>
            {t('instances.stop.do')}
          </Button>
        </>
      }
    >
      <p>{t('instances.stop.text', { target: target ?? '' })}</p>
    </Dialog>
  )
}
