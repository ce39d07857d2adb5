import { padMessage } from './message-padding.ts'

// FIPS 180-4: SHA-1 and the SHA-2 family.

const rotl = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits))
const rotr = (value: number, bits: number): number => (value >>> bits) | (value << (32 - bits))

export function sha1(message: Uint8Array): Uint8Array {
  const view = padMessage(message, 64, false)
  const state = [0x67452301, 0xefcdab89 | 0, 0x98badcfe | 0, 0x10325476, 0xc3d2e1f0 | 0]
  const words = new Int32Array(80)
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + 4 * i)
    for (let i = 16; i < 80; i++) {
      words[i] = rotl(
        (words[i - 3] as number) ^ (words[i - 8] as number) ^ (words[i - 14] as number) ^ (words[i - 16] as number),
        1,
      )
    }
    let [a, b, c, d, e] = state as [number, number, number, number, number]
    for (let i = 0; i < 80; i++) {
      const [f, k] =
        i < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : i < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : i < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6]
      const next = (rotl(a, 5) + f + e + k + (words[i] as number)) | 0
      e = d
      d = c
      c = rotl(b, 30)
      b = a
      a = next
    }
    for (const [i, value] of [a, b, c, d, e].entries()) state[i] = ((state[i] as number) + value) | 0
  }
  return bytesOf(state)
}

function bytesOf(words: readonly number[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(words.length * 4))
  for (const [i, word] of words.entries()) out.setInt32(4 * i, word)
  return new Uint8Array(out.buffer)
}

function primes(count: number): readonly number[] {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((p) => n % p !== 0)) found.push(n)
  return found
}

/** The first 64 bits of the fraction of a root of a prime, in whole arithmetic. */
function rootFraction(prime: number, degree: bigint): bigint {
  const target = BigInt(prime) << (64n * degree)
  let low = 0n
  let high = 1n << 69n
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (middle ** degree <= target) low = middle
    else high = middle
  }
  return low & 0xffffffffffffffffn
}

const ROUND_KEYS = primes(80).map((p) => rootFraction(p, 3n))
const START_512 = primes(8).map((p) => rootFraction(p, 2n))
const START_384 = primes(16)
  .slice(8)
  .map((p) => rootFraction(p, 2n))
const high32 = (value: bigint): number => Number(BigInt.asIntN(32, value >> 32n))
const low32 = (value: bigint): number => Number(BigInt.asIntN(32, value))
const KEYS_32 = Int32Array.from(ROUND_KEYS.slice(0, 64), high32)

export const sha256 = (message: Uint8Array): Uint8Array => bytesOf(sha2Words(message, START_512.map(high32)))
/** Its start values are the second halves of those of SHA-384. */
export const sha224 = (message: Uint8Array): Uint8Array => bytesOf(sha2Words(message, START_384.map(low32)).slice(0, 7))

function sha2Words(message: Uint8Array, start: readonly number[]): readonly number[] {
  const view = padMessage(message, 64, false)
  const state = [...start]
  const w = new Int32Array(64)
  for (let at = 0; at < view.byteLength; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i)
    for (let i = 16; i < 64; i++) {
      const [x, y] = [w[i - 15] as number, w[i - 2] as number]
      const s0 = rotr(x, 7) ^ rotr(x, 18) ^ (x >>> 3)
      const s1 = rotr(y, 17) ^ rotr(y, 19) ^ (y >>> 10)
      w[i] = (w[i - 16] as number) + s0 + (w[i - 7] as number) + s1
    }
    let [a, b, c, d, e, f, g, h] = state as [number, number, number, number, number, number, number, number]
    for (let i = 0; i < 64; i++) {
      const s1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (KEYS_32[i] as number) + (w[i] as number)) | 0
      const s0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + t1) | 0
      d = c
      c = b
      b = a
      a = (t1 + t2) | 0
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = ((state[i] as number) + value) | 0
  }
  return state
}

export const sha512 = (message: Uint8Array): Uint8Array => longBytes(sha2Longs(message, START_512))
export const sha384 = (message: Uint8Array): Uint8Array => longBytes(sha2Longs(message, START_384)).slice(0, 48)

function longBytes(words: readonly bigint[]): Uint8Array {
  const out = new DataView(new ArrayBuffer(words.length * 8))
  for (const [i, word] of words.entries()) out.setBigUint64(8 * i, word)
  return new Uint8Array(out.buffer)
}

const wide = (value: bigint): bigint => BigInt.asUintN(64, value)
const rotr64 = (value: bigint, bits: bigint): bigint => wide((value >> bits) | (value << (64n - bits)))

function sha2Longs(message: Uint8Array, start: readonly bigint[]): readonly bigint[] {
  const view = padMessage(message, 128, false)
  const state = [...start]
  const w = new BigUint64Array(80)
  for (let at = 0; at < view.byteLength; at += 128) {
    for (let i = 0; i < 16; i++) w[i] = view.getBigUint64(at + 8 * i)
    for (let i = 16; i < 80; i++) {
      const [x, y] = [w[i - 15] as bigint, w[i - 2] as bigint]
      const s0 = rotr64(x, 1n) ^ rotr64(x, 8n) ^ (x >> 7n)
      const s1 = rotr64(y, 19n) ^ rotr64(y, 61n) ^ (y >> 6n)
      w[i] = (w[i - 16] as bigint) + s0 + (w[i - 7] as bigint) + s1
    }
    let [a, b, c, d, e, f, g, h] = state as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
    for (let i = 0; i < 80; i++) {
      const s1 = rotr64(e, 14n) ^ rotr64(e, 18n) ^ rotr64(e, 41n)
      const t1 = wide(h + s1 + ((e & f) ^ (wide(~e) & g)) + (ROUND_KEYS[i] as bigint) + (w[i] as bigint))
      const s0 = rotr64(a, 28n) ^ rotr64(a, 34n) ^ rotr64(a, 39n)
      const t2 = wide(s0 + ((a & b) ^ (a & c) ^ (b & c)))
      h = g
      g = f
      f = e
      e = wide(d + t1)
      d = c
      c = b
      b = a
      a = wide(t1 + t2)
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = wide((state[i] as bigint) + value)
  }
  return state
}
