import { Suspense } from 'react'
import { useSession, useWorkbench } from '../state/WorkbenchContext.tsx'

/** The open dialogs, each on top of the one before. */
export function Dialogs() {
  const { registry, session } = useWorkbench()
  const dialogs = useSession((state) => state.dialogs)
  return dialogs.map((open) => {
    const dialog = registry.dialogs.get(open.id)
    if (dialog === undefined) return null
    return (
      <Suspense key={open.id}>
        <dialog.component
          params={open.params}
          close={() => session.set((state) => ({ dialogs: state.dialogs.filter((other) => other !== open) }))}
        />
      </Suspense>
    )
  })
}
