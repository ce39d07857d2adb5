import { lazy, Suspense } from 'react'
import { loadWorkspace } from '../state/load-workspace.ts'
import { useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'

// The layout library is large and nothing is to be seen in it before the workspace is open: it is fetched at once, but
// the frame does not wait for it.
const tabs = import('./EditorTabs.tsx')
const EditorTabs = lazy(async () => ({ default: (await tabs).EditorTabs }))

/** The editors once the workspace is open; until then, how far that is. */
export function EditorArea() {
  const t = useTranslate()
  const workbench = useWorkbench()
  const loading = useSession((state) => state.loading)
  if (loading === 'loaded')
    return (
      <Suspense fallback={<Skeleton label={t('state.loading')} />}>
        <EditorTabs />
      </Suspense>
    )
  if (loading === 'loading') return <Skeleton label={t('state.loading')} />
  return (
    <EmptyState title={t.message(loading)}>
      <Button onClick={() => void loadWorkspace(workbench)}>{t('action.retry')}</Button>
    </EmptyState>
  )
}
