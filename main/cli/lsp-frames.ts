/** A message of JSON-RPC as it came: the text of its body. */
export interface FrameReader {
  push(bytes: Uint8Array): readonly string[]
}

/** More than any script: a length like this is a mistake, and nothing is kept for it. */
const LONGEST = 64 * 1024 * 1024
const HEADER_END = '\r\n\r\n'
const LONGEST_HEADER = 8 * 1024

/**
 * Takes bytes as they come and gives out the bodies of whole messages: `Content-Length: n`, an empty line, n bytes
 * of UTF-8. What is no header is skipped up to the next one.
 */
export function createFrameReader(): FrameReader {
  let held = Buffer.alloc(0)
  const takeOne = (): string | undefined => {
    for (;;) {
      const end = held.indexOf(HEADER_END)
      if (end < 0) {
        if (held.length > LONGEST_HEADER) held = held.subarray(-LONGEST_HEADER)
        return undefined
      }
      const length = /content-length:\s*(\d+)\s*(?:\r\n|$)/i.exec(held.toString('latin1', 0, end))?.[1]
      const start = end + HEADER_END.length
      if (length === undefined || Number(length) > LONGEST) {
        held = held.subarray(start)
        continue
      }
      if (held.length < start + Number(length)) return undefined
      const body = held.toString('utf8', start, start + Number(length))
      held = held.subarray(start + Number(length))
      return body
    }
  }
  return {
    push(bytes) {
      held = held.length === 0 ? Buffer.from(bytes) : Buffer.concat([held, bytes])
      const bodies: string[] = []
      for (let body = takeOne(); body !== undefined; body = takeOne()) bodies.push(body)
      return bodies
    },
  }
}

export function frame(message: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(message))
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body])
}
