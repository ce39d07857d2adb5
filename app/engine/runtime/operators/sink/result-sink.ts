import type { RowKind } from '../../../../types/row-kind.ts'
import type { Value } from '../../../../types/value.ts'
import type { Row } from '../../../row.ts'
import type { Operator } from '../../operator.ts'

/** Receives what reaches a sink, in order. */
export interface SinkListener {
  row(kind: RowKind, values: readonly Value[]): void
  /** Absent where nobody wants to know. */
  watermark?(time: number): void
}

/** The end of a job: hands rows and watermarks to whoever listens. */
export class ResultSink implements Operator {
  readonly #toValues: (row: Row) => readonly Value[]
  readonly #listener: SinkListener
  readonly #check: ((values: readonly Value[]) => void) | undefined
  readonly onWatermark?: (watermark: number) => void

  constructor(
    toValues: (row: Row) => readonly Value[],
    listener: SinkListener,
    check?: (values: readonly Value[]) => void,
  ) {
    this.#toValues = toValues
    this.#listener = listener
    this.#check = check
    if (listener.watermark !== undefined) this.onWatermark = (watermark) => listener.watermark?.(watermark)
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const values = this.#toValues(row)
    this.#check?.(values)
    this.#listener.row(kind, values)
  }
}
