import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Concat, Getter, JoinPredicate, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, WindowState } from '../../operator.ts'
import type { TimeShift } from './time-shift.ts'

export interface WindowJoinSpec {
  /** The end of a row's window, in local time. */
  readonly ends: readonly [Getter<number | null>, Getter<number | null>]
  readonly shift: TimeShift
  /** What has to hold besides the equality of windows and keys. */
  readonly condition?: JoinPredicate
  readonly hasNullKey: readonly [(row: Row) => boolean, (row: Row) => boolean]
  readonly output: WindowJoinOutput
}

export type WindowJoinOutput =
  | {
      readonly kind: 'joined'
      readonly concat: Concat
      /** Whether rows of a side come out without a match, too. */
      readonly outer: readonly [boolean, boolean]
      /** What stands for the columns of a side that is missing. */
      readonly nulls: readonly [Row, Row]
    }
  /** SEMI and ANTI give left rows. */
  | { readonly kind: 'left'; readonly anti: boolean }

const NONE: readonly Row[] = []

/**
 * Joins the rows of one window when it fires. Windows go by their end alone, as in Flink: sessions that end
 * together are joined wherever they began. Late rows are dropped, and nobody counts them.
 */
export class WindowJoin implements Operator {
  readonly #spec: WindowJoinSpec
  #context!: OperatorContext
  #rows!: readonly [WindowState<Row[]>, WindowState<Row[]>]

  constructor(spec: WindowJoinSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#rows = [context.state.window('left'), context.state.window('right')]
  }

  push(input: number, _kind: RowKind, row: Row): void {
    const side = input === 0 ? 0 : 1
    const { ends, shift } = this.#spec
    const end = ends[side](row) ?? 0
    const fires = shift.toTimer(end - 1)
    if (this.#context.watermark() >= fires) return
    const rows = this.#rows[side].get(end)
    if (rows === undefined) this.#rows[side].set(end, [row])
    else rows.push(row)
    this.#context.timers.event(fires, end)
  }

  onTimer({ namespace: end }: Timer): void {
    const left = this.#rows[0].get(end) ?? NONE
    const right = this.#rows[1].get(end) ?? NONE
    const { output } = this.#spec
    if (output.kind === 'left') this.#filter(left, right, output.anti)
    else if (output.outer[1] && !output.outer[0]) this.#rightOuter(left, right, output)
    else this.#join(left, right, output)
    this.#rows[0].delete(end)
    this.#rows[1].delete(end)
  }

  #filter(left: readonly Row[], right: readonly Row[], anti: boolean): void {
    for (const row of left) {
      const matches = right.some((other) => this.#matches(row, other))
      if (matches !== anti) this.#context.out.push(INSERT, row)
    }
  }

  #join(left: readonly Row[], right: readonly Row[], output: WindowJoinOutput & { kind: 'joined' }): void {
    const { concat, outer, nulls } = output
    const matched = new Set<Row>()
    for (const row of left) {
      let found = false
      for (const other of right) {
        if (!this.#matches(row, other)) continue
        found = true
        if (outer[1]) matched.add(other)
        this.#context.out.push(INSERT, concat(row, other))
      }
      if (!found && outer[0]) this.#context.out.push(INSERT, concat(row, nulls[1]))
    }
    if (!outer[1]) return
    for (const row of right) if (!matched.has(row)) this.#context.out.push(INSERT, concat(nulls[0], row))
  }

  /** Right row by right row: the order shows further on. */
  #rightOuter(left: readonly Row[], right: readonly Row[], output: WindowJoinOutput & { kind: 'joined' }): void {
    const { concat, nulls } = output
    for (const row of right) {
      let found = false
      for (const other of left) {
        if (!this.#matches(other, row)) continue
        found = true
        this.#context.out.push(INSERT, concat(other, row))
      }
      if (!found) this.#context.out.push(INSERT, concat(nulls[0], row))
    }
  }

  #matches(left: Row, right: Row): boolean {
    const { condition, hasNullKey } = this.#spec
    if (hasNullKey[0](left) || hasNullKey[1](right)) return false
    return condition === undefined || condition(left, right)
  }
}
