import { DELETE, INSERT, type RowKind, UPDATE_AFTER, UPDATE_BEFORE } from '../../../../types/row-kind.ts'
import type { Comparator, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Output, ValueState } from '../../operator.ts'
import type { RankOutputSpec } from './rank-output.ts'
import { type Lead, RankedPartition } from './ranked-partition.ts'

export interface TopNSpec extends RankOutputSpec {
  readonly compare: Comparator
  /** The last rank; of each partition the first row's answer holds. */
  readonly endOf: (row: Row) => number
  /** The rows that may be ranked at all, as far as the number of them goes. */
  readonly capacity: number
}

export interface AppendTopNSpec extends TopNSpec {
  readonly lead: Lead
  /** The same of rows that have a rank: they are of another shape, so that each function sees one. */
  readonly rankedLead: Lead
  /** The row with another rank. */
  readonly withOtherRank?: (row: Row, rank: number) => Row
}

/** Top-N over rows that are never taken back; what falls out is forgotten. Flink's AppendOnlyTopNFunction. */
export class AppendTopN implements Operator {
  readonly #spec: AppendTopNSpec
  readonly #numbers: boolean
  #out!: Output
  #partitions!: ValueState<RankedPartition>

  constructor(spec: AppendTopNSpec) {
    this.#spec = spec
    this.#numbers = spec.withRank !== undefined || spec.start > 1
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#partitions = context.state.value('sorted')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const { compare, lead } = this.#spec
    const partition = this.#partitions.get() ?? this.#open(row)
    if (partition.excludes(row, lead(row), compare)) return
    const place = partition.placeOf(row, compare)
    if (place >= partition.end) return
    if (this.#numbers) this.#shift(partition, row, place)
    else this.#exchange(partition, row, place)
    partition.look(this.#spec.rankedLead)
  }

  #open(row: Row): RankedPartition {
    const { endOf, capacity } = this.#spec
    const partition = new RankedPartition(endOf(row), capacity)
    this.#partitions.set(partition)
    return partition
  }

  /** Each row behind the new one moves by a rank. Rows are kept as they were sent, and so taken back. */
  #shift({ rows, end }: RankedPartition, row: Row, place: number): void {
    const { withRank, withOtherRank, start, updateBefore } = this.#spec
    const count = rows.length
    let current = withRank === undefined ? row : withRank(row, place + 1)
    for (let i = place; i < count; i++) {
      const before = rows[i] as Row
      rows[i] = current
      if (i + 1 >= start) {
        if (updateBefore) this.#out.push(UPDATE_BEFORE, before)
        this.#out.push(UPDATE_AFTER, current)
      }
      if (i + 1 === end) return
      current = withOtherRank === undefined ? before : withOtherRank(before, i + 2)
    }
    rows.push(current)
    if (count + 1 >= start) this.#out.push(INSERT, current)
  }

  /** The last row goes where there is one too many. */
  #exchange({ rows, end }: RankedPartition, row: Row, place: number): void {
    if (rows.length < end) rows.push(row)
    else this.#out.push(DELETE, rows[end - 1] as Row)
    for (let i = rows.length - 1; i > place; i--) rows[i] = rows[i - 1] as Row
    rows[place] = row
    this.#out.push(INSERT, row)
  }
}
