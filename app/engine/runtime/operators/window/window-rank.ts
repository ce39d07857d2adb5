import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Comparator, Getter, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, WindowState } from '../../operator.ts'
import { placeBehindEqual } from '../rank/sorted-rows.ts'
import type { TimeShift } from './time-shift.ts'
import { WindowBuffer } from './window-buffer.ts'

export interface WindowRankSpec {
  /** The end of a row's window, in local time. */
  readonly windowEnd: Getter<number | null>
  readonly shift: TimeShift
  readonly compare: Comparator
  /** The first and the last rank that are sent. */
  readonly start: number
  readonly end: number
  /** The row with its rank behind; absent where the rank is not asked for. */
  readonly withRank?: (row: Row, rank: number) => Row
}

/** Top-N of a window: its rows are sent when it fires, ties in the order of their arrival. */
export class WindowRank implements Operator {
  readonly #spec: WindowRankSpec
  #context!: OperatorContext
  #buffer!: WindowBuffer
  #windows!: WindowState<Row[]>

  constructor(spec: WindowRankSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#buffer = new WindowBuffer(context, true)
    this.#windows = context.state.window('sorted')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const { windowEnd, shift, compare, end } = this.#spec
    const namespace = windowEnd(row) ?? 0
    const fires = shift.toTimer(namespace - 1)
    if (this.#context.watermark() >= fires) {
      this.#context.late(1)
      return
    }
    let rows = this.#windows.get(namespace)
    if (rows === undefined) {
      rows = []
      this.#windows.set(namespace, rows)
      this.#buffer.add(fires, namespace)
    }
    const place = placeBehindEqual(rows, row, compare)
    if (rows.length >= end) {
      if (place >= rows.length) return
      rows.pop()
    }
    rows.splice(place, 0, row)
  }

  beforeWatermark(watermark: number): void {
    this.#buffer.beforeWatermark(watermark)
  }

  onTimer({ namespace }: Timer): void {
    const rows = this.#windows.get(namespace)
    if (rows === undefined) return
    const { start, withRank } = this.#spec
    for (let rank = start; rank <= rows.length; rank++) {
      const row = rows[rank - 1] as Row
      this.#context.out.push(INSERT, withRank === undefined ? row : withRank(row, rank))
    }
    this.#windows.delete(namespace)
  }
}
