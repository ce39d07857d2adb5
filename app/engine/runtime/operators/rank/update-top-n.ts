import type { RowKind } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import type { Operator, OperatorContext, ValueState } from '../../operator.ts'
import type { TopNSpec } from './append-top-n.ts'
import { RankOutput } from './rank-output.ts'
import { addRow, findPeers, type Peers, rowCount } from './sorted-rows.ts'

export interface UpdateTopNSpec extends TopNSpec {
  readonly sameKey: (a: Row, b: Row) => boolean
}

interface Partition {
  readonly end: number
  readonly sorted: Peers[]
}

/** Top-N over rows that are updated by key and only move up. Flink's UpdatableTopNFunction. */
export class UpdateTopN implements Operator {
  readonly #spec: UpdateTopNSpec
  #out!: RankOutput
  #partitions!: ValueState<Partition>

  constructor(spec: UpdateTopNSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#out = new RankOutput(this.#spec, context.out)
    this.#partitions = context.state.value('sorted')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const { compare, endOf, capacity, start, withRank } = this.#spec
    let partition = this.#partitions.get()
    if (partition === undefined) {
      partition = { end: endOf(row), sorted: [] }
      this.#partitions.set(partition)
    }
    this.#out.end = partition.end
    const { sorted } = partition
    const numbers = withRank !== undefined || start > 1
    const old = this.#remove(sorted, row)
    if (old === undefined) {
      const last = sorted.at(-1)
      if (last !== undefined && compare(row, last.key) >= 0 && rowCount(sorted) >= capacity) return
      const index = addRow(sorted, row, compare)
      if (numbers) this.#enter(sorted, index, row)
      else this.#exchange(sorted, row)
      return
    }
    if (!numbers) {
      this.#out.replace(old.row, row, this.#out.end)
    } else if (old.kept) {
      this.#out.replace(old.row, row, old.rank)
    } else this.#moveUp(sorted, row, old)
  }

  /** Replaces the row of the same key in place if it sorts alike; otherwise moves it. */
  #remove(sorted: Peers[], row: Row): { row: Row; rank: number; kept: boolean } | undefined {
    const { sameKey, compare } = this.#spec
    let before = 0
    for (const [index, peers] of sorted.entries()) {
      const place = peers.rows.findIndex((other) => sameKey(other, row))
      if (place < 0) {
        before += peers.rows.length
        continue
      }
      const old = { row: peers.rows[place] as Row, rank: before + place + 1, kept: compare(peers.key, row) === 0 }
      if (old.kept) {
        peers.rows[place] = row
        return old
      }
      peers.rows.splice(place, 1)
      if (peers.rows.length === 0) sorted.splice(index, 1)
      addRow(sorted, row, compare)
      return old
    }
    return undefined
  }

  #moveUp(sorted: readonly Peers[], row: Row, old: { readonly row: Row; readonly rank: number }): void {
    const out = this.#out
    const { index } = findPeers(sorted, row, this.#spec.compare)
    let rank = 0
    for (let i = 0; i <= index; i++) rank += (sorted[i] as Peers).rows.length
    let current = row
    let retracted = false
    for (let i = index + 1; i < sorted.length && rank < old.rank; i++) {
      for (const before of (sorted[i] as Peers).rows) {
        if (rank >= old.rank) break
        out.updateBefore(before, rank)
        if (!retracted) out.updateBefore(old.row, old.rank)
        retracted = true
        out.updateAfter(current, rank)
        current = before
        rank++
      }
    }
    if (!retracted) out.updateBefore(old.row, old.rank)
    out.updateAfter(current, rank)
  }

  #enter(sorted: Peers[], index: number, row: Row): void {
    const out = this.#out
    let rank = 0
    for (let i = 0; i <= index; i++) rank += (sorted[i] as Peers).rows.length
    let current = row
    let next = index + 1
    for (; next < sorted.length && rank <= out.end; next++) {
      for (const before of (sorted[next] as Peers).rows) {
        if (rank > out.end) break
        out.replace(before, current, rank)
        current = before
        rank++
      }
    }
    if (rank <= out.end) out.insert(current, rank)
    else sorted.length = Math.min(sorted.length, next)
  }

  #exchange(sorted: Peers[], row: Row): void {
    if (rowCount(sorted) > this.#out.end) {
      const last = sorted.at(-1) as Peers
      const removed = last.rows.pop() as Row
      if (last.rows.length === 0) sorted.pop()
      this.#out.delete(removed, this.#out.end)
    }
    this.#out.insert(row, this.#out.end)
  }
}
