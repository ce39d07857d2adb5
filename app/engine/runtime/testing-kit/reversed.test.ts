import { describe, expect, it } from 'vitest'
import { singleGroup } from '../state/key-index.ts'
import { KeyedState } from '../state/keyed-state.ts'
import { reversed } from './reversed.ts'

describe('what is turned round', () => {
  it('fires the last timer of a time first, and earlier times before it', () => {
    const timers = reversed.timers('event')
    for (const [time, key] of [
      [20, 1],
      [10, 2],
      [20, 3],
      [30, 4],
    ] as const)
      timers.add(time, key, 0)
    expect(timers.add(20, 1, 0)).toBe(false)
    const fired = []
    for (let timer = timers.poll(20); timer !== undefined; timer = timers.poll(20)) fired.push(timer.key)
    expect(fired).toEqual([2, 3, 1])
    expect(timers.size).toBe(1)
  })

  it('lists the last entry of a map first', () => {
    const state = new KeyedState(singleGroup)
    state.current = 0
    const map = reversed.state(state).map<string, number>('m')
    map.set('a', 1)
    map.set('b', 2)
    expect([...map.entries()]).toEqual([
      ['b', 2],
      ['a', 1],
    ])
  })
})
