import { describe, expect, it } from 'vitest'
import { decodeBytes, guessEncoding } from './decode-bytes.ts'

const GB = Uint8Array.of(0xd6, 0xd0, 0x0a, 0xce, 0xc4)

function guess(bytes: Uint8Array): string | undefined {
  const steps = guessEncoding(bytes)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

describe('decodeBytes', () => {
  it('reads UTF-8 without its byte order mark', () => {
    expect(decodeBytes(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 'utf-8')).toEqual({ ok: true, value: 'a' })
  })

  it('reads GB18030', () => {
    expect(decodeBytes(GB, 'gb18030')).toEqual({ ok: true, value: '中\n文' })
  })

  it('names the line that is not of the encoding', () => {
    const bytes = new TextEncoder().encode('one\ntwo\n')
    const broken = new Uint8Array([...bytes, 0xff, 0x0a])
    expect(decodeBytes(broken, 'utf-8')).toMatchObject({ ok: false, error: { line: 3 } })
  })

  it('guesses the encoding', () => {
    expect(guess(GB)).toBe('gb18030')
    expect(guess(new TextEncoder().encode('中文'))).toBe('utf-8')
    expect(guess(new Uint8Array())).toBe('utf-8')
    expect(guess(Uint8Array.of(0xff, 0xff))).toBe('utf-8')
  })

  it('guesses by all bytes, step by step', () => {
    const long = new Uint8Array(600_000).fill(0x61)
    for (let line = 100; line < long.length; line += 100) long[line] = 0x0a
    expect([...guessEncoding(long)].length).toBeGreaterThan(1)
    long.set(GB, 590_001)
    expect(guess(long)).toBe('gb18030')
  })
})
