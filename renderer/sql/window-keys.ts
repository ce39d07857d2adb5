import { canonicalKeys, isMac, isTypingKey, keyText } from '../registry/keys.ts'
import type { Registry } from '../registry/registry.ts'

/** Keys of the window that mean something better inside a text. */
const OF_THE_TEXT = ['Mod+/', 'F2']

/**
 * The keys of the window's commands pass by the editor, which would take some of them for itself: there is one
 * undo, one palette, one way to save. Returns how to stop.
 */
export function passWindowKeys(element: HTMLElement, registry: Registry): () => void {
  const mac = isMac(navigator.platform)
  const keys = new Set(
    [...registry.commands.values()]
      .filter(({ scope, nativeKeys }) => scope === undefined && nativeKeys !== true)
      .flatMap((command) => (command.keys ?? []).map(canonicalKeys))
      .filter((text) => !isTypingKey(text) && !OF_THE_TEXT.includes(text)),
  )
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.isComposing || !keys.has(keyText(event, mac))) return
    event.stopImmediatePropagation()
    event.preventDefault()
    element.parentElement?.dispatchEvent(new KeyboardEvent('keydown', event))
  }
  // Where no name stands there is nothing to rename: the flow around is not what was meant.
  const keepRename = (event: KeyboardEvent): void => {
    if (event.key === 'F2') event.stopPropagation()
  }
  element.addEventListener('keydown', onKeyDown, { capture: true })
  element.addEventListener('keydown', keepRename)
  return () => {
    element.removeEventListener('keydown', onKeyDown, { capture: true })
    element.removeEventListener('keydown', keepRename)
  }
}
