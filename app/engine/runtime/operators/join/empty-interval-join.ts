import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Concat, Row } from '../../../row.ts'
import type { Operator, OperatorContext } from '../../operator.ts'

export interface EmptyIntervalJoinSpec {
  readonly concat: Concat
  readonly outer: readonly [boolean, boolean]
  readonly nulls: readonly [Row, Row]
}

/** An interval join whose lower bound lies above the upper one: nothing matches, outer rows are padded at once. */
export class EmptyIntervalJoin implements Operator {
  readonly #spec: EmptyIntervalJoinSpec
  #context!: OperatorContext

  constructor(spec: EmptyIntervalJoinSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#context = context
  }

  push(input: number, _kind: RowKind, row: Row): void {
    const { concat, outer, nulls } = this.#spec
    if (input === 0 && outer[0]) this.#context.out.push(INSERT, concat(row, nulls[1]))
    else if (input === 1 && outer[1]) this.#context.out.push(INSERT, concat(nulls[0], row))
  }
}
