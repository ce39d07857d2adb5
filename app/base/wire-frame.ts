// A message that may hold bytes, as one block: the length of the text, the message as JSON with null
// where bytes stand, and the bytes. The places of the bytes are paths, so that no value of the
// message can be mistaken for one.

interface Header {
  readonly message: unknown
  readonly bytes: readonly (readonly [path: readonly (string | number)[], length: number])[]
}

const LENGTH_BYTES = 4

export function encodeFrame(message: unknown): Uint8Array<ArrayBuffer> {
  const blocks: { readonly path: readonly (string | number)[]; readonly bytes: Uint8Array }[] = []
  const bare = takeBytes(message, [], blocks)
  const header: Header = { message: bare, bytes: blocks.map(({ path, bytes }) => [path, bytes.length]) }
  const text = new TextEncoder().encode(JSON.stringify(header))
  const total = blocks.reduce((sum, { bytes }) => sum + bytes.length, LENGTH_BYTES + text.length)
  const frame = new Uint8Array(total)
  new DataView(frame.buffer).setUint32(0, text.length)
  frame.set(text, LENGTH_BYTES)
  let at = LENGTH_BYTES + text.length
  for (const { bytes } of blocks) {
    frame.set(bytes, at)
    at += bytes.length
  }
  return frame
}

/** The message, or undefined when the block is not a frame. Trusts nothing in it. */
export function decodeFrame(frame: Uint8Array): unknown {
  if (frame.length < LENGTH_BYTES) return undefined
  const length = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(0)
  if (LENGTH_BYTES + length > frame.length) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(LENGTH_BYTES, LENGTH_BYTES + length))
    const header: unknown = JSON.parse(text)
    if (!isHeader(header)) return undefined
    let at = LENGTH_BYTES + length
    let { message } = header
    for (const [path, size] of header.bytes) {
      if (!Number.isSafeInteger(size) || size < 0 || at + size > frame.length) return undefined
      // A plain copy: the frame may be one of Node's Buffers, whose slices are Buffers and shared.
      const put = putBytes(message, path, new Uint8Array(frame.subarray(at, at + size)))
      if (put === undefined) return undefined
      message = put
      at += size
    }
    return at === frame.length ? message : undefined
  } catch {
    return undefined
  }
}

function takeBytes(
  value: unknown,
  path: readonly (string | number)[],
  blocks: { readonly path: readonly (string | number)[]; readonly bytes: Uint8Array }[],
): unknown {
  if (value instanceof Uint8Array) {
    blocks.push({ path, bytes: value })
    return null
  }
  if (typeof value !== 'object' || value === null) return value
  const before = blocks.length
  if (Array.isArray(value)) {
    const items = value.map((item, index) => takeBytes(item, [...path, index], blocks))
    return blocks.length === before ? value : items
  }
  const fields = Object.entries(value).map(([key, field]) => [key, takeBytes(field, [...path, key], blocks)] as const)
  return blocks.length === before ? value : Object.fromEntries(fields)
}

/** The message with the bytes in their place, or undefined when there is no such place. */
function putBytes(message: unknown, path: readonly (string | number)[], bytes: Uint8Array): unknown {
  const last = path.at(-1)
  if (last === undefined) return message === null ? bytes : undefined
  let holder: unknown = message
  for (const key of path.slice(0, -1)) {
    if (!hasPlace(holder, key)) return undefined
    holder = holder[key]
  }
  if (!hasPlace(holder, last) || holder[last] !== null) return undefined
  holder[last] = bytes
  return message
}

const hasPlace = (holder: unknown, key: string | number): holder is Record<string | number, unknown> =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)

function isHeader(value: unknown): value is Header {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    'bytes' in value &&
    Array.isArray(value.bytes) &&
    value.bytes.every((entry) => Array.isArray(entry) && Array.isArray(entry[0]))
  )
}
