import type { Command } from '../registry/command.ts'
import { canonicalKeys, isMac, isTypingKey, keyText } from '../registry/keys.ts'
import type { Workbench } from '../state/workbench.ts'

/** Gives key presses to the commands that have them; returns how to stop. */
export function listenForKeys(workbench: Workbench): () => void {
  const mac = isMac(navigator.platform)
  const byKeys = new Map<string, Command[]>()
  for (const command of workbench.registry.commands.values()) {
    if (command.nativeKeys === true) continue
    for (const keys of command.keys ?? []) {
      const text = canonicalKeys(keys)
      byKeys.set(text, [...(byKeys.get(text) ?? []), command])
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const text = keyText(event, mac)
    const command = byKeys.get(text)?.find((candidate) => takes(candidate, text, event.target))
    if (command === undefined) return
    event.preventDefault()
    if (command.isEnabled?.(workbench) !== false) workbench.execute(command.id)
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

function takes(command: Command, keys: string, target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : undefined
  if (element?.closest('[role="dialog"]') !== null && element !== undefined && command.scope !== undefined) return false
  if (command.scope === 'canvas' && element?.closest('[data-scope="canvas"]') == null) return false
  if (!isTextField(element)) return true
  // Copying, pasting and selecting belong to the text; an editor of its own keeps its undo.
  if (command.scope === 'canvas' || element?.closest('[data-own-keys]') != null) return isEverywhere(keys)
  return !isTypingKey(keys)
}

/** Keys that act even in an editor with keys of its own. */
const isEverywhere = (keys: string): boolean => ['Mod+S', 'Mod+K', 'F5'].includes(keys)

function isTextField(element: Element | undefined): boolean {
  if (element === undefined) return false
  return element.matches('input, textarea, [contenteditable="true"]') || element.closest('[data-own-keys]') !== null
}
