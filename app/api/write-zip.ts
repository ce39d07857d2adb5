// A zip archive without compression: text files for people and git, small enough as they are. The
// same files give the same bytes, since no time of writing is recorded.

/** Content that need not fit into the memory. It is gone through twice: its checksum stands before it. */
export interface ZipContent {
  readonly size: number
  readonly checkedPieces: () => Iterable<Uint8Array>
  readonly pieces: () => Iterable<Uint8Array>
}

/** Bytes of the archive, or how many bytes of a content have gone into its checksum. */
export type ZipStep = Uint8Array | { readonly checked: number }

const LOCAL_HEADER = 0x04034b50
const CENTRAL_HEADER = 0x02014b50
const END_OF_DIRECTORY = 0x06054b50
const LONG_END_OF_DIRECTORY = 0x06064b50
const LONG_END_PLACE = 0x07064b50
const LONG_SIZES = 0x0001
/** Version 4.5, which knows long sizes, and bit 11: names are UTF-8. */
const VERSION = 45
const UTF8_NAMES = 0x0800
/** 1980-01-01, the first day that the format knows. */
const DATE = 0x0021
const MOST_FILES = 0xffff
/** What stands where a number has no room, and is found in its long form. */
const ELSEWHERE = 0xffffffff

interface Entry {
  readonly name: Uint8Array
  readonly sum: number
  readonly size: number
  readonly at: number
}

/** Piece by piece. Numbers beyond `most` are written in their long form. */
export function* writeZip(
  files: ReadonlyMap<string, Uint8Array | ZipContent>,
  most = ELSEWHERE,
): Generator<ZipStep, void> {
  const entries: Entry[] = []
  let at = 0
  for (const [path, file] of files) {
    const content = file instanceof Uint8Array ? wholeContent(file) : file
    let crc = CRC_START
    for (const piece of content.checkedPieces()) {
      crc = crc32(crc, piece)
      yield { checked: piece.length }
    }
    const entry = { name: new TextEncoder().encode(path), sum: (crc ^ CRC_START) >>> 0, size: content.size, at }
    entries.push(entry)
    const header = localHeader(entry, most)
    yield header
    yield* content.pieces()
    at += header.length + content.size
  }
  const directory = concat(entries.map((entry) => centralHeader(entry, most)))
  yield directory
  yield endOfDirectory(entries.length, directory.length, at, most)
}

const wholeContent = (bytes: Uint8Array): ZipContent => ({
  size: bytes.length,
  checkedPieces: () => [bytes],
  pieces: () => [bytes],
})

function localHeader({ name, sum, size }: Entry, most: number): Uint8Array {
  const isLong = size >= most
  const long = isLong ? numbers([LONG_SIZES, 2], [16, 2], [size, 8], [size, 8]) : numbers()
  return concat([numbers([LOCAL_HEADER, 4]), describeFile(sum, isLong ? ELSEWHERE : size, name, long), name, long])
}

function centralHeader({ name, sum, size, at }: Entry, most: number): Uint8Array {
  const isLong = size >= most || at >= most
  const long = isLong ? numbers([LONG_SIZES, 2], [24, 2], [size, 8], [size, 8], [at, 8]) : numbers()
  return concat([
    numbers([CENTRAL_HEADER, 4], [VERSION, 2]),
    describeFile(sum, isLong ? ELSEWHERE : size, name, long),
    // Comment, disk, attributes (two kinds), and where the file begins.
    numbers([0, 2], [0, 2], [0, 2], [0, 4], [isLong ? ELSEWHERE : at, 4]),
    name,
    long,
  ])
}

function endOfDirectory(count: number, length: number, at: number, most: number): Uint8Array {
  const isLong = count >= MOST_FILES || at + length >= most
  const long = isLong
    ? concat([
        numbers([LONG_END_OF_DIRECTORY, 4], [44, 8], [VERSION, 2], [VERSION, 2], [0, 4], [0, 4]),
        numbers([count, 8], [count, 8], [length, 8], [at, 8]),
        numbers([LONG_END_PLACE, 4], [0, 4], [at + length, 8], [1, 4]),
      ])
    : numbers()
  const files = isLong ? MOST_FILES : count
  const [size, place] = isLong ? [ELSEWHERE, ELSEWHERE] : [length, at]
  const end = numbers([END_OF_DIRECTORY, 4], [0, 2], [0, 2], [files, 2], [files, 2], [size, 4], [place, 4], [0, 2])
  return concat([long, end])
}

/** What the local header and the directory say alike: from the version needed to the length of the extra field. */
const describeFile = (sum: number, size: number, name: Uint8Array, extra: Uint8Array): Uint8Array =>
  concat([
    numbers([VERSION, 2], [UTF8_NAMES, 2], [0, 2], [0, 2], [DATE, 2]),
    numbers([sum, 4], [size, 4], [size, 4], [name.length, 2], [extra.length, 2]),
  ])

/** Little-endian numbers, each with its width in bytes. */
function numbers(...values: readonly (readonly [value: number, width: 2 | 4 | 8])[]): Uint8Array {
  const bytes = new Uint8Array(values.reduce((sum, [, width]) => sum + width, 0))
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [value, width] of values) {
    if (width === 2) view.setUint16(at, value, true)
    else if (width === 4) view.setUint32(at, value, true)
    else view.setBigUint64(at, BigInt(value), true)
    at += width
  }
  return bytes
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
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
const CRC_START = 0xffffffff

function crc32(before: number, bytes: Uint8Array): number {
  let crc = before
  for (let at = 0; at < bytes.length; at++) crc = (CRC_TABLE[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8)
  return crc
}
