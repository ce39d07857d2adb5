import type { RowKind } from '../../../../types/row-kind.ts'
import type { Comparator, Row } from '../../../row.ts'
import type { Operator, OperatorContext, ValueState } from '../../operator.ts'
import { RankOutput, type RankOutputSpec } from './rank-output.ts'
import { placeBehindEqual } from './sorted-rows.ts'

export interface TopNSpec extends RankOutputSpec {
  readonly compare: Comparator
  /** The last rank; of each partition the first row's answer holds. */
  readonly endOf: (row: Row) => number
  /** The rows that may be ranked at all, as far as the number of them goes. */
  readonly capacity: number
}

interface Partition {
  readonly end: number
  /** Sorted, rows that sort alike in the order of their arrival; none behind the last rank. */
  readonly rows: Row[]
}

/** Top-N over rows that are never taken back; what falls out is forgotten. Flink's AppendOnlyTopNFunction. */
export class AppendTopN implements Operator {
  readonly #spec: TopNSpec
  readonly #numbers: boolean
  #out!: RankOutput
  #partitions!: ValueState<Partition>

  constructor(spec: TopNSpec) {
    this.#spec = spec
    this.#numbers = spec.withRank !== undefined || spec.start > 1
  }

  open(context: OperatorContext): void {
    this.#out = new RankOutput(this.#spec, context.out)
    this.#partitions = context.state.value('sorted')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const { compare, endOf, capacity } = this.#spec
    let partition = this.#partitions.get()
    if (partition === undefined) {
      partition = { end: endOf(row), rows: [] }
      this.#partitions.set(partition)
    }
    const { end, rows } = partition
    const last = rows.at(-1)
    if (last !== undefined && rows.length >= Math.min(end, capacity) && compare(row, last) >= 0) return
    const place = placeBehindEqual(rows, row, compare)
    this.#out.end = end
    if (this.#numbers) this.#shift(rows, row, place)
    else this.#exchange(rows, row, place)
  }

  /** Each row behind the new one moves by a rank. */
  #shift(rows: Row[], row: Row, place: number): void {
    const out = this.#out
    const count = Math.min(rows.length, out.end)
    let current = row
    for (let i = place; i < count; i++) {
      const before = rows[i] as Row
      rows[i] = current
      out.replace(before, current, i + 1)
      current = before
    }
    if (count >= out.end) return
    rows.push(current)
    out.insert(current, count + 1)
  }

  /** The last row goes where there is one too many. */
  #exchange(rows: Row[], row: Row, place: number): void {
    const out = this.#out
    if (rows.length >= out.end) {
      if (place >= out.end) return
      out.delete(rows.pop() as Row, out.end)
    }
    rows.splice(place, 0, row)
    out.insert(row, out.end)
  }
}
