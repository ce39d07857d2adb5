import { canonicalKeys, isMac, isTypingKey, keyText } from '../registry/keys.ts'
import type { Registry } from '../registry/registry.ts'

/** Keys of the window that mean something better inside a text. */
const OF_THE_TEXT = ['Mod+/']

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
  element.addEventListener('keydown', onKeyDown, { capture: true })
  return () => element.removeEventListener('keydown', onKeyDown, { capture: true })
}
