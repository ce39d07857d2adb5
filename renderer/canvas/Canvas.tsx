import {
  Background,
  BackgroundVariant,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  ReactFlow,
  type ReactFlowProps,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { useCallback, useMemo, useRef, useState } from 'react'
import { checkConnection } from '../../app/flow/edits/edges.ts'
import { commandItems } from '../shell/command-items.ts'
import { type FlowRecords, flowRecords } from '../state/flow-records.ts'
import { allProblems } from '../state/problems.ts'
import { revealPlace } from '../state/reveal.ts'
import { shownReport } from '../state/runs.ts'
import { select, selectionOf } from '../state/session.ts'
import { useStore } from '../state/store.ts'
import { useDocument, useSession, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { ContextMenu } from '../ui/Menu.tsx'
import { CanvasTools } from './CanvasTools.tsx'
import { ConnectPicker } from './ConnectPicker.tsx'
import { connectNodes, moveTo, type Point } from './canvas-actions.ts'
import { placedEdges, placedNodes, shownEdges, shownNodes } from './canvas-model.ts'
import { EmptyCanvas } from './EmptyCanvas.tsx'
import { type FlowCanvasEdge, FlowEdge } from './FlowEdge.tsx'
import { useCanvasKeys } from './gestures/use-canvas-keys.ts'
import { useCanvasView } from './gestures/use-canvas-view.ts'
import { useClipboard } from './gestures/use-clipboard.ts'
import { useDropOperator } from './gestures/use-drop-operator.ts'
import { nodeLook } from './nodes/registry.ts'
import { type OperatorFlowNode, OperatorNode } from './OperatorNode.tsx'

/** How the library behaves here: keys and deletion are ours. */
const FIXED = {
  nodeTypes: { operator: OperatorNode },
  edgeTypes: { flow: FlowEdge },
  nodesFocusable: true,
  edgesFocusable: true,
  disableKeyboardA11y: true,
  deleteKeyCode: null,
  panOnScroll: true,
  zoomOnDoubleClick: false,
  minZoom: 0.1,
  maxZoom: 2,
  snapToGrid: true,
  snapGrid: [6, 6],
  fitViewOptions: { maxZoom: 1, padding: 0.08 },
  proOptions: { hideAttribution: true },
} satisfies ReactFlowProps<OperatorFlowNode, FlowCanvasEdge>
const MANY_NODES = 150
const NO_PLACES: ReadonlyMap<string, Point> = new Map()

export function Canvas({ flow }: { flow: string }) {
  const records = useDocument((state) => flowRecords(state.records, flow))
  if (records === undefined) return null
  return (
    <ReactFlowProvider>
      <FlowCanvas flow={flow} records={records} />
    </ReactFlowProvider>
  )
}

function FlowCanvas({ flow, records }: { flow: string; records: FlowRecords }) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const { session } = workbench
  const writable = useDocument((state) => state.writable)
  const wrapper = useRef<HTMLDivElement>(null)
  const [connecting, setConnecting] = useState<string | undefined>(undefined)
  const { nodes, edges, onNodesChange, onEdgesChange, commitDrag } = useGraph(flow, records)
  useCanvasView(flow, wrapper, setConnecting)
  // A flow shows whole when it opens; the first node of an empty one stays where it was dropped.
  const [fits] = useState(nodes.length > 0)
  const onKeyDown = useCanvasKeys(flow)
  const clipboard = useClipboard(flow)
  const drop = useDropOperator(flow)
  const menu = nodes.some((node) => node.selected) ? 'canvas.node' : 'canvas'
  return (
    <ContextMenu groups={[commandItems(workbench, t, menu)]}>
      <section
        ref={wrapper}
        className="canvas"
        aria-label={t('canvas.label', { name: records.flow.name })}
        data-scope="canvas"
        tabIndex={-1}
        onKeyDown={onKeyDown}
        {...clipboard}
        {...drop}
      >
        <ReactFlow
          {...FIXED}
          fitView={fits}
          nodes={nodes}
          edges={edges}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onNodeDragStop={commitDrag}
          onSelectionDragStop={commitDrag}
          onConnect={({ source, target }) => connectNodes(workbench, flow, source, target)}
          isValidConnection={({ source, target }) =>
            checkConnection(workbench.document.get().records, source, target).ok
          }
          onNodeDoubleClick={(_, node) => revealPlace(workbench, { kind: 'node', flow, node: node.id }, true)}
          onNodeContextMenu={(_, node) => {
            if (!selectionOf(session.get(), flow).includes(node.id)) select(session, flow, [node.id])
          }}
          nodesDraggable={writable}
          nodesConnectable={writable}
          onlyRenderVisibleElements={nodes.length > MANY_NODES}
          ariaLabelConfig={{
            'node.a11yDescription.keyboardDisabled': t('canvas.nodeHelp'),
            'edge.a11yDescription.default': t('canvas.edgeHelp'),
            'minimap.ariaLabel': t('canvas.minimap'),
          }}
        >
          <Background variant={BackgroundVariant.Dots} gap={18} size={1.4} />
          {nodes.length === 0 ? null : <CanvasMap />}
        </ReactFlow>
        <CanvasTools />
        {nodes.length === 0 ? <EmptyCanvas flow={flow} /> : null}
        {connecting === undefined ? null : (
          <ConnectPicker flow={flow} from={connecting} onClose={() => setConnecting(undefined)} />
        )}
      </section>
    </ContextMenu>
  )
}

function CanvasMap() {
  const t = useTranslate()
  return (
    <MiniMap
      className="canvas-map"
      style={{ width: 132, height: 76 }}
      pannable
      ariaLabel={t('canvas.minimap')}
      nodeColor={(node) => (node.selected ? 'var(--accent)' : 'var(--wire)')}
      nodeBorderRadius={6}
      maskColor="transparent"
    />
  )
}

/** The document's nodes and edges for the graph library, and its changes back. */
function useGraph(flow: string, records: FlowRecords) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const { session, problems, runs } = workbench
  const [moving, setMoving] = useState(NO_PLACES)
  const selection = useSession((state) => selectionOf(state, flow))
  const found = useStore(problems, ({ byFlow }) => byFlow.get(flow))
  const report = useStore(runs, (state) => shownReport(state, flow))
  const { getNodes } = useReactFlow<OperatorFlowNode>()
  const selected = useMemo(() => new Set(selection), [selection])
  const shown = useMemo(
    () =>
      shownNodes(records, allProblems(found), report, ({ record, marks }) =>
        [
          record.name,
          t(nodeLook(record.config.kind).title),
          ...(marks.errors + marks.warnings > 0 ? [t('node.problems', { count: marks.errors + marks.warnings })] : []),
          ...(marks.late > 0 ? [t('node.late', { count: marks.late })] : []),
        ].join(', '),
      ),
    [records, found, report, t],
  )
  const wires = useMemo(() => shownEdges(records, report), [records, report])
  const nodes = useMemo(() => placedNodes(shown, selected, moving), [shown, selected, moving])
  const edges = useMemo(() => placedEdges(wires, selected), [wires, selected])
  const changeSelection = useCallback(
    (changes: readonly (NodeChange<OperatorFlowNode> | EdgeChange<FlowCanvasEdge>)[]) => {
      const next = new Set(selectionOf(session.get(), flow))
      for (const change of changes) {
        if (change.type !== 'select') continue
        if (change.selected) next.add(change.id)
        else next.delete(change.id)
      }
      select(session, flow, [...next])
    },
    [session, flow],
  )
  const onNodesChange = useCallback(
    (changes: NodeChange<OperatorFlowNode>[]) => {
      changeSelection(changes)
      const places = changes.flatMap((change) =>
        change.type === 'position' && change.dragging === true && change.position !== undefined
          ? [[change.id, change.position] as const]
          : [],
      )
      if (places.length > 0) setMoving((before) => new Map([...before, ...places]))
    },
    [changeSelection],
  )
  const commitDrag = useCallback(() => {
    const places = new Map(getNodes().map((node) => [node.id, node.position]))
    moveTo(workbench, places)
    setMoving(NO_PLACES)
  }, [getNodes, workbench])
  return { nodes, edges, onNodesChange, onEdgesChange: changeSelection, commitDrag }
}
