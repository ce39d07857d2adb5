import { Suspense } from 'react'
import { useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

export function InspectorArea() {
  const t = useTranslate()
  const active = useSession((state) => state.active)
  const editor = useWorkbench().registry.editors.get(active?.kind ?? '')
  return (
    <aside className="inspector" aria-label={t('inspector.label')}>
      <Suspense>
        {active === undefined || editor?.inspector === undefined ? (
          <EmptyState title={t('inspector.empty.title')} text={t('inspector.empty.text')} />
        ) : (
          <editor.inspector input={active} />
        )}
      </Suspense>
    </aside>
  )
}
