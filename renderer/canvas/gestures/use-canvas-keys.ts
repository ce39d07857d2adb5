import { type KeyboardEvent, useCallback } from 'react'
import { flowRecords } from '../../state/flow-records.ts'
import { revealPlace } from '../../state/reveal.ts'
import { select, selectionOf } from '../../state/session.ts'
import { useWorkbench } from '../../state/WorkbenchContext.tsx'
import { neighbour } from '../canvas-actions.ts'

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** A key for a command of the canvas rather than for getting about. */
const isPlain = (event: KeyboardEvent): boolean =>
  !event.ctrlKey && !event.metaKey && !['Tab', 'Shift', 'Control', 'Alt', 'Meta'].includes(event.key)

/** Keys that need to know which node or edge has the focus; those that do not are commands. */
export function useCanvasKeys(flow: string): (event: KeyboardEvent) => void {
  const workbench = useWorkbench()
  return useCallback(
    (event: KeyboardEvent) => {
      const { session, document, canvases } = workbench
      const element = (event.target as Element).closest('.react-flow__node, .react-flow__edge')
      const id = element?.getAttribute('data-id') ?? undefined
      const direction = DIRECTIONS[event.key]
      if (id !== undefined && event.altKey && direction !== undefined) {
        const records = flowRecords(document.get().records, flow)
        const next = records === undefined ? undefined : neighbour(records, id, direction[0], direction[1])
        if (next !== undefined) {
          select(session, flow, [next])
          canvases.get(flow)?.focus(next)
        }
        event.preventDefault()
      } else if (id !== undefined && event.key === ' ') {
        const selected = selectionOf(session.get(), flow)
        const isIn = selected.includes(id)
        if (event.ctrlKey || event.metaKey || event.shiftKey)
          select(session, flow, isIn ? selected.filter((each) => each !== id) : [...selected, id])
        else select(session, flow, [id])
        event.preventDefault()
      } else if (id !== undefined && event.key === 'Enter' && element?.matches('.react-flow__node') === true) {
        revealPlace(workbench, { kind: 'node', flow, node: id }, true)
        event.preventDefault()
      } else if (event.key === 'Escape' && selectionOf(session.get(), flow).length > 0) {
        select(session, flow, [])
        event.preventDefault()
      } else if (id !== undefined && isPlain(event) && !selectionOf(session.get(), flow).includes(id)) {
        // Commands act on the selection: what has the focus becomes it, unless it is part of it.
        select(session, flow, [id])
      }
    },
    [workbench, flow],
  )
}
