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
  readonly #spec: RankOutputSpec
  readonly #out: Output

  constructor(spec: RankOutputSpec, out: Output) {
    this.#spec = spec
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
    if (this.#spec.updateBefore) this.#send(UPDATE_BEFORE, before, rank)
    this.#send(UPDATE_AFTER, after, rank)
  }

  updateBefore(row: Row, rank: number): void {
    if (this.#spec.updateBefore) this.#send(UPDATE_BEFORE, row, rank)
  }

  updateAfter(row: Row, rank: number): void {
    this.#send(UPDATE_AFTER, row, rank)
  }

  #send(kind: RowKind, row: Row, rank: number): void {
    const { start, withRank } = this.#spec
    if (rank > this.end || rank < start) return
    this.#out.push(kind, withRank === undefined ? row : withRank(row, rank))
  }
}
