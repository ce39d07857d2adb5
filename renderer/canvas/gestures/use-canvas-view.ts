import { useReactFlow } from '@xyflow/react'
import { type RefObject, useEffect } from 'react'
import { useSession, useWorkbench } from '../../state/WorkbenchContext.tsx'
import { NODE_HEIGHT, NODE_WIDTH } from '../canvas-actions.ts'

/** Makes this canvas known under its flow, and follows wishes to see a node. */
export function useCanvasView(
  flow: string,
  wrapper: RefObject<HTMLDivElement | null>,
  openConnect: (from: string) => void,
): void {
  const { canvases } = useWorkbench()
  const { fitView, zoomIn, zoomOut, zoomTo, screenToFlowPosition, getNode, setCenter, getZoom, flowToScreenPosition } =
    useReactFlow()
  const reveal = useSession((state) => state.reveal)
  useEffect(() => {
    const view = {
      fit: () => void fitView({ maxZoom: 1, padding: 0.08 }),
      zoom: (step: 1 | -1 | 0) => void (step === 1 ? zoomIn() : step === -1 ? zoomOut() : zoomTo(1)),
      centre: () => {
        const box = wrapper.current?.getBoundingClientRect() ?? new DOMRect()
        const { x, y } = screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 })
        return { x: x - NODE_WIDTH / 2, y: y - NODE_HEIGHT / 2 }
      },
      focus: (id?: string) =>
        void requestAnimationFrame(() => {
          const node = id === undefined ? '' : `.react-flow__node[data-id="${CSS.escape(id)}"]`
          const element = node === '' ? wrapper.current : wrapper.current?.querySelector<HTMLElement>(node)
          element?.focus()
        }),
      openConnect,
    }
    canvases.set(flow, view)
    return () => {
      if (canvases.get(flow) === view) canvases.delete(flow)
    }
  }, [canvases, flow, wrapper, openConnect, fitView, zoomIn, zoomOut, zoomTo, screenToFlowPosition])

  useEffect(() => {
    if (reveal?.flow !== flow || reveal.node === undefined) return
    const node = getNode(reveal.node)
    const box = wrapper.current?.getBoundingClientRect()
    if (node === undefined || box === undefined) return
    const middle = { x: node.position.x + NODE_WIDTH / 2, y: node.position.y + NODE_HEIGHT / 2 }
    const shown = flowToScreenPosition(middle)
    const isSeen =
      shown.x > box.left + 60 && shown.x < box.right - 60 && shown.y > box.top + 30 && shown.y < box.bottom - 30
    if (!isSeen) void setCenter(middle.x, middle.y, { zoom: getZoom() })
  }, [reveal, flow, wrapper, getNode, setCenter, getZoom, flowToScreenPosition])
}
