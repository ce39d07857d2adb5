import { padMessage } from './message-padding.ts'

const SHIFTS = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const SINES = Array.from({ length: 64 }, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32) | 0)

const rotate = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits))

/** RFC 1321. */
export function md5(message: Uint8Array): Uint8Array {
  const view = padMessage(message, 64, true)
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476]
  for (let at = 0; at < view.byteLength; at += 64) {
    let [a, b, c, d] = state as [number, number, number, number]
    for (let i = 0; i < 64; i++) {
      const round = i >> 4
      const f =
        round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d)
      const word = round === 0 ? i : round === 1 ? (5 * i + 1) % 16 : round === 2 ? (3 * i + 5) % 16 : (7 * i) % 16
      const sum = (a + f + (SINES[i] as number) + view.getInt32(at + 4 * word, true)) | 0
      const turned = (b + rotate(sum, SHIFTS[round * 4 + (i % 4)] as number)) | 0
      a = d
      d = c
      c = b
      b = turned
    }
    for (const [i, value] of [a, b, c, d].entries()) state[i] = ((state[i] as number) + value) | 0
  }
  const out = new DataView(new ArrayBuffer(16))
  for (const [i, word] of state.entries()) out.setInt32(4 * i, word, true)
  return new Uint8Array(out.buffer)
}
