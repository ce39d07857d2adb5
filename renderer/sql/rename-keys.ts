import type { editor } from 'monaco-editor/editor'

const KEYS = new Set(['Enter', 'Escape'])

/** The editor whose text was last in use: the box for a new name is its. */
let inUse: editor.IStandaloneCodeEditor | undefined

/** The box for a new name is drawn outside of its editor, which would hear none of its keys. */
export function hearRenameBox(view: editor.IStandaloneCodeEditor): void {
  view.onDidFocusEditorText(() => {
    inUse = view
  })
}

/** Hands the keys that end a renaming on to its editor. */
export function passRenameKeys(layer: HTMLElement): void {
  layer.addEventListener('keydown', (event) => {
    const isRenaming = event.target instanceof Element && event.target.closest('.rename-box') !== null
    if (!isRenaming || event.isComposing || !KEYS.has(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    inUse?.getContainerDomNode().dispatchEvent(new KeyboardEvent('keydown', event))
  })
}
