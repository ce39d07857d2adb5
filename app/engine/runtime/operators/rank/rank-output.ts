import { DELETE, INSERT, type RowKind, UPDATE_AFTER, UPDATE_BEFORE } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import type { Output } from '../../operator.ts'

export interface RankOutputSpec {
  /** First rank that is sent, from 1. */
  readonly start: number
  /** The row with its rank behind; undefined where the rank is not asked for. */
  readonly withRank?: (row: Row, rank: number) => Row
  /** Whether the consumer wants -U. */
  readonly updateBefore: boolean
}

/** Sends ranked rows: only those within the range, with their rank where it is asked for. */
export class RankOutput {
  /** Last rank of the current partition. */
  end = 0
  readonly #start: number
  readonly #withRank: RankOutputSpec['withRank']
  readonly #updateBefore: boolean
  readonly #out: Output

  constructor(spec: RankOutputSpec, out: Output) {
    this.#start = spec.start
    this.#withRank = spec.withRank
    this.#updateBefore = spec.updateBefore
    this.#out = out
  }

  insert(row: Row, rank: number): void {
    this.#send(INSERT, row, rank)
  }

  delete(row: Row, rank: number): void {
    this.#send(DELETE, row, rank)
  }

  /** What stands at this rank changes. */
  replace(before: Row, after: Row, rank: number): void {
    if (this.#updateBefore) this.#send(UPDATE_BEFORE, before, rank)
    this.#send(UPDATE_AFTER, after, rank)
  }

  updateBefore(row: Row, rank: number): void {
    if (this.#updateBefore) this.#send(UPDATE_BEFORE, row, rank)
  }

  updateAfter(row: Row, rank: number): void {
    this.#send(UPDATE_AFTER, row, rank)
  }

  #send(kind: RowKind, row: Row, rank: number): void {
    if (rank > this.end || rank < this.#start) return
    this.#out.push(kind, this.#withRank === undefined ? row : this.#withRank(row, rank))
  }
}
