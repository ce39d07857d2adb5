import { failed, ok, type Result } from '../../base/result.ts'
import { printNodeConfig, readNodeConfig } from '../export/node-config.ts'
import { printJson } from '../export/print-json.ts'
import { type ImportMistake, Reader } from '../export/reader.ts'
import type { EdgeRecord, NodeRecord } from '../records.ts'
import { type CreateId, diffOf, type FlowDiff, freeName, type Records, recordOf, recordsOf } from './diff-of.ts'
import { nodeNames } from './nodes.ts'

const OFFSET = 40
const MARK = 'millrace-nodes'

/** The nodes and the edges among them as text, for the clipboard; it pastes into any flow of any workspace. */
export function copyNodes(records: Records, ids: readonly string[]): string {
  const nodes = ids
    .map((id) => recordOf(records, 'node', id))
    .filter((node) => node !== undefined)
    .map(({ id, name, x, y, config }) => ({ id, name, x, y, config: printNodeConfig(config) }))
  const copied = new Set(ids)
  const edges = recordsOf(records, 'edge', (edge) => copied.has(edge.from) && copied.has(edge.to)).map(
    ({ from, to }) => ({ from, to }),
  )
  return printJson({ [MARK]: 1, nodes, edges })
}

export interface Pasted {
  readonly diff: FlowDiff
  readonly nodes: readonly NodeRecord[]
}

/** What `copyNodes` wrote, as new nodes of the flow, a little beside the originals and under free names. */
export function pasteNodes(
  records: Records,
  createId: CreateId,
  flow: string,
  text: string,
  offset = OFFSET,
): Result<Pasted, ImportMistake> {
  const reading = Reader.read('clipboard', text, (root) => {
    const fields = root.object([MARK, 'nodes', 'edges'])
    fields.get(MARK).oneOf([1])
    return {
      nodes: fields.get('nodes').list((item) => {
        const node = item.object(['id', 'name', 'x', 'y', 'config'])
        return {
          id: node.get('id').text(),
          name: node.get('name').text(),
          x: node.get('x').number(),
          y: node.get('y').number(),
          config: readNodeConfig(node.get('config'), undefined),
        }
      }),
      edges: fields.get('edges').list((item) => {
        const edge = item.object(['from', 'to'])
        return { from: edge.get('from').text(), to: edge.get('to').text() }
      }),
    }
  })
  if (!reading.ok) return failed(reading.error)
  const taken = nodeNames(records, flow)
  const ids = new Map<string, string>()
  const nodes = reading.value.nodes.map((copied): NodeRecord => {
    const name = freeName(copied.name, taken)
    taken.add(name)
    const id = createId('node')
    ids.set(copied.id, id)
    return { type: 'node', id, flow, name, x: copied.x + offset, y: copied.y + offset, config: copied.config }
  })
  const edges: EdgeRecord[] = []
  for (const edge of reading.value.edges) {
    const [from, to] = [ids.get(edge.from), ids.get(edge.to)]
    if (from !== undefined && to !== undefined) edges.push({ type: 'edge', id: createId('edge'), flow, from, to })
  }
  return ok({ diff: diffOf({ added: [...nodes, ...edges] }), nodes })
}

/** Copy and paste in one. */
export function duplicateNodes(records: Records, createId: CreateId, ids: readonly string[]): Pasted {
  const flow = recordOf(records, 'node', ids[0] ?? '')?.flow
  if (flow === undefined) return { diff: diffOf({}), nodes: [] }
  const pasted = pasteNodes(records, createId, flow, copyNodes(records, ids))
  return pasted.ok ? pasted.value : { diff: diffOf({}), nodes: [] }
}
