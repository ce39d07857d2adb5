// Keys as commands write them ('Mod+Shift+Z', 'F5', 'ArrowLeft') and as keyboards send them.

export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

export const isMac = (platform: string): boolean => /mac|iphone|ipad/i.test(platform)

/** The canonical text of a key press: modifiers in the order Mod, Alt, Shift. */
export function keyText(press: KeyPress, mac: boolean): string {
  const mod = mac ? press.metaKey : press.ctrlKey
  const key = press.key.length === 1 ? press.key.toUpperCase() : press.key
  return [mod ? 'Mod' : '', press.altKey ? 'Alt' : '', press.shiftKey ? 'Shift' : '', key].filter(Boolean).join('+')
}

const ORDER = ['Mod', 'Alt', 'Shift']

/** The same text for keys that a command writes in any order. */
export function canonicalKeys(keys: string): string {
  const parts = keys.split('+')
  const key = parts.pop() ?? ''
  return [...ORDER.filter((modifier) => parts.includes(modifier)), key.length === 1 ? key.toUpperCase() : key].join('+')
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Escape: 'Esc',
}

/** As the window shows them: `Ctrl Shift Z`, on a Mac `⌘ ⇧ Z`. */
export function keyLabels(keys: string, mac: boolean): readonly string[] {
  return keys.split('+').map((part) => {
    if (part === 'Mod') return mac ? '⌘' : 'Ctrl'
    if (part === 'Shift' && mac) return '⇧'
    if (part === 'Alt' && mac) return '⌥'
    return NAMES[part] ?? part
  })
}

/** Whether a text field would rather have the key for itself. */
export const isTypingKey = (text: string): boolean => !text.startsWith('Mod+') && !/^(Alt\+|Shift\+)*F\d+$/.test(text)
