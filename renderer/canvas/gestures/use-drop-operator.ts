import { useReactFlow } from '@xyflow/react'
import { type DragEvent, useCallback } from 'react'
import { NODE_KINDS } from '../../../app/flow/kinds/registry.ts'
import { useWorkbench } from '../../state/WorkbenchContext.tsx'
import { addOperator, NODE_HEIGHT, NODE_WIDTH } from '../canvas-actions.ts'

/** The palette's drag carries the node kind under this type. */
export const KIND_TYPE = 'application/x-millrace-kind'

interface DropHandlers {
  onDragOver(event: DragEvent): void
  onDrop(event: DragEvent): void
}

export function useDropOperator(flow: string): DropHandlers {
  const workbench = useWorkbench()
  const { screenToFlowPosition } = useReactFlow()
  const onDragOver = useCallback((event: DragEvent) => {
    if (!event.dataTransfer.types.includes(KIND_TYPE)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
  }, [])
  const onDrop = useCallback(
    (event: DragEvent) => {
      const dragged = event.dataTransfer.getData(KIND_TYPE)
      const kind = NODE_KINDS.find((each) => each === dragged)
      if (kind === undefined) return
      event.preventDefault()
      const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY })
      addOperator(workbench, flow, kind, { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 })
    },
    [workbench, flow, screenToFlowPosition],
  )
  return { onDragOver, onDrop }
}
