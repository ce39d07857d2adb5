import { describe, expect, it } from 'vitest'
import { features } from '../features.ts'
import { canonicalKeys, isTypingKey, keyLabels, keyText } from './keys.ts'
import { createRegistry } from './registry.ts'

const press = (key: string, held: readonly ('ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey')[] = []) => ({
  key,
  ctrlKey: held.includes('ctrlKey'),
  metaKey: held.includes('metaKey'),
  shiftKey: held.includes('shiftKey'),
  altKey: held.includes('altKey'),
})

describe('keys', () => {
  it('read the same however a command writes them', () => {
    expect(canonicalKeys('Shift+Mod+z')).toBe(keyText(press('Z', ['ctrlKey', 'shiftKey']), false))
  })

  it('take Command for Mod on a Mac, and Control elsewhere', () => {
    expect(keyText(press('s', ['metaKey']), true)).toBe('Mod+S')
    expect(keyText(press('s', ['metaKey']), false)).toBe('S')
  })

  it('are shown as they are printed on the keyboard', () => {
    expect(keyLabels('Mod+Shift+ArrowLeft', false)).toEqual(['Ctrl', 'Shift', '←'])
    expect(keyLabels('Mod+Shift+Z', true)).toEqual(['⌘', '⇧', 'Z'])
  })

  it('are left to a text field when they type', () => {
    expect(['C', 'Delete', 'Shift+1', 'ArrowLeft'].map(isTypingKey)).toEqual([true, true, true, true])
    expect(['Mod+S', 'F5', 'Shift+F5'].map(isTypingKey)).toEqual([false, false, false])
  })
})

describe('the commands of all features', () => {
  const commands = [...createRegistry(features).commands.values()].filter((command) => command.nativeKeys !== true)

  it('do not share a key where both could act', () => {
    const taken = new Map<string, string[]>()
    for (const { id, keys = [], scope } of commands)
      for (const each of keys) {
        const place = `${canonicalKeys(each)} ${scope ?? 'everywhere'}`
        taken.set(place, [...(taken.get(place) ?? []), id])
      }
    expect([...taken.values()].filter((ids) => ids.length > 1)).toEqual([])
  })
})
