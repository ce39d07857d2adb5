import type { Sink, StreamNode, StreamPlan, TableSourceScan } from './node.ts'

/** The plans of all sinks as one job: every node once, inputs first, numbered in that order. Equal scans become one. */
export function numberPlan(sinks: readonly Sink[]): StreamPlan {
  const numbered = new Map<StreamNode, StreamNode>()
  const scans = new Map<string, StreamNode>()
  const nodes: StreamNode[] = []
  const number = (node: StreamNode): StreamNode => {
    const inputs = node.inputs.map(visit)
    const result: StreamNode = Object.freeze({ ...node, inputs, id: nodes.length + 1 })
    nodes.push(result)
    return result
  }
  const visit = (node: StreamNode): StreamNode => {
    const known = numbered.get(node)
    if (known !== undefined) return known
    const result = node.kind === 'TableSourceScan' ? shareScan(node, scans, number) : number(node)
    numbered.set(node, result)
    return result
  }
  return { sinks: sinks.map((sink) => visit(sink) as Sink), nodes }
}

/** A scan that reads the same columns of the same table reads them once. */
function shareScan(
  scan: TableSourceScan,
  scans: Map<string, StreamNode>,
  number: (node: StreamNode) => StreamNode,
): StreamNode {
  if (scan.watermark !== undefined) return number(scan)
  const key = JSON.stringify([scan.table.path, scan.fields, scan.mode])
  const known = scans.get(key)
  if (known !== undefined) return known
  const result = number(scan)
  scans.set(key, result)
  return result
}
