import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from './wire-frame.ts'

const bytes = (...values: number[]) => new Uint8Array(values)

describe('a wire frame', () => {
  it.each([
    ['no bytes', { call: 1, args: ['a', null, { b: [true, 'Größe 流'] }] }],
    ['bytes in a list', { args: ['x', 0, bytes(1, 2, 255)] }],
    ['bytes in several places', { a: bytes(), b: { c: [bytes(7), null, bytes(8, 9)] } }],
    ['bytes and nothing else', bytes(5)],
    ['bytes under an odd key', { 'a.b': { __x: bytes(1) } }],
  ])('gives back a message with %s', (_, message) => {
    expect(decodeFrame(encodeFrame(message))).toEqual(message)
  })

  it('gives back any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(decodeFrame(encodeFrame(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  it('does not mistake garbage for a message', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (garbage) => decodeFrame(garbage) === undefined))
  })

  it.each([
    ['a path through the prototype', { message: {}, bytes: [[['__proto__', 'x'], 1]] }],
    ['a path to what is not a gap', { message: { a: 1 }, bytes: [[['a'], 1]] }],
    ['a path to nowhere', { message: {}, bytes: [[['a', 'b'], 1]] }],
    ['more bytes than there are', { message: { a: null }, bytes: [[['a'], 2]] }],
    ['fewer bytes than there are', { message: { a: null }, bytes: [[['a'], 0]] }],
    ['a negative length', { message: { a: null }, bytes: [[['a'], -1]] }],
    ['no message', { bytes: [] }],
  ])('refuses a header with %s', (_, header) => {
    const text = new TextEncoder().encode(JSON.stringify(header))
    const frame = new Uint8Array(4 + text.length + 1)
    new DataView(frame.buffer).setUint32(0, text.length)
    frame.set(text, 4)
    expect(decodeFrame(frame)).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})
