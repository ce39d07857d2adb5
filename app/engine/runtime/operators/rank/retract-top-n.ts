import { isAccumulate, type RowKind } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import type { Operator, OperatorContext, ValueState } from '../../operator.ts'
import type { TopNSpec } from './append-top-n.ts'
import { RankOutput } from './rank-output.ts'
import { addRow, findPeers, type Peers } from './sorted-rows.ts'

export interface RetractTopNSpec extends TopNSpec {
  readonly sameRow: (a: Row, b: Row) => boolean
}

interface Partition {
  readonly end: number
  readonly sorted: Peers[]
}

/** Top-N over any changes; keeps every row. Flink's RetractableTopNFunction. */
export class RetractTopN implements Operator {
  readonly #spec: RetractTopNSpec
  readonly #numbers: boolean
  #out!: RankOutput
  #partitions!: ValueState<Partition>

  constructor(spec: RetractTopNSpec) {
    this.#spec = spec
    // the way without numbers cannot leave out the first ranks
    this.#numbers = spec.withRank !== undefined || spec.start > 1
  }

  open(context: OperatorContext): void {
    this.#out = new RankOutput(this.#spec, context.out)
    this.#partitions = context.state.value('sorted')
  }

  push(_input: number, kind: RowKind, row: Row): void {
    let partition = this.#partitions.get()
    if (partition === undefined) {
      partition = { end: this.#spec.endOf(row), sorted: [] }
      this.#partitions.set(partition)
    }
    this.#out.end = partition.end
    const { sorted } = partition
    if (isAccumulate(kind)) {
      const index = addRow(sorted, row, this.#spec.compare)
      if (this.#numbers) this.#shiftDown(sorted, index, row)
      else this.#admit(sorted, index, row)
    } else this.#retract(sorted, row)
  }

  #shiftDown(sorted: readonly Peers[], index: number, row: Row): void {
    const out = this.#out
    let rank = ranksUpTo(sorted, index)
    let current = row
    for (let i = index + 1; i < sorted.length && rank <= out.end; i++) {
      for (const before of (sorted[i] as Peers).rows) {
        if (rank > out.end) break
        out.replace(before, current, rank)
        current = before
        rank++
      }
    }
    if (rank <= out.end) out.insert(current, rank)
  }

  #admit(sorted: readonly Peers[], index: number, row: Row): void {
    const out = this.#out
    let rank = ranksUpTo(sorted, index)
    if (rank > out.end) return
    for (let i = index + 1; i < sorted.length && rank <= out.end; i++) {
      const { rows } = sorted[i] as Peers
      if (rank + rows.length > out.end) {
        out.delete(rows[out.end - rank] as Row, out.end)
        break
      }
      rank += rows.length
    }
    out.insert(row, out.end)
  }

  #retract(sorted: Peers[], row: Row): void {
    const { index, found } = findPeers(sorted, row, this.#spec.compare)
    if (!found) {
      // Flink takes back what was never there and, numbering, deletes nothing at the last rank
      return
    }
    const peers = sorted[index] as Peers
    const place = peers.rows.findIndex((other) => this.#spec.sameRow(other, row))
    if (place < 0) return
    const rank = ranksUpTo(sorted, index - 1) + place + 1
    const removed = peers.rows[place] as Row
    peers.rows.splice(place, 1)
    if (this.#numbers) this.#shiftUp(sorted, index, place, rank, removed)
    else this.#release(sorted, rank, removed)
    if (peers.rows.length === 0) sorted.splice(index, 1)
    if (sorted.length === 0) this.#partitions.clear()
  }

  #shiftUp(sorted: readonly Peers[], index: number, place: number, from: number, removed: Row): void {
    const out = this.#out
    let rank = from
    let before = removed
    for (let i = index; i < sorted.length && rank <= out.end; i++) {
      const { rows } = sorted[i] as Peers
      for (let j = i === index ? place : 0; j < rows.length && rank <= out.end; j++) {
        const current = rows[j] as Row
        out.replace(before, current, rank)
        before = current
        rank++
      }
    }
    if (rank <= out.end) out.delete(before, rank)
  }

  #release(sorted: readonly Peers[], rank: number, removed: Row): void {
    const out = this.#out
    if (rank > out.end) return
    out.delete(removed, rank)
    let before = 0
    for (const { rows } of sorted) {
      if (before + rows.length >= out.end) {
        out.insert(rows[out.end - before - 1] as Row, out.end)
        return
      }
      before += rows.length
    }
  }
}

/** How many rows stand up to and with these peers. */
function ranksUpTo(sorted: readonly Peers[], index: number): number {
  let rank = 0
  for (let i = 0; i <= index; i++) rank += (sorted[i] as Peers).rows.length
  return rank
}
