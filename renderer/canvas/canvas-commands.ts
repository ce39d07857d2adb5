import type { Command, CommandTarget } from '../registry/command.ts'
import { flowRecords } from '../state/flow-records.ts'
import { revealPlace } from '../state/reveal.ts'
import { activeFlow, select, selectionOf } from '../state/session.ts'
import type { Workbench } from '../state/workbench.ts'
import { arrange } from './arrange.ts'
import { copySelected, duplicateSelected, nudge, pasteText, removeSelected, selectedNodes } from './canvas-actions.ts'

const STEP = 6
const LONG_STEP = 36

type CanvasCommand = Omit<Command, 'category' | 'run' | 'isEnabled'> & {
  readonly needs?: 'selection' | 'writable'
  run(workbench: Workbench, flow: string, target?: CommandTarget): void | Promise<void>
}

/** Commands of the canvas act on the flow of the active tab. */
function canvasCommand({ needs, run, ...command }: CanvasCommand): Command {
  return {
    ...command,
    category: 'category.canvas',
    isEnabled(workbench) {
      const flow = activeFlow(workbench.session.get())
      if (flow === undefined || !workbench.canvases.has(flow)) return false
      if (needs !== undefined && !workbench.document.get().writable) return false
      return needs !== 'selection' || selectionOf(workbench.session.get(), flow).length > 0
    },
    run(workbench, target) {
      const flow = activeFlow(workbench.session.get())
      return flow === undefined ? undefined : run(workbench, flow, target)
    },
  }
}

const oneNode = (workbench: Workbench, flow: string): string | undefined => selectedNodes(workbench, flow)[0]

const moves = (['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const).map((key) => {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[key] as [
    number,
    number,
  ]
  const by = (step: number, keys: string, way: 'move' | 'moveFar'): Command =>
    canvasCommand({
      id: `canvas.${way}.${key}`,
      title: `command.canvas.${way}.${key}`,
      keys: [keys],
      scope: 'canvas',
      hidden: true,
      needs: 'selection',
      run: (workbench, flow) => nudge(workbench, flow, dx * step, dy * step),
    })
  return [by(STEP, key, 'move'), by(LONG_STEP, `Shift+${key}`, 'moveFar')]
})

export const canvasCommands: readonly Command[] = [
  canvasCommand({
    id: 'canvas.edit',
    title: 'command.canvas.edit',
    keys: ['F2'],
    scope: 'canvas',
    menus: ['canvas.node'],
    needs: 'selection',
    run(workbench, flow) {
      const node = oneNode(workbench, flow)
      if (node !== undefined) revealPlace(workbench, { kind: 'node', flow, node, field: 'name' }, true)
    },
  }),
  canvasCommand({
    id: 'canvas.connect',
    title: 'command.canvas.connect',
    keys: ['C'],
    scope: 'canvas',
    menus: ['canvas.node'],
    needs: 'selection',
    run(workbench, flow) {
      const node = oneNode(workbench, flow)
      if (node !== undefined) workbench.canvases.get(flow)?.openConnect(node)
    },
  }),
  canvasCommand({
    id: 'canvas.duplicate',
    title: 'command.canvas.duplicate',
    keys: ['Mod+D'],
    scope: 'canvas',
    menus: ['canvas.node'],
    needs: 'selection',
    run: duplicateSelected,
  }),
  canvasCommand({
    id: 'canvas.copy',
    title: 'command.canvas.copy',
    keys: ['Mod+C'],
    nativeKeys: true,
    menus: ['canvas.node'],
    run(workbench, flow) {
      const text = copySelected(workbench, flow)
      return text === undefined ? undefined : navigator.clipboard.writeText(text)
    },
  }),
  canvasCommand({
    id: 'canvas.paste',
    title: 'command.canvas.paste',
    keys: ['Mod+V'],
    nativeKeys: true,
    menus: ['canvas', 'canvas.node'],
    needs: 'writable',
    async run(workbench, flow) {
      pasteText(workbench, flow, await navigator.clipboard.readText())
    },
  }),
  canvasCommand({
    id: 'canvas.remove',
    title: 'command.canvas.remove',
    keys: ['Delete', 'Backspace'],
    scope: 'canvas',
    menus: ['canvas.node'],
    needs: 'selection',
    run: removeSelected,
  }),
  canvasCommand({
    id: 'canvas.selectAll',
    title: 'command.canvas.selectAll',
    keys: ['Mod+A'],
    scope: 'canvas',
    menus: ['canvas'],
    run({ document, session }, flow) {
      const records = flowRecords(document.get().records, flow)
      select(session, flow, records?.nodes.map((node) => node.id) ?? [])
    },
  }),
  ...moves.flat(),
  canvasCommand({
    id: 'canvas.arrange',
    title: 'command.canvas.arrange',
    keys: ['Shift+Alt+F'],
    menus: ['canvas'],
    needs: 'writable',
    run: arrange,
  }),
  canvasCommand({
    id: 'canvas.fit',
    title: 'command.canvas.fit',
    keys: ['Shift+1'],
    scope: 'canvas',
    menus: ['canvas'],
    run: ({ canvases }, flow) => canvases.get(flow)?.fit(),
  }),
  canvasCommand({
    id: 'canvas.zoomIn',
    title: 'command.canvas.zoomIn',
    keys: ['Mod+='],
    scope: 'canvas',
    run: ({ canvases }, flow) => canvases.get(flow)?.zoom(1),
  }),
  canvasCommand({
    id: 'canvas.zoomOut',
    title: 'command.canvas.zoomOut',
    keys: ['Mod+-'],
    scope: 'canvas',
    run: ({ canvases }, flow) => canvases.get(flow)?.zoom(-1),
  }),
  canvasCommand({
    id: 'canvas.zoomReset',
    title: 'command.canvas.zoomReset',
    keys: ['Mod+0'],
    scope: 'canvas',
    run: ({ canvases }, flow) => canvases.get(flow)?.zoom(0),
  }),
]
