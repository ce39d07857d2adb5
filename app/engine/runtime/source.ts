import type { RowKind } from '../../types/row-kind.ts'
import type { Value } from '../../types/value.ts'
import type { Getter, Row } from '../row.ts'
import type { OutputPort } from './output-port.ts'
import { MAX_WATERMARK, MIN_WATERMARK } from './watermark.ts'

export interface SourceSpec {
  readonly table: string
  /** Takes the columns that are read out of the values of a feed row. */
  readonly toRow: (values: readonly Value[]) => Row
  /** Watermark of a row, where the source itself makes them (Kafka). */
  readonly watermark?: Getter<number | null>
}

/** A scan of a table: takes the table's feed events, sends rows, watermarks and idleness. */
export class Source {
  readonly table: string
  readonly #toRow: SourceSpec['toRow']
  readonly #timeOf: Getter<number | null> | undefined
  readonly #out: OutputPort
  readonly #partitions = new Map<number, number>()
  #watermark = MIN_WATERMARK
  #ended = false

  constructor(spec: SourceSpec, out: OutputPort) {
    this.table = spec.table
    this.#toRow = spec.toRow
    this.#timeOf = spec.watermark
    this.#out = out
  }

  get ended(): boolean {
    return this.#ended
  }

  /** Partitions that exist from the start: one without rows holds the watermark back, as in Kafka. */
  expectPartitions(partitions: Iterable<number>): void {
    for (const partition of partitions) this.#partitions.set(partition, MIN_WATERMARK)
  }

  push(kind: RowKind, values: readonly Value[], partition: number): void {
    if (this.#ended) return
    const row = this.#toRow(values)
    this.#out.push(kind, row)
    if (this.#timeOf === undefined) return
    const time = this.#timeOf(row)
    if (time !== null) this.#partitionWatermark(partition, time)
  }

  /** A watermark that the feed brings (SOURCE_WATERMARK()); it also ends idleness. */
  watermark(time: number): void {
    if (this.#ended || time <= this.#watermark) return
    this.#watermark = time
    this.#out.idle(false)
    this.#out.watermark(time)
  }

  idle(idle: boolean): void {
    if (!this.#ended) this.#out.idle(idle)
  }

  /** Bounded input is over: the last watermark, which an idle source never sends. */
  end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#out.watermark(MAX_WATERMARK)
  }

  #partitionWatermark(partition: number, time: number): void {
    const before = this.#partitions.get(partition) ?? MIN_WATERMARK
    if (time <= before) return
    this.#partitions.set(partition, time)
    let least = MAX_WATERMARK
    for (const each of this.#partitions.values()) if (each < least) least = each
    this.watermark(least)
  }
}
