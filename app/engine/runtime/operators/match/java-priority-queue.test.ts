import { describe, expect, it } from 'vitest'
import { JavaPriorityQueue } from './java-priority-queue.ts'

function queueOf(...items: readonly string[]): JavaPriorityQueue<string> {
  const queue = new JavaPriorityQueue((item: string) => Number(item[0]))
  for (const item of items) queue.add(item)
  return queue
}

describe('JavaPriorityQueue', () => {
  it('gives the lowest first', () => {
    const queue = queueOf('3', '1', '2')
    expect([queue.poll(), queue.poll(), queue.poll(), queue.poll()]).toEqual(['1', '2', '3', undefined])
  })

  it('moves the last item to the top when the first one leaves, as Java does', () => {
    const queue = queueOf('1a', '1b', '1c')
    expect(queue.poll()).toBe('1a')
    expect(queue.items).toEqual(['1c', '1b'])
  })

  it('closes the gaps before it orders anew', () => {
    const queue = queueOf('1a', '2a', '1b', '2b')
    queue.removeWhere((item) => item === '1a')
    expect(queue.items).toEqual(['1b', '2a', '2b'])
  })
})
