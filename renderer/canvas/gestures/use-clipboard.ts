import { type ClipboardEvent, useCallback } from 'react'
import { useWorkbench } from '../../state/WorkbenchContext.tsx'
import { copySelected, pasteText, removeSelected } from '../canvas-actions.ts'

interface ClipboardHandlers {
  onCopy(event: ClipboardEvent): void
  onCut(event: ClipboardEvent): void
  onPaste(event: ClipboardEvent): void
}

/** The system's clipboard by its events: they need no permission. */
export function useClipboard(flow: string): ClipboardHandlers {
  const workbench = useWorkbench()
  const onCopy = useCallback(
    (event: ClipboardEvent): boolean => {
      const text = copySelected(workbench, flow)
      if (text === undefined) return false
      event.clipboardData.setData('text/plain', text)
      event.preventDefault()
      return true
    },
    [workbench, flow],
  )
  const onCut = useCallback(
    (event: ClipboardEvent) => {
      if (onCopy(event)) removeSelected(workbench, flow)
    },
    [onCopy, workbench, flow],
  )
  const onPaste = useCallback(
    (event: ClipboardEvent) => {
      if (pasteText(workbench, flow, event.clipboardData.getData('text/plain'))) event.preventDefault()
    },
    [workbench, flow],
  )
  return { onCopy, onCut, onPaste }
}
