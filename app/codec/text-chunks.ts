import { recordEnd } from './csv/record-end.ts'
import { decodeBytes, type Encoding, type UndecodableBytes } from './decode-bytes.ts'
import type { RowProblem } from './decoded-rows.ts'

/** Bytes of a file in order; 'wait' says that the next ones are not at hand yet. */
export type Piece = Uint8Array | 'wait'

/** Text of whole records. */
export interface TextChunk {
  readonly text: string
  /** The line of the file (from 1) that it begins with. */
  readonly line: number
  /** The byte of the file that it begins with, where reading may start anew. */
  readonly offset?: number
  /** The text in UTF-8, where it is at hand. */
  readonly bytes?: Uint8Array
}

export interface ChunkForm {
  readonly encoding: Encoding
  /** The delimiter of CSV, whose records may hold line ends; of NDJSON a line is a record. */
  readonly delimiter: string | undefined
}

/** Where in the file the first piece begins. */
export interface ChunkStart {
  readonly line: number
  readonly offset: number
}

const FILE_START: ChunkStart = { line: 1, offset: 0 }

/** Bytes of a chunk: larger texts would not lie among the small objects of the engine, which take much less time. */
const CHUNK = 64 * 1024
/** A record that is longer is a mistake, such as a quote that is never closed, and would fill the memory. */
const MAX_RECORD = 16 * 1024 * 1024

/**
 * The text of a file that comes in pieces, cut where records end, so that each chunk can be decoded by
 * itself. Returns early, with the problem, where bytes are no text or a record has no end.
 */
export function* textChunks(
  pieces: Iterable<Piece>,
  { encoding, delimiter }: ChunkForm,
  start: ChunkStart = FILE_START,
): Generator<TextChunk | 'wait', RowProblem | undefined> {
  const isWhole = delimiter === undefined ? (text: string) => text.length : (text: string) => recordEnd(text, delimiter)
  let rest = ''
  let { line, offset } = start
  for (const lines of wholeLines(pieces)) {
    if (lines === 'endless') return tooLong(line)
    if (lines === 'wait') {
      yield lines
      continue
    }
    for (let cut = 0; cut < lines.length; ) {
      // Longer where a record is long, not to look at its start again and again.
      const bytes = firstLines(lines, cut, CHUNK + 4 * rest.length)
      cut += bytes.length
      const decoded = decodeBytes(bytes, encoding, offset === 0)
      if (!decoded.ok) return notText(decoded.error, line + lineCount(rest))
      const text = rest + decoded.value
      const end = isWhole(text)
      if (end > 0) {
        const chunk = { text: text.slice(0, end), line }
        if (rest !== '') yield chunk
        else if (end < text.length || encoding !== 'utf-8') yield { ...chunk, offset }
        else yield { ...chunk, offset, bytes: offset === 0 ? withoutMark(bytes) : bytes }
      }
      offset += bytes.length
      rest = text.slice(end)
      line += lineCount(text, end)
      if (rest.length > MAX_RECORD) return tooLong(line)
    }
  }
  if (rest !== '') yield { text: rest, line }
  return undefined
}

function notText({ line, message }: UndecodableBytes, firstLine: number): RowProblem {
  const bad = firstLine + line - 1
  return { severity: 'error', line: bad, code: 'pack.not-text', message: message.replace(/\d+/, String(bad)) }
}

function tooLong(line: number): RowProblem {
  const message = `The record that begins at line ${line} has no end within ${MAX_RECORD / 1024 / 1024} MB`
  return { severity: 'error', line, code: 'pack.record-too-long', message }
}

const LINE_FEED = 0x0a

/** No encoding uses a line feed inside of a character, so whole lines are whole characters. */
function* wholeLines(pieces: Iterable<Piece>): Generator<Piece | 'endless'> {
  let rest: Uint8Array[] = []
  let held = 0
  for (const piece of pieces) {
    if (piece === 'wait') {
      yield piece
      continue
    }
    const end = piece.lastIndexOf(LINE_FEED) + 1
    if (end === 0 && held > MAX_RECORD) return yield 'endless'
    if (end > 0) {
      const joint = rest.length === 0 ? 0 : firstLines(piece.subarray(0, end), 0, CHUNK).length
      if (joint > 0) yield joined([...rest, piece.subarray(0, joint)])
      if (joint < end) yield piece.subarray(joint, end)
      rest = []
      held = 0
    }
    if (end < piece.length) rest.push(piece.subarray(end))
    held += piece.length - end
  }
  if (held > 0) yield joined(rest)
}

/** Whole lines from a place on, of at most so many bytes if there is a line end among them. */
function firstLines(bytes: Uint8Array, from: number, size: number): Uint8Array {
  if (bytes.length - from <= size) return bytes.subarray(from)
  const within = bytes.lastIndexOf(LINE_FEED, from + size - 1)
  const end = within >= from ? within : bytes.indexOf(LINE_FEED, from + size)
  return bytes.subarray(from, end < 0 ? bytes.length : end + 1)
}

/** As the text has no byte order mark. */
const withoutMark = (bytes: Uint8Array): Uint8Array =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Line feeds in the first characters of a text. */
function lineCount(text: string, end = text.length): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) count++
  return count
}
