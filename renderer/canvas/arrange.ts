import { flowRecords } from '../state/flow-records.ts'
import type { Workbench } from '../state/workbench.ts'
import { moveTo, NODE_HEIGHT, NODE_WIDTH } from './canvas-actions.ts'

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': '48',
  'elk.spacing.nodeNode': '48',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
}

/** Lays the flow out in layers from sources to sinks, off the main thread, as one step of undo. */
export async function arrange(workbench: Workbench, flow: string): Promise<void> {
  const records = flowRecords(workbench.document.get().records, flow)
  if (records === undefined || records.nodes.length === 0) return
  // The worker's script is used as it is published: it looks for its surroundings in ways that bundling breaks.
  const [{ default: Elk }, { default: script }] = await Promise.all([
    import('elkjs/lib/elk-api.js'),
    import('elkjs/lib/elk-worker.min.js?url'),
  ])
  const elk = new Elk({ workerFactory: () => new Worker(script) })
  try {
    const laid = await elk.layout({
      id: flow,
      layoutOptions: OPTIONS,
      children: records.nodes.map((node) => ({ id: node.id, width: NODE_WIDTH, height: NODE_HEIGHT })),
      edges: records.edges.map((edge) => ({ id: edge.id, sources: [edge.from], targets: [edge.to] })),
    })
    const places = new Map(laid.children?.map((node) => [node.id, { x: node.x ?? 0, y: node.y ?? 0 }]))
    moveTo(workbench, places)
    // The canvas has the new places with its next frame.
    requestAnimationFrame(() => workbench.canvases.get(flow)?.fit())
  } finally {
    elk.terminateWorker()
  }
}
