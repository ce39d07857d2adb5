import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Encoding } from './decode-bytes.ts'
import type { RowProblem } from './decoded-rows.ts'
import { type Piece, type TextChunk, textChunks } from './text-chunks.ts'

function read(pieces: Iterable<Piece>, delimiter?: string, encoding: Encoding = 'utf-8') {
  const chunks: TextChunk[] = []
  let waits = 0
  const steps = textChunks(pieces, { encoding, delimiter })
  for (;;) {
    const step = steps.next()
    if (step.done) return { chunks, waits, problem: step.value as RowProblem | undefined }
    if (step.value === 'wait') waits++
    else chunks.push(step.value)
  }
}

const bytes = (text: string) => new TextEncoder().encode(text)

function cut(whole: Uint8Array, at: readonly number[]): Uint8Array[] {
  const places = [0, ...[...at].map((place) => place % (whole.length + 1)).sort((a, b) => a - b), whole.length]
  return places.slice(1).map((end, index) => whole.subarray(places[index], end))
}

describe('textChunks', () => {
  it('gives whole lines, each chunk with the number of its first', () => {
    const { chunks } = read([bytes('a\nb'), 'wait', bytes('c\nd\ne')])
    expect(chunks).toEqual([
      { text: 'a\n', line: 1, offset: 0, bytes: bytes('a\n') },
      { text: 'bc\nd\n', line: 2, offset: 2, bytes: bytes('bc\nd\n') },
      { text: 'e', line: 4, offset: 7, bytes: bytes('e') },
    ])
  })

  it('hands on that it has to wait', () => {
    expect(read(['wait', bytes('a'), 'wait']).waits).toBe(2)
  })

  it('keeps a CSV record with line ends in its cells together', () => {
    const { chunks } = read([bytes('1,"a\n'), bytes('b"\n2,c')], ',')
    expect(chunks).toEqual([
      { text: '1,"a\nb"\n', line: 1 },
      { text: '2,c', line: 3 },
    ])
  })

  it('starts anew wherever a chunk says so', () => {
    const whole = bytes('a\nb,"\n"\nc')
    const later = textChunks([whole.subarray(2)], { encoding: 'utf-8', delimiter: ',' }, { line: 2, offset: 2 })
    expect([...later]).toEqual([
      { text: 'b,"\n"\n', line: 2, offset: 2, bytes: whole.subarray(2, 8) },
      { text: 'c', line: 4 },
    ])
  })

  it('loses and adds nothing, wherever the pieces end', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '流', '😀', '\ufeff') })
    fc.assert(
      fc.property(text, fc.array(fc.nat(40)), fc.constantFrom(',', undefined), (whole, places, delimiter) => {
        const { chunks } = read(cut(bytes(`x${whole}`), places), delimiter)
        expect(chunks.map((chunk) => chunk.text).join('')).toBe(`x${whole}`)
        for (const [index, { line, text, bytes: own }] of chunks.entries()) {
          const before = chunks.slice(0, index).map((chunk) => chunk.text)
          if (own !== undefined) expect(own).toEqual(bytes(text))
          expect(line).toBe(before.join('').split('\n').length)
        }
      }),
    )
  })

  it('cuts large pieces where lines end, and only there', () => {
    const text = fc.array(fc.tuple(fc.constantFrom('a', '流', '"b\n"'), fc.nat(40_000)), { maxLength: 8 })
    fc.assert(
      fc.property(text, fc.constantFrom(',', undefined), (parts, delimiter) => {
        const whole = parts.map(([letter, times]) => `${letter.repeat(times)}\n`).join('')
        const { chunks } = read([bytes(whole)], delimiter)
        expect(chunks.map((chunk) => chunk.text).join('')).toBe(whole)
        expect(chunks.every((chunk) => chunk.text.endsWith('\n'))).toBe(true)
      }),
      { numRuns: 50 },
    )
    const { chunks } = read([bytes(`${'x'.repeat(999)}\n`.repeat(1000))])
    expect(Math.max(...chunks.map((chunk) => chunk.text.length))).toBeLessThanOrEqual(64 * 1024)
  })

  it('drops a byte order mark at the start alone', () => {
    const { chunks } = read([bytes('\ufeffa\n'), bytes('\ufeffb')])
    expect(chunks.map(({ text }) => text)).toEqual(['a\n', '\ufeffb'])
    expect(chunks.map((chunk) => chunk.bytes)).toEqual([bytes('a\n'), bytes('\ufeffb')])
  })

  it('names the line where bytes are no text', () => {
    const { chunks, problem } = read([bytes('a\nb\n'), bytes('c\n'), Uint8Array.of(0x64, 0x0a, 0xff, 0x0a)])
    expect(chunks).toHaveLength(2)
    expect(problem).toMatchObject({ line: 5, code: 'pack.not-text', message: 'Line 5 is not UTF-8' })
  })

  it('gives up on a line that does not end', () => {
    const piece = bytes('a'.repeat(1024 * 1024))
    expect(read([bytes('1\n'), ...Array.from({ length: 20 }, () => piece)]).problem).toMatchObject({
      line: 2,
      code: 'pack.record-too-long',
    })
  })

  it('gives up on a quote that is never closed, instead of holding the whole file', () => {
    const piece = bytes('a\n'.repeat(512 * 1024))
    const pieces = [bytes('1,x\n2,"'), ...Array.from({ length: 20 }, () => piece)]
    expect(read(pieces, ',').problem).toMatchObject({ line: 2, code: 'pack.record-too-long' })
  })
})
