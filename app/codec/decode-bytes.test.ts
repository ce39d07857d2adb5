import { describe, expect, it } from 'vitest'
import { decodeBytes, guessEncoding } from './decode-bytes.ts'

const GB = Uint8Array.of(0xd6, 0xd0, 0x0a, 0xce, 0xc4)

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
    expect(guessEncoding(GB)).toBe('gb18030')
    expect(guessEncoding(new TextEncoder().encode('中文'))).toBe('utf-8')
  })
})
