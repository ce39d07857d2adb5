import { DELETE, INSERT, isAccumulate, type RowKind, UPDATE_AFTER, UPDATE_BEFORE } from '../../../types/row-kind.ts'
import type { Predicate, Row } from '../../row.ts'
import type { Operator, OperatorContext, Output, ValueState } from '../operator.ts'

export interface ChangelogNormalizeSpec {
  readonly equal: (a: Row, b: Row) => boolean
  /** A row that does not pass counts as absent. */
  readonly condition?: Predicate
  /** Whether the consumer wants -U. */
  readonly updateBefore: boolean
}

/** Turns changes by primary key into a full changelog, keeping the last row of each key. */
export class ChangelogNormalize implements Operator {
  readonly #spec: ChangelogNormalizeSpec
  #out!: Output
  #last!: ValueState<Row>

  constructor(spec: ChangelogNormalizeSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#last = context.state.value('last-row')
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const last = this.#last.get()
    const { condition } = this.#spec
    if (!isAccumulate(kind) || (condition !== undefined && !condition(row))) {
      if (last === undefined) return
      this.#last.clear()
      this.#out.push(DELETE, last)
      return
    }
    if (last === undefined) {
      this.#last.set(row)
      this.#out.push(INSERT, row)
      return
    }
    if (this.#spec.equal(last, row)) return
    this.#last.set(row)
    if (this.#spec.updateBefore) this.#out.push(UPDATE_BEFORE, last)
    this.#out.push(UPDATE_AFTER, row)
  }
}
