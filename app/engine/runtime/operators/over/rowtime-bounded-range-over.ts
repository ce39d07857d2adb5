import { hashMapBucket, javaLongHash } from '../../../../types/java-hash.ts'
import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Accumulators } from '../../../compiled.ts'
import type { Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, ValueState } from '../../operator.ts'
import type { RowtimeOverSpec } from './over-spec.ts'

interface Frame {
  /** Rows by time: those that wait, and those that the frame may still hold. */
  readonly rows: Map<number, Row[]>
  /** So many times were there at once. */
  most: number
  accumulators: Accumulators | undefined
  /** The last time that was sent; what is not after it is late. */
  fired: number
  /** When the key is forgotten, and with it what is late. */
  forget: number | undefined
}

/** The rows of a span of time before each row. A key without rows for one and a half spans is forgotten. */
export class RowtimeBoundedRangeOver implements Operator {
  readonly #spec: RowtimeOverSpec
  readonly #span: number
  #context!: OperatorContext
  #frames!: ValueState<Frame>

  constructor(spec: RowtimeOverSpec, preceding: number) {
    this.#spec = spec
    this.#span = preceding
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#frames = context.state.value('frame')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const time = this.#spec.time(row) ?? 0
    let frame = this.#frames.get()
    if (time <= (frame?.fired ?? 0)) {
      this.#context.late(1)
      return
    }
    if (frame === undefined) {
      frame = { rows: new Map(), most: 0, accumulators: undefined, fired: 0, forget: undefined }
      this.#frames.set(frame)
    }
    const rows = frame.rows.get(time)
    if (rows !== undefined) rows.push(row)
    else {
      frame.rows.set(time, [row])
      frame.most = Math.max(frame.most, frame.rows.size)
      this.#context.timers.event(time)
    }
    if (frame.forget !== undefined && frame.forget >= time + this.#span + 1) return
    frame.forget = time + Math.trunc(this.#span * 1.5) + 1
    this.#context.timers.event(frame.forget)
  }

  onTimer({ time }: Timer): void {
    const frame = this.#frames.get()
    if (frame === undefined) {
      // Only to clear: as in Flink, a timer of a forgotten key leaves its time behind.
      this.#frames.set({ rows: new Map(), most: 0, accumulators: undefined, fired: time, forget: undefined })
      return
    }
    if (frame.forget !== undefined && frame.forget <= time) {
      this.#frames.clear()
      return
    }
    const rows = frame.rows.get(time)
    if (rows !== undefined) this.#send(frame, rows, time)
    frame.fired = time
  }

  #send(frame: Frame, rows: readonly Row[], time: number): void {
    const { handler } = this.#spec
    frame.accumulators ??= handler.create()
    const { accumulators } = frame
    for (const old of this.#gone(frame, time)) {
      for (const row of frame.rows.get(old) ?? []) handler.retract(accumulators, row)
      frame.rows.delete(old)
    }
    for (const row of rows) handler.accumulate(accumulators, row)
    for (const row of rows) this.#context.out.push(INSERT, handler.result(row, accumulators))
  }

  /** The times that the frame has left, in the order in which Flink's HashMap lists them: the last digits of sums show it. */
  #gone(frame: Frame, time: number): readonly number[] {
    const gone = [...frame.rows.keys()].filter((old) => time - old > this.#span)
    if (gone.length < 2) return gone
    return gone
      .map((old) => ({ old, bucket: hashMapBucket(javaLongHash(old), frame.most) }))
      .sort((a, b) => a.bucket - b.bucket)
      .map(({ old }) => old)
  }
}
