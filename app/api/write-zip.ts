// A zip archive without compression: text files for people and git, small enough as they are. The
// same files give the same bytes, since no time of writing is recorded.

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
/** Version 2.0, and bit 11: names are UTF-8. */
const VERSION = 20
const UTF8_NAMES = 0x0800
/** 1980-01-01, the first day that the format knows. */
const DATE = 0x0021
const MAX_BYTES = 0xffffffff

export function writeZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const [path, bytes] of files) {
    const name = new TextEncoder().encode(path)
    const described = describeFile(name, bytes)
    const local = concat([numbers([LOCAL_HEADER, 4]), described, name])
    directory.push(
      concat([
        numbers([CENTRAL_HEADER, 4], [VERSION, 2]),
        described,
        // Comment, disk, attributes (two kinds), and where the file begins.
        numbers([0, 2], [0, 2], [0, 2], [0, 4], [at, 4]),
        name,
      ]),
    )
    parts.push(local, bytes)
    at += local.length + bytes.length
    if (at > MAX_BYTES) throw new RangeError('the files are too large for a zip archive')
  }
  const list = concat(directory)
  const end = numbers(
    [END_OF_DIRECTORY, 4],
    [0, 2],
    [0, 2],
    [files.size, 2],
    [files.size, 2],
    [list.length, 4],
    [at, 4],
    [0, 2],
  )
  return concat([...parts, list, end])
}

/** What the local header and the directory say alike: from the version needed to the length of the extra field. */
const describeFile = (name: Uint8Array, bytes: Uint8Array): Uint8Array =>
  numbers(
    ...([
      [VERSION, 2],
      [UTF8_NAMES, 2],
      [0, 2],
      [0, 2],
      [DATE, 2],
    ] as const),
    ...([
      [crc32(bytes), 4],
      [bytes.length, 4],
      [bytes.length, 4],
      [name.length, 2],
      [0, 2],
    ] as const),
  )

/** Little-endian numbers, each with its width in bytes. */
function numbers(...values: readonly (readonly [value: number, width: 2 | 4])[]): Uint8Array {
  const bytes = new Uint8Array(values.reduce((sum, [, width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [value, width] of values) {
    if (width === 2) view.setUint16(at, value, true)
    else view.setUint32(at, value, true)
    at += width
  }
  return bytes
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1
  return value
})

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xffffffff) >>> 0
}
