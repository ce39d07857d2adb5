import type { Problem, TestReport } from '../bridge/contract.ts'
import type { FlowRecords } from '../state/flow-records.ts'
import { NODE_HEIGHT, NODE_WIDTH, type Point } from './canvas-actions.ts'
import type { FlowCanvasEdge } from './FlowEdge.tsx'
import { MAX_PORTS, type NodeMarks, type OperatorFlowNode } from './OperatorNode.tsx'

export interface CanvasState {
  readonly records: FlowRecords
  readonly selected: ReadonlySet<string>
  /** Where nodes are while they are being dragged. */
  readonly moving: ReadonlyMap<string, Point>
  readonly problems: readonly Problem[]
  readonly report: TestReport | undefined
  nodeLabel(node: OperatorFlowNode['data']): string
}

/** A flow as the graph library draws it. The document decides all but what is being dragged. */
export function canvasNodes(state: CanvasState): OperatorFlowNode[] {
  const { records, selected, moving } = state
  const marks = nodeMarks(state)
  return records.nodes.map((record): OperatorFlowNode => {
    const data = {
      record,
      inputs: records.edges.filter((edge) => edge.to === record.id).length,
      outputs: records.edges.filter((edge) => edge.from === record.id).length,
      marks: marks.get(record.id) ?? NO_MARKS,
    }
    const size = { width: NODE_WIDTH, height: NODE_HEIGHT }
    return {
      id: record.id,
      type: 'operator',
      position: moving.get(record.id) ?? { x: record.x, y: record.y },
      data,
      selected: selected.has(record.id),
      ariaLabel: state.nodeLabel(data),
      ...size,
      measured: size,
    }
  })
}

const NO_MARKS: NodeMarks = { errors: 0, warnings: 0, late: 0, failed: 0 }

function nodeMarks({ problems, report }: CanvasState): ReadonlyMap<string, NodeMarks> {
  const marks = new Map<string, NodeMarks>()
  const add = (node: string, change: Partial<NodeMarks>): void => {
    const before = marks.get(node) ?? NO_MARKS
    marks.set(node, {
      errors: before.errors + (change.errors ?? 0),
      warnings: before.warnings + (change.warnings ?? 0),
      late: before.late + (change.late ?? 0),
      failed: before.failed + (change.failed ?? 0),
    })
  }
  for (const { place, severity } of problems) {
    if (place.kind === 'node') add(place.node, severity === 'error' ? { errors: 1 } : { warnings: 1 })
  }
  for (const late of report?.lateByNode ?? []) add(late.node, { late: late.rows })
  for (const sink of report?.sinks ?? []) {
    const count = (verdict: 'missing' | 'unexpected') =>
      sink.comparison?.filter((row) => row.verdict === verdict).length ?? 0
    // A row that is other than expected is both missing and unexpected: one difference.
    const wrong = Math.max(count('missing'), count('unexpected'))
    if (wrong > 0) add(sink.node, { failed: wrong })
  }
  return marks
}

export function canvasEdges(state: CanvasState): FlowCanvasEdge[] {
  const { records, selected, report } = state
  const nodes = new Map(records.nodes.map((node) => [node.id, node]))
  const reports = new Map(report?.edges.map((edge) => [edge.edge, edge]))
  const late = new Map(report?.lateByNode.map((each) => [each.node, each.rows]))
  return records.edges.map((edge): FlowCanvasEdge => {
    const [from, to] = [nodes.get(edge.from), nodes.get(edge.to)]
    const siblings = records.edges.filter((other) => other.from === edge.from).length
    const at = siblings > 1 ? 'target' : 'source'
    const goesDown = (from?.y ?? 0) < (to?.y ?? 0)
    return {
      id: edge.id,
      type: 'flow',
      source: edge.from,
      target: edge.to,
      sourceHandle: 'out',
      targetHandle: `in-${portOf(records, edge.to, edge.id)}`,
      selected: selected.has(edge.id),
      data: {
        report: reports.get(edge.id),
        late: at === 'source' ? (late.get(edge.from) ?? 0) : 0,
        at,
        below: at === 'source' ? (from?.y ?? 0) > (to?.y ?? 0) : goesDown,
      },
    }
  })
}

/** Edges come in from top to bottom as their sources stand, so that they do not cross. */
function portOf({ nodes, edges }: FlowRecords, target: string, edge: string): number {
  const incoming = edges.filter((each) => each.to === target)
  if (incoming.length > MAX_PORTS) return 0
  const height = (id: string): number => nodes.find((node) => node.id === id)?.y ?? 0
  return [...incoming].sort((a, b) => height(a.from) - height(b.from)).findIndex((each) => each.id === edge)
}
