import { INSERT, type RowKind, UPDATE_AFTER, UPDATE_BEFORE } from '../../../../types/row-kind.ts'
import type { Comparator, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Output, ValueState } from '../../operator.ts'

export interface TopOneSpec {
  readonly compare: Comparator
  readonly withRank?: (row: Row, rank: number) => Row
  readonly updateBefore: boolean
}

/** The best row of each partition, where rows come and only get better: Flink's FastTop1Function. */
export class TopOne implements Operator {
  readonly #spec: TopOneSpec
  #out!: Output
  #best!: ValueState<Row>

  constructor(spec: TopOneSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#best = context.state.value('best')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const best = this.#best.get()
    if (best === undefined) {
      this.#best.set(row)
      this.#out.push(INSERT, this.#ranked(row))
      return
    }
    if (this.#spec.compare(row, best) >= 0) return
    this.#best.set(row)
    if (this.#spec.updateBefore) this.#out.push(UPDATE_BEFORE, this.#ranked(best))
    this.#out.push(UPDATE_AFTER, this.#ranked(row))
  }

  #ranked(row: Row): Row {
    return this.#spec.withRank === undefined ? row : this.#spec.withRank(row, 1)
  }
}
