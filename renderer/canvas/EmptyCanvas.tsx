import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { addOperator } from './canvas-actions.ts'

/** What to do with a flow that has no operators yet. */
export function EmptyCanvas({ flow }: { flow: string }) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const writable = useDocument((state) => state.writable)
  return (
    <div className="canvas-empty">
      <EmptyState title={t('canvas.empty.title')} text={t('canvas.empty.text')}>
        <Button disabled={!writable} onClick={() => addOperator(workbench, flow, 'kafka-source')}>
          <Icon name="source" />
          {t('canvas.empty.source')}
        </Button>
        <Button disabled={!writable} onClick={() => addOperator(workbench, flow, 'sql')}>
          <Icon name="transform" />
          {t('canvas.empty.sql')}
        </Button>
      </EmptyState>
    </div>
  )
}
