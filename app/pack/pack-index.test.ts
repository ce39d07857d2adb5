import { describe, expect, it } from 'vitest'
import { BIGINT, STRING } from '../types/construct-type.ts'
import type { PackBytes } from './pack-bytes.ts'
import { PackIndex, type PackRows } from './pack-index.ts'

/** Content in pieces of 64 bytes, and how many of them were read. */
function counted(text: string): PackBytes & { read: number } {
  const bytes = new TextEncoder().encode(text)
  return {
    read: 0,
    size: bytes.length,
    *pieces(from = 0) {
      for (let at = from; at < bytes.length; at += 64) {
        this.read++
        yield bytes.subarray(at, at + 64)
      }
    },
  }
}

function finish<T>(steps: Generator<string, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

const rowsOf = ({ rows }: PackRows): string => rows.map((cells) => cells.join(' ')).join(', ')

describe('PackIndex', () => {
  const lines = Array.from({ length: 1000 }, (_, i) => `{"id":${i},"note":"n${i}"}\n`).join('')
  const fields = [
    { name: 'id', type: BIGINT },
    { name: 'note', type: STRING },
  ]
  const open = (bytes: PackBytes) => new PackIndex({ bytes, encoding: 'utf-8', form: { format: 'ndjson' }, fields })

  it('gives rows by their numbers and reads no farther than it must', () => {
    const bytes = counted(lines)
    const index = open(bytes)
    expect(rowsOf(finish(index.page(10, 3)))).toBe('10 n10, 11 n11, 12 n12')
    expect(bytes.read).toBeLessThan(20)
    expect(index.isComplete).toBe(false)
    expect(rowsOf(finish(index.page(990, 100)))).toBe(
      Array.from({ length: 10 }, (_, i) => `${990 + i} n${990 + i}`).join(', '),
    )
    expect(index).toMatchObject({ isComplete: true, rows: 1000, problems: [] })
  })

  it('goes back to a part that it has read', () => {
    const bytes = counted(lines)
    const index = open(bytes)
    finish(index.readTo(Number.POSITIVE_INFINITY))
    const before = bytes.read
    expect(rowsOf(finish(index.page(500, 2)))).toBe('500 n500, 501 n501')
    expect(bytes.read - before).toBeLessThan(5)
  })

  it('goes with its content to another place, and reads none of it again', () => {
    const csv = `id,note\n${Array.from({ length: 1000 }, (_, i) => `${i},n${i}\n`).join('')}`
    const form = { format: 'csv', csv: { delimiter: ',', header: true } } as const
    const index = new PackIndex({ bytes: counted(csv), encoding: 'utf-8', form, fields })
    finish(index.readTo(Number.POSITIVE_INFINITY))
    const there = counted(csv)
    const moved = index.movedTo(there)
    expect(moved).toMatchObject({ isComplete: true, rows: 1000 })
    expect(rowsOf(finish(moved.page(990, 1)))).toBe('990 n990')
    expect(rowsOf(finish(moved.page(0, 1)))).toBe('0 n0')
    expect(there.read).toBeLessThan(20)
  })

  it('reads the header of a CSV file once, and records with line ends', () => {
    const csv = `id,note\n${Array.from({ length: 50 }, (_, i) => `${i},"a\n${i}"\n`).join('')}`
    const form = { format: 'csv', csv: { delimiter: ',', header: true } } as const
    const index = new PackIndex({ bytes: counted(csv), encoding: 'utf-8', form, fields })
    expect(rowsOf(finish(index.page(48, 9)))).toBe('48 a\n48, 49 a\n49')
    expect(rowsOf(finish(index.page(0, 1)))).toBe('0 a\n0')
    expect(index.rows).toBe(50)
  })

  it('counts no row for what cannot be read, and tells its line', () => {
    const index = open(counted('{"id":1}\n{"id":"x"}\n{"id":3}\n'))
    expect(rowsOf(finish(index.page(0, 9)))).toBe('1 , 3 ')
    expect(index.problems).toMatchObject([{ line: 2, column: 'id' }])
  })

  it('stops where the bytes are no text', () => {
    const bytes: PackBytes = { size: 3, pieces: () => [Uint8Array.of(0x31, 0x0a, 0xff)] }
    const form = { format: 'csv', csv: { delimiter: ',', header: false } } as const
    const index = new PackIndex({ bytes, encoding: 'utf-8', form, fields: [{ name: 'a', type: STRING }] })
    finish(index.readTo(Number.POSITIVE_INFINITY))
    expect(index).toMatchObject({ isComplete: true, rows: 1, problems: [{ line: 2, code: 'pack.not-text' }] })
  })
})
