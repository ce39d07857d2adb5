import type { Command } from '../registry/command.ts'
import { canonicalKeys, isMac, isTypingKey, keyText } from '../registry/keys.ts'
import type { Workbench } from '../state/workbench.ts'

/** Gives key presses to the commands that have them; returns how to stop. */
export function listenForKeys(workbench: Workbench): () => void {
  const mac = isMac(navigator.platform)
  const byKeys = new Map<string, Command[]>()
  // Where a key has several meanings, the one for the place that has the focus comes first.
  const commands = [...workbench.registry.commands.values()].sort(
    (a, b) => Number(b.scope !== undefined) - Number(a.scope !== undefined),
  )
  for (const command of commands) {
    if (command.nativeKeys === true) continue
    for (const keys of command.keys ?? []) {
      const text = canonicalKeys(keys)
      byKeys.set(text, [...(byKeys.get(text) ?? []), command])
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const text = keyText(event, mac)
    const candidates = byKeys.get(text)?.filter((candidate) => takes(candidate, text, event.target)) ?? []
    if (candidates.length === 0) return
    event.preventDefault()
    const command = candidates.find((candidate) => candidate.isEnabled?.(workbench) !== false)
    if (command !== undefined) workbench.execute(command.id)
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}

function takes(command: Command, keys: string, target: EventTarget | null): boolean {
  const element = target instanceof Element ? target : undefined
  if (element?.closest('[role="dialog"]') !== null && element !== undefined && command.scope !== undefined) return false
  // With the focus nowhere, as after a deletion, the canvas is what is meant.
  const isOnCanvas = element === document.body || element?.closest('[data-scope="canvas"]') != null
  if (command.scope === 'canvas' && !isOnCanvas) return false
  if (!isTextField(element)) return true
  // Copying, pasting and selecting belong to the text; an editor of its own keeps its undo.
  if (command.scope === 'canvas' || element?.closest('[data-own-keys]') != null) return isEverywhere(keys)
  // What is typed to search is no edit: it keeps the browser's own undo.
  if (element?.matches('[type="search"], [cmdk-input], .tree-rename') && UNDO.includes(keys)) return false
  return !isTypingKey(keys)
}

const UNDO = ['Mod+Z', 'Mod+Y', 'Mod+Shift+Z']

/** Keys that act even in an editor with keys of its own. */
const isEverywhere = (keys: string): boolean => ['Mod+S', 'Mod+K', 'F5'].includes(keys)

function isTextField(element: Element | undefined): boolean {
  if (element === undefined) return false
  return element.matches('input, textarea, [contenteditable="true"]') || element.closest('[data-own-keys]') !== null
}
