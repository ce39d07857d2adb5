import { describe, expect, it } from 'vitest'
import { singleGroup } from './key-index.ts'
import { KeyedState } from './keyed-state.ts'
import { WindowSlots } from './keyed-windows.ts'

describe('WindowSlots', () => {
  it('finds the values of keys that lie far apart', () => {
    const slots = new WindowSlots<string>()
    const keys = [0, 31, 32, 5_000, 1_000_000]
    for (const key of [...keys].reverse()) slots.set(key, `of ${key}`)
    expect([...slots.entries()]).toEqual(keys.map((key) => [key, `of ${key}`]))
    expect(slots.get(5_001)).toBeUndefined()
    expect(slots.get(2_000_000)).toBeUndefined()
  })
})

describe('KeyedWindows', () => {
  it('counts a window of a key once, and forgets it when it is deleted', () => {
    const state = new KeyedState(singleGroup)
    state.current = 0
    const windows = state.window<string>('w')
    windows.set(10, 'a')
    windows.set(10, 'b')
    windows.set(20, 'c')
    expect(state.entries).toBe(2)
    windows.delete(10)
    expect(windows.get(10)).toBeUndefined()
    expect(windows.get(20)).toBe('c')
    expect([...state.snapshot()]).toEqual([{ state: 'w', key: [], namespace: 20, value: 'c' }])
    windows.delete(20)
    windows.delete(20)
    expect(state.entries).toBe(0)
  })
})
