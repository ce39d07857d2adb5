import { describe, expect, it } from 'vitest'
import { HeapTimerQueue } from './heap-timer-queue.ts'

function due(queue: HeapTimerQueue, time: number): readonly string[] {
  const fired: string[] = []
  for (let timer = queue.poll(time); timer !== undefined; timer = queue.poll(time))
    fired.push(`${timer.time}:${timer.key}`)
  return fired
}

describe('HeapTimerQueue', () => {
  it('gives timers out by time', () => {
    const queue = new HeapTimerQueue('event')
    for (const time of [5, 3, 8, 1, 9, 2]) queue.add(time, 0, 0)
    expect(due(queue, 8)).toEqual(['1:0', '2:0', '3:0', '5:0', '8:0'])
    expect(queue.peek()).toBe(9)
  })

  it('moves the last of equal timers to the root when the first has fired', () => {
    const queue = new HeapTimerQueue('event')
    for (const key of [1, 2, 3]) queue.add(10, key, 0)
    expect(due(queue, 10)).toEqual(['10:1', '10:3', '10:2'])
  })

  it('keeps one timer of each time, key and namespace, and deletes it', () => {
    const queue = new HeapTimerQueue('event')
    expect(queue.add(10, 1, 7)).toBe(true)
    expect(queue.add(10, 1, 7)).toBe(false)
    expect(queue.add(10, 1, 8)).toBe(true)
    expect(queue.delete(10, 1, 7)).toBe(true)
    expect(queue.delete(10, 1, 7)).toBe(false)
    expect(queue.size).toBe(1)
    expect(due(queue, 10)).toEqual(['10:1'])
  })
})
