import type { RowKind } from '../../../../types/row-kind.ts'
import type { Comparator, Row } from '../../../row.ts'
import type { Operator, OperatorContext, ValueState } from '../../operator.ts'
import { RankOutput, type RankOutputSpec } from './rank-output.ts'
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
}

/** Top-N over rows that are never taken back; what falls out is forgotten. Flink's AppendOnlyTopNFunction. */
export class AppendTopN implements Operator {
  readonly #spec: AppendTopNSpec
  readonly #numbers: boolean
  #out!: RankOutput
  #partitions!: ValueState<RankedPartition>

  constructor(spec: AppendTopNSpec) {
    this.#spec = spec
    this.#numbers = spec.withRank !== undefined || spec.start > 1
  }

  open(context: OperatorContext): void {
    this.#out = new RankOutput(this.#spec, context.out)
    this.#partitions = context.state.value('sorted')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const { compare, lead: leadOf } = this.#spec
    const partition = this.#partitions.get() ?? this.#open(row)
    const lead = leadOf(row)
    if (partition.excludes(row, lead, compare)) return
    const place = partition.placeOf(row, lead, compare)
    this.#out.end = partition.end
    if (this.#numbers) this.#shift(partition, row, lead, place)
    else this.#exchange(partition, row, lead, place)
  }

  #open(row: Row): RankedPartition {
    const { endOf, capacity } = this.#spec
    const partition = new RankedPartition(endOf(row), capacity)
    this.#partitions.set(partition)
    return partition
  }

  /** Each row behind the new one moves by a rank. */
  #shift(partition: RankedPartition, row: Row, lead: number, place: number): void {
    const out = this.#out
    const { rows, end } = partition
    const count = Math.min(rows.length, end)
    let current = row
    for (let i = place; i < count; i++) {
      const before = rows[i] as Row
      out.replace(before, current, i + 1)
      current = before
    }
    if (count < end) {
      out.insert(current, count + 1)
      partition.insert(place, row, lead)
    } else if (place < count) partition.insertForLast(place, row, lead)
  }

  /** The last row goes where there is one too many. */
  #exchange(partition: RankedPartition, row: Row, lead: number, place: number): void {
    const out = this.#out
    const { rows, end } = partition
    if (rows.length < end) partition.insert(place, row, lead)
    else if (place < end) out.delete(partition.insertForLast(place, row, lead), end)
    else return
    out.insert(row, end)
  }
}
