import { composeDiffs } from '../../app/base/diff.ts'
import { copyNodes, pasteNodes } from '../../app/flow/edits/clipboard.ts'
import { connect, disconnect } from '../../app/flow/edits/edges.ts'
import { addNode, deleteNodes, moveNodes } from '../../app/flow/edits/nodes.ts'
import type { NodeKind } from '../../app/flow/records.ts'
import { message } from '../i18n/translate.ts'
import { recordOf } from '../state/document.ts'
import { type FlowRecords, flowRecords } from '../state/flow-records.ts'
import { revealPlace } from '../state/reveal.ts'
import { select, selectionOf } from '../state/session.ts'
import type { Workbench } from '../state/workbench.ts'

// What can be done to a flow on its canvas, whether by mouse, by key or from a menu.

export interface Point {
  readonly x: number
  readonly y: number
}

export const NODE_WIDTH = 168
export const NODE_HEIGHT = 58
const PASTE_OFFSET = 24
const GAP = 48

const parts = ({ document }: Workbench, flow: string): FlowRecords | undefined =>
  flowRecords(document.get().records, flow)

/** The selected nodes, without the selected edges. */
export function selectedNodes(workbench: Workbench, flow: string): readonly string[] {
  const { records } = workbench.document.get()
  return selectionOf(workbench.session.get(), flow).filter((id) => recordOf(records, 'node', id) !== undefined)
}

/** Adds an operator and opens its form (K04). Without a place it goes beside the selected node, or to the middle. */
export function addOperator(workbench: Workbench, flow: string, kind: NodeKind, at?: Point): void {
  const { document } = workbench
  const place = at ?? freePlace(workbench, flow)
  const [x, y] = [Math.round(place.x), Math.round(place.y)]
  const { diff, node } = addNode(document.get().records, workbench.newId, { flow, kind, x, y })
  if (!document.edit(diff, message('edit.addNode', { name: node.name }))) return
  revealPlace(workbench, { kind: 'node', flow, node: node.id, field: 'name' }, true)
}

function freePlace(workbench: Workbench, flow: string): Point {
  const nodes = parts(workbench, flow)?.nodes ?? []
  const [selected] = selectedNodes(workbench, flow)
  const beside = nodes.find((node) => node.id === selected)
  const wish =
    beside === undefined
      ? (workbench.canvases.get(flow)?.centre() ?? { x: 0, y: 0 })
      : { x: beside.x + NODE_WIDTH + GAP, y: beside.y }
  // Down from the wish until nothing is in the way.
  let { y } = wish
  const isTaken = (top: number): boolean =>
    nodes.some((node) => Math.abs(node.x - wish.x) < NODE_WIDTH + 8 && Math.abs(node.y - top) < NODE_HEIGHT + 8)
  while (isTaken(y)) y += NODE_HEIGHT + 24
  return { x: wish.x, y }
}

export function connectNodes(workbench: Workbench, flow: string, from: string, to: string): void {
  const { document, notifications } = workbench
  const connected = connect(document.get().records, workbench.newId, from, to)
  const name = (id: string): string => recordOf(document.get().records, 'node', id)?.name ?? ''
  if (connected.ok) document.edit(connected.value.diff, message('edit.connect', { from: name(from), to: name(to) }))
  else notifications.show({ severity: 'warning', title: message('connect.refused'), text: connected.error.message })
  workbench.canvases.get(flow)?.focus(from)
}

export function moveTo({ document }: Workbench, places: ReadonlyMap<string, Point>, key?: string): void {
  const rounded = new Map([...places].map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }]))
  const diff = moveNodes(document.get().records, rounded)
  const count = Object.keys(diff.updated).length
  document.edit(diff, message('edit.move', { count }), key === undefined ? {} : { key })
}

export function nudge(workbench: Workbench, flow: string, dx: number, dy: number): void {
  const selected = selectedNodes(workbench, flow)
  const nodes = (parts(workbench, flow)?.nodes ?? []).filter((node) => selected.includes(node.id))
  if (nodes.length === 0) return
  moveTo(workbench, new Map(nodes.map(({ id, x, y }) => [id, { x: x + dx, y: y + dy }])), `nudge.${selected.join()}`)
}

export function removeSelected(workbench: Workbench, flow: string): void {
  const { document, session } = workbench
  const { records } = document.get()
  const selected = selectionOf(session.get(), flow)
  const withoutNodes = deleteNodes(records, selectedNodes(workbench, flow))
  const alone = disconnect(
    records,
    selected.filter((id) => !(id in withoutNodes.removed)),
  )
  const diff = composeDiffs(withoutNodes, alone)
  if (!document.edit(diff, message('edit.remove', { count: selected.length }))) return
  select(session, flow, [])
  workbench.canvases.get(flow)?.focus()
}

export function copySelected(workbench: Workbench, flow: string): string | undefined {
  const selected = selectedNodes(workbench, flow)
  return selected.length === 0 ? undefined : copyNodes(workbench.document.get().records, selected)
}

/** False when the text is no copy of nodes. */
export function pasteText(workbench: Workbench, flow: string, text: string): boolean {
  const { document, session } = workbench
  const { records } = document.get()
  const places = new Set(parts(workbench, flow)?.nodes.map((node) => `${node.x},${node.y}`))
  const paste = (offset: number) => pasteNodes(records, workbench.newId, flow, text, offset)
  // A copy never lands exactly on what is there.
  let pasted = paste(0)
  for (let offset = PASTE_OFFSET; pasted.ok && pasted.value.nodes.some(({ x, y }) => places.has(`${x},${y}`)); ) {
    pasted = paste(offset)
    offset += PASTE_OFFSET
  }
  if (!pasted.ok) return false
  const { diff, nodes } = pasted.value
  if (!document.edit(diff, message('edit.paste', { count: nodes.length }))) return true
  select(
    session,
    flow,
    nodes.map((node) => node.id),
  )
  workbench.canvases.get(flow)?.focus(nodes[0]?.id)
  return true
}

export function duplicateSelected(workbench: Workbench, flow: string): void {
  const text = copySelected(workbench, flow)
  if (text !== undefined) pasteText(workbench, flow, text)
}

/** The node next in a direction from another, by distance with a preference for straight ahead. */
export function neighbour(records: FlowRecords, from: string, dx: number, dy: number): string | undefined {
  const start = records.nodes.find((node) => node.id === from)
  if (start === undefined) return undefined
  let best: { readonly id: string; readonly cost: number } | undefined
  for (const node of records.nodes) {
    const ahead = (node.x - start.x) * dx + (node.y - start.y) * dy
    const aside = Math.abs((node.x - start.x) * dy) + Math.abs((node.y - start.y) * dx)
    if (ahead <= 0) continue
    const cost = ahead + 2 * aside
    if (best === undefined || cost < best.cost) best = { id: node.id, cost }
  }
  return best?.id
}
