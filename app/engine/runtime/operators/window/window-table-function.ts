import type { RowKind } from '../../../../types/row-kind.ts'
import type { Value } from '../../../../types/value.ts'
import type { Getter, Row } from '../../../row.ts'
import type { Operator, OperatorContext } from '../../operator.ts'
import { nullRowtime } from '../null-rowtime.ts'
import type { TimeShift } from './time-shift.ts'
import type { WindowAssigner } from './window-assigner.ts'
import { windowValues } from './window-output.ts'

export interface WindowTableFunctionSpec {
  /** Row time in milliseconds; absent for processing time. */
  readonly time?: Getter<number | null>
  readonly windows: WindowAssigner
  readonly shift: TimeShift
  /** The row with the window's columns after its own. */
  readonly append: (row: Row, window: readonly Value[]) => Row
}

/** TUMBLE, HOP and CUMULATE as tables: each row at once with each of its windows, however late it is. */
export class WindowTableFunction implements Operator {
  readonly #spec: WindowTableFunctionSpec
  #context!: OperatorContext

  constructor(spec: WindowTableFunctionSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#context = context
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const { time, shift, windows, append } = this.#spec
    const instant = time === undefined ? this.#context.now() : time(row)
    if (instant === null) throw nullRowtime()
    for (const { start, end } of windows(shift.toLocal(instant))) {
      const values = windowValues(start, end, shift)
      this.#context.out.push(kind, append(row, time === undefined ? atProcessingTime(values, instant) : values))
    }
  }
}

/** The time of a window on processing time is whatever time it is. */
export const atProcessingTime = ([start = null, end = null]: readonly Value[], now: number): readonly Value[] => [
  start,
  end,
  now,
]
