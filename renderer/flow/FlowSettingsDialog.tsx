import type { DialogProps } from '../registry/feature.ts'
import { recordOf } from '../state/document.ts'
import { useDocument, useTranslate } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { FlowSettingsForm } from './FlowSettingsForm.tsx'

/** The job parameters of a new job. What is typed is kept as it is typed: closing loses nothing. */
export function FlowSettingsDialog({ params, close }: DialogProps) {
  const t = useTranslate()
  const flow = useDocument((state) => recordOf(state.records, 'flow', params['flow'] ?? ''))
  if (flow === undefined) return null
  return (
    <Dialog
      title={t('flowSettings.title')}
      closeLabel={t('action.close')}
      width={520}
      onClose={close}
      footer={
        <Button look="primary" onClick={close}>
          {t('action.done')}
        </Button>
      }
    >
      <FlowSettingsForm flow={flow} withName />
    </Dialog>
  )
}
