import { useEffect, useRef, useState } from 'react'
import type { DialogProps } from '../registry/feature.ts'
import { exportProject } from '../state/project-export.ts'
import { reportStoreError } from '../state/store-errors.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import type { Workbench } from '../state/workbench.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Progress } from '../ui/Progress.tsx'

/** Who waits no longer than this needs to see nothing. */
const QUIET_MS = 150

/** The project becomes a file; how far it is, and a way to stop it, where that takes a while. */
export function ExportDialog({ close }: DialogProps) {
  const t = useTranslate()
  const { share, isLong } = useExport(close)
  if (!isLong) return null
  return (
    <Dialog title={t('export.title')} closeLabel={t('action.close')} onClose={close}>
      <Progress
        label={t('export.progress', { share: Math.floor(share * 100) })}
        share={share}
        cancelLabel={t('action.cancel')}
        onCancel={close}
      />
    </Dialog>
  )
}

/** Exports as long as the dialog is there. */
function useExport(close: () => void) {
  const workbench = useWorkbench()
  const [share, setShare] = useState(0)
  const [isLong, setLong] = useState(false)
  const latestClose = useRef(close)
  useEffect(() => {
    latestClose.current = close
  })
  useEffect(() => {
    const cancel = new AbortController()
    const timer = setTimeout(() => setLong(true), QUIET_MS)
    void exportOpenProject(workbench, cancel.signal, setShare).then(() => {
      if (!cancel.signal.aborted) latestClose.current()
    })
    return () => {
      clearTimeout(timer)
      cancel.abort()
    }
  }, [workbench])
  return { share, isLong }
}

async function exportOpenProject(
  workbench: Workbench,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<void> {
  const { project } = workbench.session.get()
  if (project === undefined) return
  const exported = await exportProject(workbench.host.api.workspace, project, signal, onProgress)
  if (exported.tag === 'failed') reportStoreError(workbench, exported.error)
  if (exported.tag === 'done' && !signal.aborted) download(exported.fileName, exported.zip)
}

function download(fileName: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = fileName
  link.click()
  URL.revokeObjectURL(link.href)
}
