import type { NodeRecord } from './records.ts'
import type { Snapshot } from './versions.ts'

/** One setting that is not the same in both: `config.topic`, `settings.parallelism`; undefined where it is not set. */
export interface ParameterChange {
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}
export interface NodeChange {
  readonly node: NodeRecord
  readonly changes: readonly ParameterChange[]
}
/** The names of the nodes that an edge joins. */
export interface EdgeEnds {
  readonly from: string
  readonly to: string
}

/** How a flow came from one snapshot to another. Positions stand apart: they say nothing about the job. */
export interface SnapshotDifference {
  readonly flow: readonly ParameterChange[]
  readonly nodes: {
    readonly added: readonly NodeRecord[]
    readonly removed: readonly NodeRecord[]
    readonly changed: readonly NodeChange[]
    readonly moved: readonly NodeRecord[]
  }
  readonly edges: { readonly added: readonly EdgeEnds[]; readonly removed: readonly EdgeEnds[] }
}

export function compareSnapshots(before: Snapshot, after: Snapshot): SnapshotDifference {
  const old = new Map(before.nodes.map((node) => [node.id, node]))
  const now = new Map(after.nodes.map((node) => [node.id, node]))
  const both = after.nodes.flatMap((node) => {
    const earlier = old.get(node.id)
    return earlier === undefined ? [] : [{ earlier, node }]
  })
  return {
    flow: compareValues(jobPart(before.flow), jobPart(after.flow)),
    nodes: {
      added: after.nodes.filter(({ id }) => !old.has(id)),
      removed: before.nodes.filter(({ id }) => !now.has(id)),
      changed: both
        .map(({ earlier, node }) => ({ node, changes: compareValues(nodePart(earlier), nodePart(node)) }))
        .filter(({ changes }) => changes.length > 0),
      moved: both.flatMap(({ earlier, node }) => (earlier.x === node.x && earlier.y === node.y ? [] : [node])),
    },
    edges: { added: edgesMissingIn(before, after), removed: edgesMissingIn(after, before) },
  }
}

/** Whether both are the same job, wherever their nodes stand. */
export function isSameJob({ flow, nodes, edges }: SnapshotDifference): boolean {
  const lists = [flow, nodes.added, nodes.removed, nodes.changed, edges.added, edges.removed]
  return lists.every((list) => list.length === 0)
}

const jobPart = ({ name, description, settings }: Snapshot['flow']) => ({ name, description, settings })
const nodePart = ({ name, config }: NodeRecord) => ({ name, config })

/** An edge is what it joins: one that was drawn anew between the same nodes is the same. */
function edgesMissingIn(other: Snapshot, snapshot: Snapshot): readonly EdgeEnds[] {
  const known = new Set(other.edges.map(({ from, to }) => `${from} ${to}`))
  const names = new Map(snapshot.nodes.map(({ id, name }) => [id, name]))
  const nameOf = (id: string): string => names.get(id) ?? id
  return snapshot.edges
    .filter(({ from, to }) => !known.has(`${from} ${to}`))
    .map(({ from, to }) => ({ from: nameOf(from), to: nameOf(to) }))
}

/** Settings one by one; a list is one value, because its order counts. */
function compareValues(before: unknown, after: unknown, path = ''): readonly ParameterChange[] {
  if (isObject(before) && isObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    return keys.flatMap((key) => compareValues(before[key], after[key], path === '' ? key : `${path}.${key}`))
  }
  return isSame(before, after) ? [] : [{ path, before, after }]
}

function isSame(before: unknown, after: unknown): boolean {
  if (Array.isArray(before) && Array.isArray(after))
    return before.length === after.length && before.every((item, index) => isSame(item, after[index]))
  if (isObject(before) && isObject(after)) return compareValues(before, after).length === 0
  return before === after
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
