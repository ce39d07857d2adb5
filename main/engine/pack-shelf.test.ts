import { describe, expect, it } from 'vitest'
import { PIECE_BYTES } from './messages.ts'
import { createPackShelf } from './pack-shelf.ts'

const piece = (fill: number, length = PIECE_BYTES) => new Uint8Array(length).fill(fill)

function setUp() {
  const wants: string[] = []
  const shelf = createPackShelf((blob, offset) => wants.push(`${blob} ${offset / PIECE_BYTES}`))
  return { shelf, wants }
}

describe('the pack shelf', () => {
  it('reads a small pack without asking for anything', () => {
    const { shelf, wants } = setUp()
    shelf.hold('a', 3, Uint8Array.of(1, 2, 3))
    expect([...(shelf.read('a')?.pieces(1) ?? [])]).toEqual([Uint8Array.of(2, 3)])
    expect(shelf.read('b')).toBeUndefined()
    expect(wants).toEqual([])
  })

  it('asks ahead for what it lacks, each piece once, and waits for it', () => {
    const { shelf, wants } = setUp()
    shelf.hold('a', 2 * PIECE_BYTES + 1, piece(1))
    const pieces = (shelf.read('a')?.pieces() ?? [])[Symbol.iterator]()
    expect(pieces.next().value).toEqual(piece(1))
    expect(pieces.next().value).toBe('wait')
    expect(pieces.next().value).toBe('wait')
    expect(wants).toEqual(['a 1', 'a 2'])
    shelf.put('a', 2 * PIECE_BYTES, piece(3, 1))
    expect(pieces.next().value).toBe('wait')
    shelf.put('a', PIECE_BYTES, piece(2))
    expect(pieces.next().value).toEqual(piece(2))
    expect(pieces.next().value).toEqual(piece(3, 1))
    expect(pieces.next().done).toBe(true)
  })

  it('lets go of a large pack as it is read, and asks again for what it let go', () => {
    const { shelf, wants } = setUp()
    const count = 100
    shelf.hold('a', count * PIECE_BYTES, piece(0))
    let read = 0
    for (const bytes of shelf.read('a')?.pieces() ?? []) {
      if (bytes === 'wait')
        for (const want of wants.splice(0)) shelf.put('a', Number(want.split(' ')[1]) * PIECE_BYTES, piece(0))
      else read++
    }
    expect(read).toBe(count)
    const again = (shelf.read('a')?.pieces() ?? [])[Symbol.iterator]()
    expect(again.next().value).toBe('wait')
    expect(wants[0]).toBe('a 0')
  })

  it('keeps nothing of a large pack behind its reader', () => {
    const { shelf, wants } = setUp()
    shelf.hold('a', 100 * PIECE_BYTES, piece(0))
    shelf.put('a', PIECE_BYTES, piece(1))
    const first = (shelf.read('a')?.pieces() ?? [])[Symbol.iterator]()
    expect([first.next().value, first.next().value]).toEqual([piece(0), piece(1)])
    wants.length = 0
    const second = (shelf.read('a')?.pieces() ?? [])[Symbol.iterator]()
    expect(second.next().value).toBe('wait')
    expect(wants).toEqual(['a 0'])
  })

  it('wakes who waits for a piece, also when it came before', async () => {
    const { shelf } = setUp()
    shelf.hold('a', 3, Uint8Array.of(1, 2, 3))
    await shelf.arrival()
    const later = shelf.arrival()
    shelf.put('a', 0, Uint8Array.of(1, 2, 3))
    await later
  })
})
