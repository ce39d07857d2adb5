import { describe, expect, it } from 'vitest'
import { BucketTimerQueue } from './timer-queue.ts'

function due(queue: BucketTimerQueue, time: number): readonly (readonly number[])[] {
  const fired: number[][] = []
  for (let timer = queue.poll(time); timer !== undefined; timer = queue.poll(time)) {
    fired.push([timer.time, timer.key, timer.namespace])
  }
  return fired
}

describe('BucketTimerQueue', () => {
  it('gives timers out by time, then in order of registration', () => {
    const queue = new BucketTimerQueue('event')
    for (const [time, key] of [
      [30, 1],
      [10, 2],
      [20, 3],
      [10, 1],
    ] as const)
      queue.add(time, key, 0)
    expect(due(queue, 20)).toEqual([
      [10, 2, 0],
      [10, 1, 0],
      [20, 3, 0],
    ])
    expect(queue.peek()).toBe(30)
  })

  it('keeps one timer of each time, key and namespace', () => {
    const queue = new BucketTimerQueue('event')
    expect(queue.add(10, 1, 5)).toBe(true)
    expect(queue.add(10, 1, 5)).toBe(false)
    expect(queue.add(10, 1, 6)).toBe(true)
    expect(due(queue, 10)).toEqual([
      [10, 1, 5],
      [10, 1, 6],
    ])
  })

  it('forgets deleted timers', () => {
    const queue = new BucketTimerQueue('event')
    queue.add(10, 1, 5)
    queue.add(10, 1, 6)
    queue.add(20, 1, 0)
    expect(queue.delete(10, 1, 5)).toBe(true)
    expect(queue.delete(10, 1, 5)).toBe(false)
    expect(queue.delete(20, 1, 0)).toBe(true)
    expect(due(queue, 100)).toEqual([[10, 1, 6]])
    expect(queue.size).toBe(0)
    expect(queue.peek()).toBeUndefined()
  })

  it('finds timers among many, those that nobody looked for included', () => {
    const queue = new BucketTimerQueue('event')
    for (let key = 0; key < 50; key++) queue.addNew(10, key, 0)
    expect(queue.poll(10)?.key).toBe(0)
    expect(queue.add(10, 3, 0)).toBe(false)
    expect(queue.add(10, 3, 1)).toBe(true)
    expect(queue.add(10, 0, 0)).toBe(true)
    expect(queue.delete(10, 3, 0)).toBe(true)
    expect(queue.delete(10, 3, 0)).toBe(false)
    expect(queue.add(10, 3, 1)).toBe(false)
    expect(queue.delete(10, 3, 1)).toBe(true)
    expect(queue.add(10, 3, 1)).toBe(true)
    expect(due(queue, 10).map(([, key]) => key)).toEqual([1, 2, ...Array.from({ length: 46 }, (_, i) => i + 4), 0, 3])
    expect(queue.size).toBe(0)
  })
})
