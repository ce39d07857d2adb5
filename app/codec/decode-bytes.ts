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

/** GB18030 where the bytes are not UTF-8 but can be that, else UTF-8. Yields between its steps. */
export function* guessEncoding(bytes: Uint8Array): Generator<void, Encoding> {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    let isPossible = true
    for (let from = 0; isPossible && from < bytes.length; ) {
      const end = lineEnd(bytes, from + STEP)
      isPossible = decodeBytes(bytes.subarray(from, end), encoding).ok
      from = end
      yield
    }
    if (isPossible) return encoding
  }
  return 'utf-8'
}

const LINE_FEED = 0x0a
const STEP = 256 * 1024

/** Behind the first line feed from a byte on. No encoding uses one inside of a character. */
export function lineEnd(bytes: Uint8Array, from: number): number {
  const feed = bytes.indexOf(LINE_FEED, from)
  return feed < 0 ? bytes.length : feed + 1
}

function firstBadLine(bytes: Uint8Array, encoding: Encoding): number {
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = lineEnd(bytes, start)
    try {
      new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(start, end))
    } catch {
      return line
    }
    start = end
  }
  return line
}
