import type { RowKind } from '../../../types/row-kind.ts'
import type { Concat, Predicate, Row } from '../../row.ts'
import type { Operator, OperatorContext, Output } from '../operator.ts'

export interface CorrelateSpec {
  /** The rows that one row is joined with. */
  readonly rowsOf: (row: Row) => readonly Row[]
  readonly condition?: Predicate
  readonly concat: Concat
  /** Joined with a row that would have no other: LEFT JOIN. */
  readonly padding?: Row
}

/** Joins each row with rows that are made of it, as UNNEST does; changes keep their kind. */
export class Correlate implements Operator {
  readonly #spec: CorrelateSpec
  #out!: Output

  constructor(spec: CorrelateSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#out = context.out
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const { rowsOf, condition, concat, padding } = this.#spec
    let matched = false
    for (const made of rowsOf(row)) {
      if (condition !== undefined && !condition(made)) continue
      matched = true
      this.#out.push(kind, concat(row, made))
    }
    if (!matched && padding !== undefined) this.#out.push(kind, concat(row, padding))
  }
}
