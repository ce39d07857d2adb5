import { describe, expect, it } from 'vitest'
import { addTo, pollFrom, removeBefore, type Started } from './java-priority-queue.ts'

interface Named extends Started {
  readonly name: string
}

/** Items as `1a`: where they start, and a name of their own. */
function queueOf(...names: readonly string[]): Named[] {
  const queue: Named[] = []
  for (const name of names) addTo(queue, { start: Number(name[0]), name })
  return queue
}
const namesOf = (queue: readonly Named[]): readonly string[] => queue.map(({ name }) => name)

describe('a queue in the places of java.util.PriorityQueue', () => {
  it('gives the lowest first', () => {
    const queue = queueOf('3', '1', '2')
    const polled = [pollFrom(queue), pollFrom(queue), pollFrom(queue), pollFrom(queue)]
    expect(polled.map((each) => each?.name)).toEqual(['1', '2', '3', undefined])
  })

  it('moves the last item to the top when the first one leaves, as Java does', () => {
    const queue = queueOf('1a', '1b', '1c')
    expect(pollFrom(queue)?.name).toBe('1a')
    expect(namesOf(queue)).toEqual(['1c', '1b'])
  })

  it('closes the gaps before it orders anew', () => {
    const queue = queueOf('1a', '2a', '1b', '2b', '3a')
    removeBefore(queue, 2)
    expect(namesOf(queue)).toEqual(['2a', '2b', '3a'])
  })
})
