import type { PlainKey } from '../i18n/translate.ts'
import type { Workbench } from '../state/workbench.ts'

/** Where a command shows beside the palette. */
export type MenuPlace =
  | 'explorer'
  | 'explorer.flows'
  | 'explorer.flow'
  | 'explorer.packs'
  | 'explorer.pack'
  | 'explorer.tests'
  | 'explorer.test'
  | 'explorer.targets'
  | 'explorer.target'
  | 'explorer.versions'
  | 'explorer.version'
  | 'canvas'
  | 'canvas.node'
  | 'canvas.edge'

/** What the command was called on, e.g. the record under the context menu; undefined from the palette. */
export interface CommandTarget {
  readonly id: string
}

export interface Command {
  readonly id: string
  readonly title: PlainKey
  readonly category: PlainKey
  /** `Mod` is Ctrl, on a Mac Command: 'Mod+S', 'F5', 'Shift+Mod+Z'. */
  readonly keys?: readonly string[]
  /** Keys act where the focus is: on the canvas alone, or (default) everywhere. */
  readonly scope?: 'canvas'
  /** The keys are listed here and handled by the browser's own event, such as copy. */
  readonly nativeKeys?: boolean
  readonly menus?: readonly MenuPlace[]
  /** Not listed in the palette: it needs a target. */
  readonly hidden?: boolean
  isEnabled?(workbench: Workbench, target?: CommandTarget): boolean
  run(workbench: Workbench, target?: CommandTarget): void | Promise<void>
}
