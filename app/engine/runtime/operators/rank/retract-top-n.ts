import { isAccumulate, type RowKind } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import type { Operator, OperatorContext, ValueState } from '../../operator.ts'
import type { TopNSpec } from './append-top-n.ts'
import { RankOutput } from './rank-output.ts'
import { findPeers, type Peers } from './sorted-rows.ts'

export interface RetractTopNSpec extends TopNSpec {
  readonly sameRow: (a: Row, b: Row) => boolean
  /** The first row of a partition says where its ranks end, and that stays when all its rows have gone. */
  readonly keepsEnd?: boolean
}

/**
 * Flink counts the rows of a sort key apart from keeping them. A row that is taken back and was never there lowers
 * the count alone, and at 0 the key is gone while its rows stay, to be seen when the key comes back.
 */
interface CountedPeers extends Peers {
  count: number
}

interface Partition {
  readonly end: number
  readonly sorted: CountedPeers[]
  readonly hidden: CountedPeers[]
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
      partition = { end: this.#spec.endOf(row), sorted: [], hidden: [] }
      this.#partitions.set(partition)
    }
    this.#out.end = partition.end
    if (isAccumulate(kind)) this.#add(partition, row)
    else this.#retract(partition, row)
    if (this.#spec.keepsEnd !== true && partition.sorted.length === 0 && partition.hidden.length === 0)
      this.#partitions.clear()
  }

  #add({ sorted, hidden }: Partition, row: Row): void {
    const { compare } = this.#spec
    const { index, found } = findPeers(sorted, row, compare)
    if (!found) {
      const kept = findPeers(hidden, row, compare)
      const rows = kept.found ? (hidden.splice(kept.index, 1)[0] as CountedPeers).rows : []
      sorted.splice(index, 0, { key: row, rows, count: 0 })
    }
    const peers = sorted[index] as CountedPeers
    peers.rows.push(row)
    peers.count++
    if (this.#numbers) this.#shiftDown(sorted, index, row)
    else this.#admit(sorted, index, row)
  }

  #shiftDown(sorted: readonly CountedPeers[], index: number, row: Row): void {
    const out = this.#out
    let rank = ranksUpTo(sorted, index, out.end)
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

  #admit(sorted: readonly CountedPeers[], index: number, row: Row): void {
    const out = this.#out
    let rank = ranksUpTo(sorted, index, out.end)
    if (rank > out.end) return
    for (let i = index + 1; i < sorted.length && rank <= out.end; i++) {
      const { rows, count } = sorted[i] as CountedPeers
      if (rank + count > out.end) {
        const last = rows[out.end - rank]
        if (last !== undefined) out.delete(last, out.end)
        break
      }
      rank += count
    }
    out.insert(row, out.end)
  }

  #retract({ sorted, hidden }: Partition, row: Row): void {
    const { compare, sameRow } = this.#spec
    const { index, found } = findPeers(sorted, row, compare)
    const peers = found ? (sorted[index] as CountedPeers) : hidden.find((p) => compare(p.key, row) === 0)
    if (peers === undefined) return
    const place = peers.rows.findIndex((other) => sameRow(other, row))
    if (place >= 0) {
      const removed = peers.rows[place] as Row
      peers.rows.splice(place, 1)
      if (found) {
        const rank = ranksUpTo(sorted, index - 1, this.#out.end) + place + 1
        if (this.#numbers) this.#shiftUp(sorted, index, place, rank, removed)
        else this.#release(sorted, index, rank, removed)
      } else if (peers.rows.length === 0) hidden.splice(hidden.indexOf(peers), 1)
    }
    if (!found) return
    peers.count--
    if (peers.count > 0) return
    sorted.splice(index, 1)
    if (peers.rows.length > 0) hidden.splice(findPeers(hidden, row, compare).index, 0, peers)
  }

  #shiftUp(sorted: readonly CountedPeers[], index: number, place: number, from: number, removed: Row): void {
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

  #release(sorted: readonly CountedPeers[], index: number, rank: number, removed: Row): void {
    const out = this.#out
    if (rank > out.end) return
    out.delete(removed, rank)
    let before = ranksUpTo(sorted, index - 1, out.end)
    for (let i = index; i < sorted.length; i++) {
      const { rows, count } = sorted[i] as CountedPeers
      const size = i === index ? rows.length : count
      if (before + size >= out.end) {
        const next = rows[out.end - before - 1]
        if (next !== undefined) out.insert(next, out.end)
        return
      }
      before += size
    }
  }
}

/** How many rows stand up to and with these peers; not told exactly where they are more than `most`. */
function ranksUpTo(sorted: readonly CountedPeers[], index: number, most: number): number {
  let rank = 0
  for (let i = 0; i <= index && rank <= most; i++) rank += (sorted[i] as CountedPeers).count
  return rank
}
