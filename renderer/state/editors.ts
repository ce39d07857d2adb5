import { type EditorInput, editorKey } from './session.ts'

/** What the tab area can do; it plugs itself in when it is on screen. */
export interface EditorArea {
  open(input: EditorInput): void
  close(key: string): void
  closeOthers(key: string): void
  /** Moves the active tab to a new group at that side. */
  split(direction: 'right' | 'below'): void
  next(step: 1 | -1): void
}

/** The editor tabs, for those who open and close them. What is asked before the area is there is done when it is. */
export interface Editors {
  open(input: EditorInput): void
  close(input: EditorInput): void
  readonly area: () => EditorArea | undefined
  attach(area: EditorArea): () => void
}

export function createEditors(): Editors {
  let area: EditorArea | undefined
  let waiting: EditorInput[] = []
  return {
    area: () => area,
    open(input) {
      if (area === undefined) waiting.push(input)
      else area.open(input)
    },
    close: (input) => area?.close(editorKey(input)),
    attach(attached) {
      area = attached
      for (const input of waiting) attached.open(input)
      waiting = []
      return () => {
        if (area === attached) area = undefined
      }
    },
  }
}
