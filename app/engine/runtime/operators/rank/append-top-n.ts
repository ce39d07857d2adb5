import type { RowKind } from '../../../../types/row-kind.ts'
import type { Comparator, Row } from '../../../row.ts'
import type { Operator, OperatorContext, ValueState } from '../../operator.ts'
import { RankOutput, type RankOutputSpec } from './rank-output.ts'
import { addRow, type Peers, rowCount } from './sorted-rows.ts'

export interface TopNSpec extends RankOutputSpec {
  readonly compare: Comparator
  /** The last rank; of each partition the first row's answer holds. */
  readonly endOf: (row: Row) => number
  /** The rows that may be ranked at all, as far as the number of them goes. */
  readonly capacity: number
}

interface Partition {
  readonly end: number
  readonly sorted: Peers[]
}

/** Top-N over rows that are never taken back; what falls out is forgotten. Flink's AppendOnlyTopNFunction. */
export class AppendTopN implements Operator {
  readonly #spec: TopNSpec
  #out!: RankOutput
  #partitions!: ValueState<Partition>

  constructor(spec: TopNSpec) {
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
    const last = sorted.at(-1)
    if (last !== undefined && compare(row, last.key) >= 0 && rowCount(sorted) >= capacity) return
    const index = addRow(sorted, row, compare)
    if (withRank !== undefined || start > 1) this.#shift(sorted, index, row)
    else this.#exchange(sorted, row)
  }

  /** Each row behind the new one moves by a rank. */
  #shift(sorted: Peers[], index: number, row: Row): void {
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
    sorted.length = Math.min(sorted.length, Math.max(next, index + 1))
  }

  /** The last row goes where there is one too many. */
  #exchange(sorted: Peers[], row: Row): void {
    if (rowCount(sorted) > this.#out.end) {
      const last = sorted.at(-1) as Peers
      const removed = last.rows.pop() as Row
      if (last.rows.length === 0) sorted.pop()
      if (removed === row) return
      this.#out.delete(removed, this.#out.end)
    }
    this.#out.insert(row, this.#out.end)
  }
}
