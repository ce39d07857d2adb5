import type { EdgeRecord, NodeRecord } from '../../app/flow/records.ts'
import type { Problem, TestReport } from '../bridge/contract.ts'
import type { FlowRecords } from '../state/flow-records.ts'
import { NODE_HEIGHT, NODE_WIDTH, type Point } from './canvas-actions.ts'
import type { FlowCanvasEdge, FlowEdgeData } from './FlowEdge.tsx'
import { MAX_PORTS, type NodeMarks, type OperatorFlowNode, type OperatorNodeData } from './OperatorNode.tsx'

// A flow as the graph library draws it, in two steps: what nodes and edges show, which changes with the
// document, problems and runs; and where they are, which changes with every frame of a drag.

export interface NodeShown {
  readonly record: NodeRecord
  readonly data: OperatorNodeData
  readonly label: string
}
export interface EdgeShown {
  readonly record: EdgeRecord
  readonly data: FlowEdgeData
  readonly port: number
}

export function shownNodes(
  { nodes, edges }: FlowRecords,
  problems: readonly Problem[],
  report: TestReport | undefined,
  labelOf: (data: OperatorNodeData) => string,
): readonly NodeShown[] {
  const marks = nodeMarks(problems, report)
  const inputs = countBy(edges, (edge) => edge.to)
  const outputs = countBy(edges, (edge) => edge.from)
  return nodes.map((record) => {
    const data: OperatorNodeData = {
      record,
      inputs: inputs.get(record.id) ?? 0,
      outputs: outputs.get(record.id) ?? 0,
      marks: marks.get(record.id) ?? NO_MARKS,
    }
    return { record, data, label: labelOf(data) }
  })
}

const SIZE = { width: NODE_WIDTH, height: NODE_HEIGHT }

/** `moving`: where nodes are while they are being dragged. */
export function placedNodes(
  shown: readonly NodeShown[],
  selected: ReadonlySet<string>,
  moving: ReadonlyMap<string, Point>,
): OperatorFlowNode[] {
  return shown.map(({ record, data, label }) => ({
    id: record.id,
    type: 'operator',
    position: moving.get(record.id) ?? { x: record.x, y: record.y },
    data,
    selected: selected.has(record.id),
    ariaLabel: label,
    ...SIZE,
    measured: SIZE,
  }))
}

const NO_MARKS: NodeMarks = { errors: 0, warnings: 0, late: 0, failed: 0 }

function nodeMarks(problems: readonly Problem[], report: TestReport | undefined): ReadonlyMap<string, NodeMarks> {
  const marks = new Map<string, NodeMarks>()
  const add = (node: string, mark: keyof NodeMarks, by: number): void => {
    const before = marks.get(node) ?? NO_MARKS
    if (by > 0) marks.set(node, { ...before, [mark]: before[mark] + by })
  }
  for (const { place, severity } of problems) {
    if (place.kind === 'node') add(place.node, severity === 'error' ? 'errors' : 'warnings', 1)
  }
  for (const late of report?.lateByNode ?? []) add(late.node, 'late', late.rows)
  for (const sink of report?.sinks ?? []) {
    const count = (verdict: 'missing' | 'unexpected'): number =>
      sink.comparison?.filter((row) => row.verdict === verdict).length ?? 0
    // A row that is other than expected is both missing and unexpected: one difference.
    add(sink.node, 'failed', Math.max(count('missing'), count('unexpected')))
  }
  return marks
}

export function shownEdges({ nodes, edges }: FlowRecords, report: TestReport | undefined): readonly EdgeShown[] {
  const heights = new Map(nodes.map((node) => [node.id, node.y]))
  const height = (id: string): number => heights.get(id) ?? 0
  const outputs = countBy(edges, (edge) => edge.from)
  const ports = inputPorts(edges, height)
  const reports = new Map(report?.edges.map((edge) => [edge.edge, edge]))
  const late = new Map(report?.lateByNode.map((each) => [each.node, each.rows]))
  return edges.map((record) => {
    const { id, from, to } = record
    const at = (outputs.get(from) ?? 0) > 1 ? 'target' : 'source'
    const fall = height(to) - height(from)
    const data: FlowEdgeData = {
      report: reports.get(id),
      late: at === 'source' ? (late.get(from) ?? 0) : 0,
      at,
      // Above the line where it leads down, else the count would stand on it; at its end the other way round.
      below: at === 'source' ? fall < 0 : fall > 0,
    }
    return { record, data, port: ports.get(id) ?? 0 }
  })
}

export function placedEdges(shown: readonly EdgeShown[], selected: ReadonlySet<string>): FlowCanvasEdge[] {
  return shown.map(({ record, data, port }) => ({
    id: record.id,
    type: 'flow',
    source: record.from,
    target: record.to,
    sourceHandle: 'out',
    targetHandle: `in-${port}`,
    selected: selected.has(record.id),
    data,
  }))
}

/** Edges come in from top to bottom as their sources stand, so that they do not cross. */
function inputPorts(edges: readonly EdgeRecord[], height: (node: string) => number): ReadonlyMap<string, number> {
  const incoming = new Map<string, EdgeRecord[]>()
  for (const edge of edges) incoming.set(edge.to, [...(incoming.get(edge.to) ?? []), edge])
  const ports = new Map<string, number>()
  for (const group of incoming.values()) {
    if (group.length > MAX_PORTS) continue
    group.sort((a, b) => height(a.from) - height(b.from))
    for (const [port, edge] of group.entries()) ports.set(edge.id, port)
  }
  return ports
}

function countBy(edges: readonly EdgeRecord[], end: (edge: EdgeRecord) => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const edge of edges) counts.set(end(edge), (counts.get(end(edge)) ?? 0) + 1)
  return counts
}
