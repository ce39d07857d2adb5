import { failed, ok, type Result } from '../base/result.ts'

export type Encoding = 'utf-8' | 'gb18030'

export interface UndecodableBytes {
  readonly line: number
  readonly message: string
}

/**
 * The text of the bytes; at the start of a file without its byte order mark. Bytes that are none of the
 * encoding are an error with its line, never replaced.
 */
export function decodeBytes(bytes: Uint8Array, encoding: Encoding, isStart = true): Result<string, UndecodableBytes> {
  try {
    return ok(new TextDecoder(encoding, { fatal: true, ignoreBOM: !isStart }).decode(bytes))
  } catch {
    const line = firstBadLine(bytes, encoding)
    return failed({ line, message: `Line ${line} is not ${encoding.toUpperCase()}` })
  }
}

/** GB18030 where the bytes are not UTF-8 but can be that, else UTF-8. */
export function guessEncoding(bytes: Uint8Array): Encoding {
  if (decodeBytes(bytes, 'utf-8').ok) return 'utf-8'
  return decodeBytes(bytes, 'gb18030').ok ? 'gb18030' : 'utf-8'
}

const LINE_FEED = 0x0a

/** Neither encoding uses a line feed inside of a character. */
function firstBadLine(bytes: Uint8Array, encoding: Encoding): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(LINE_FEED, start)
    const end = newline < 0 ? bytes.length : newline
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(start, end))
    } catch {
      return line
    }
    start = end + 1
  }
  return line
}
