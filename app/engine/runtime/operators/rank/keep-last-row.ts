import { INSERT, type RowKind, UPDATE_AFTER, UPDATE_BEFORE } from '../../../../types/row-kind.ts'
import type { Getter, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Output, ValueState } from '../../operator.ts'

export interface KeepLastRowSpec {
  /** The time of a row; absent: the row that came last is the last one. */
  readonly time?: Getter<number | null>
  readonly updateBefore: boolean
}

/** The latest row of each key; of equal times the later arrival. Rows are never late. */
export class KeepLastRow implements Operator {
  readonly #spec: KeepLastRowSpec
  #out!: Output
  #last!: ValueState<Row>

  constructor(spec: KeepLastRowSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#last = context.state.value('last')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const { time, updateBefore } = this.#spec
    const last = this.#last.get()
    if (last !== undefined && time !== undefined && (time(row) ?? 0) < (time(last) ?? 0)) return
    this.#last.set(row)
    if (last === undefined) {
      this.#out.push(INSERT, row)
      return
    }
    if (updateBefore) this.#out.push(UPDATE_BEFORE, last)
    this.#out.push(UPDATE_AFTER, row)
  }
}
