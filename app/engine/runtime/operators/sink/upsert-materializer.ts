import { DELETE, INSERT, isAccumulate, type RowKind, UPDATE_AFTER } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import type { Operator, OperatorContext, Output, ValueState } from '../../operator.ts'

export interface UpsertMaterializerSpec {
  /** Whether two rows are versions of one: by the query's upsert key where it has one, else as whole rows. */
  readonly sameRow: (a: Row, b: Row) => boolean
  /** The query has an upsert key: a newer version takes the older one's place. */
  readonly replaces: boolean
}

/**
 * Before an upsert sink whose key is not the query's: several rows of the query may fall on one key of the
 * sink. Keeps them all in order of arrival, so that the last one left is what the sink holds.
 */
export class UpsertMaterializer implements Operator {
  readonly #spec: UpsertMaterializerSpec
  #out!: Output
  #rows!: ValueState<Row[]>

  constructor(spec: UpsertMaterializerSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#rows = context.state.value('rows')
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const rows = this.#rows.get() ?? []
    if (isAccumulate(kind)) this.#add(rows, row)
    else this.#retract(rows, row)
  }

  #add(rows: Row[], row: Row): void {
    const kind = rows.length === 0 ? INSERT : UPDATE_AFTER
    const place = this.#spec.replaces ? this.#find(rows, row) : -1
    if (place < 0) rows.push(row)
    else rows[place] = row
    this.#rows.set(rows)
    this.#out.push(kind, row)
  }

  #retract(rows: Row[], row: Row): void {
    const place = this.#find(rows, row)
    if (place < 0) return
    rows.splice(place, 1)
    const last = rows.at(-1)
    if (last === undefined) {
      this.#rows.clear()
      this.#out.push(DELETE, row)
    } else if (place === rows.length) {
      this.#out.push(UPDATE_AFTER, last)
    }
  }

  #find(rows: readonly Row[], row: Row): number {
    return rows.findIndex((other) => this.#spec.sameRow(other, row))
  }
}
