import { type Change, changelogDecoder, type DecodedMessages } from '../codec/changelog.ts'
import type { DecodeOptions } from '../codec/decode-options.ts'
import { MAX_PROBLEMS, type RowProblem } from '../codec/decoded-rows.ts'
import { type Piece, type TextChunk, textChunks } from '../codec/text-chunks.ts'
import type { KafkaSourceConfig, PackRecord } from '../flow/records.ts'
import { packDelimiter, packReader } from '../pack/decode-pack.ts'
import type { PackBytes } from '../pack/pack-bytes.ts'
import type { RowField } from '../types/logical-type.ts'
import { INSERT } from '../types/row-kind.ts'
import type { Problem } from './report.ts'

/** What arrives at once: a row, or the changes that a message of change data capture holds. */
export type Message = readonly Change[]

export interface MessageSource {
  readonly pack: PackRecord
  readonly bytes: PackBytes
  readonly format: KafkaSourceConfig['format']
  readonly fields: readonly RowField[]
  readonly options: DecodeOptions
}

/** The messages of a pack one by one; of the pack itself a piece is in memory. */
export class MessageReader {
  /** Bytes of the pack, and how many of them have been asked for. */
  readonly size: number
  bytesRead = 0
  readonly #source: MessageSource
  readonly #report: (problem: Problem) => void
  readonly #chunks: ReturnType<typeof textChunks>
  readonly #messages: ChunkMessages
  #problems = 0

  constructor(source: MessageSource, report: (problem: Problem) => void) {
    const { pack, bytes } = source
    this.#source = source
    this.#report = report
    this.size = bytes.size
    this.#chunks = textChunks(this.#pieces(), { encoding: 'utf-8', delimiter: packDelimiter(pack) })
    this.#messages = chunkMessages(source, (problem) => this.#tell(problem))
  }

  next(): Message | 'wait' | undefined {
    for (;;) {
      const message = this.#messages.next()
      if (message !== undefined) return message
      const step = this.#chunks.next()
      if (step.value === 'wait') return 'wait'
      if (step.done) {
        if (step.value !== undefined) this.#tell(step.value)
        return undefined
      }
      this.#messages.open(step.value as TextChunk)
    }
  }

  *#pieces(): Generator<Piece, void> {
    for (const piece of this.#source.bytes.pieces()) {
      if (piece !== 'wait') this.bytesRead += piece.length
      yield piece
    }
  }

  #tell({ severity, line, column, code, message }: RowProblem): void {
    if (this.#problems++ >= MAX_PROBLEMS) return
    const { id, name } = this.#source.pack
    const place = { kind: 'pack', pack: id, line, ...(column === undefined ? {} : { column }) } as const
    this.#report({ severity, code, message: `${name}, line ${line}: ${message}`, place })
  }
}

/** The messages of one chunk after the other. */
interface ChunkMessages {
  open(chunk: TextChunk): void
  /** Undefined at the end of the chunk. */
  next(): Message | undefined
}

function chunkMessages(source: MessageSource, report: (problem: RowProblem) => void): ChunkMessages {
  const { format, pack, fields, options } = source
  if (format === 'debezium-json' || format === 'canal-json') {
    return new ChangelogMessages(changelogDecoder(format, fields, options), report)
  }
  const reader = packReader(pack, fields, options, report)
  return {
    open: (chunk) => reader.open(chunk),
    next: () => {
      const row = reader.next()
      return row && [{ kind: INSERT, row }]
    },
  }
}

class ChangelogMessages implements ChunkMessages {
  readonly #decode: (chunk: TextChunk) => DecodedMessages
  readonly #report: (problem: RowProblem) => void
  #messages: readonly Message[] = []
  #next = 0

  constructor(decode: (chunk: TextChunk) => DecodedMessages, report: (problem: RowProblem) => void) {
    this.#decode = decode
    this.#report = report
  }

  open(chunk: TextChunk): void {
    const { messages, problems } = this.#decode(chunk)
    for (const problem of problems) this.#report(problem)
    this.#messages = messages
    this.#next = 0
  }

  next(): Message | undefined {
    return this.#messages[this.#next++]
  }
}
