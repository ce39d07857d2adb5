import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Getter, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, WindowState } from '../../operator.ts'
import type { TimeShift } from './time-shift.ts'
import { WindowBuffer } from './window-buffer.ts'

export interface WindowDeduplicateSpec {
  /** The end of a row's window, in local time. */
  readonly windowEnd: Getter<number | null>
  readonly shift: TimeShift
  readonly time: Getter<number | null>
  /** The last row by time instead of the first; of equal times the first stays first, the last is last. */
  readonly keepLast: boolean
}

/** The first or the last row of a window by time, sent when the window fires. */
export class WindowDeduplicate implements Operator {
  readonly #spec: WindowDeduplicateSpec
  #context!: OperatorContext
  #buffer!: WindowBuffer
  #kept!: WindowState<Row>

  constructor(spec: WindowDeduplicateSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#buffer = new WindowBuffer(context, true)
    this.#kept = context.state.window('kept')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const { windowEnd, shift } = this.#spec
    const end = windowEnd(row) ?? 0
    const fires = shift.toTimer(end - 1)
    if (this.#context.watermark() >= fires) {
      this.#context.late(1)
      return
    }
    const kept = this.#kept.get(end)
    if (kept === undefined) this.#buffer.add(fires, end)
    if (kept === undefined || this.#replaces(row, kept)) this.#kept.set(end, row)
  }

  beforeWatermark(watermark: number): void {
    this.#buffer.beforeWatermark(watermark)
  }

  onTimer({ namespace: end }: Timer): void {
    const kept = this.#kept.get(end)
    if (kept === undefined) return
    this.#context.out.push(INSERT, kept)
    this.#kept.delete(end)
  }

  #replaces(row: Row, kept: Row): boolean {
    const { time, keepLast } = this.#spec
    const [now, before] = [time(row) ?? 0, time(kept) ?? 0]
    return keepLast ? now >= before : now < before
  }
}
