import { DELETE, isAccumulate, type RowKind, UPDATE_AFTER, UPDATE_BEFORE } from '../../../../types/row-kind.ts'
import type { Accumulators } from '../../../compiled.ts'
import type { Comparator, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Output, ValueState } from '../../operator.ts'
import type { OverSpec } from './over-spec.ts'

export interface OrderedOverSpec extends OverSpec {
  readonly compare: Comparator
  readonly sameRow: (a: Row, b: Row) => boolean
}

/** Rows that share one result: peers of a range, or a single row. */
interface Peers {
  readonly key: Row
  rows: Row[]
  accumulators: Accumulators
}

/**
 * OVER an order that is not time: a row in between changes the results behind it. As Flink does, it is the
 * accumulators that are compared, not the results: equal ones end the updates.
 */
export class OrderedOver implements Operator {
  readonly #spec: OrderedOverSpec
  readonly #range: boolean
  #out!: Output
  #sorted!: ValueState<Peers[]>

  constructor(spec: OrderedOverSpec, unit: 'ROWS' | 'RANGE') {
    this.#spec = spec
    this.#range = unit === 'RANGE'
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#sorted = context.state.value('sorted')
  }

  push(_input: number, kind: RowKind, row: Row): void {
    let sorted = this.#sorted.get()
    if (sorted === undefined) {
      sorted = []
      this.#sorted.set(sorted)
    }
    if (isAccumulate(kind)) this.#insert(sorted, kind, row)
    else this.#remove(sorted, row)
    if (sorted.length === 0) this.#sorted.clear()
  }

  #insert(sorted: Peers[], kind: RowKind, row: Row): void {
    const { compare, handler } = this.#spec
    // behind all rows that sort alike; rows of a range join them
    let index = sorted.length
    while (index > 0 && compare((sorted[index - 1] as Peers).key, row) > 0) index--
    const before = sorted[index - 1]
    if (this.#range && before !== undefined && compare(before.key, row) === 0) {
      this.#join(before, sorted[index - 2]?.accumulators, kind, row)
      this.#refresh(sorted, index, before.accumulators)
      return
    }
    const accumulators = this.#copy(before?.accumulators)
    handler.accumulate(accumulators, row)
    this.#out.push(kind, handler.result(row, accumulators))
    sorted.splice(index, 0, { key: row, rows: [row], accumulators })
    this.#refresh(sorted, index + 1, accumulators)
  }

  /** The peers are told first, then the new row. */
  #join(peers: Peers, previous: Accumulators | undefined, kind: RowKind, row: Row): void {
    const { handler } = this.#spec
    const old = peers.accumulators
    const accumulators = this.#copy(previous)
    for (const other of peers.rows) handler.accumulate(accumulators, other)
    handler.accumulate(accumulators, row)
    if (!sameAccumulators(old, accumulators)) this.#update(peers.rows, old, accumulators)
    peers.rows.push(row)
    peers.accumulators = accumulators
    this.#out.push(kind, handler.result(row, accumulators))
  }

  #remove(sorted: Peers[], row: Row): void {
    const { compare, sameRow, handler } = this.#spec
    const index = sorted.findIndex(
      (peers) => compare(peers.key, row) === 0 && peers.rows.some((other) => sameRow(other, row)),
    )
    const peers = sorted[index]
    if (peers === undefined) return
    // of equal rows Flink takes away the last one, and then adds up none of them
    const place = peers.rows.findLastIndex((other) => sameRow(other, row))
    const old = peers.accumulators
    const accumulators = this.#copy(sorted[index - 1]?.accumulators)
    const removed = peers.rows[place] as Row
    for (const other of peers.rows) if (!sameRow(other, row)) handler.accumulate(accumulators, other)
    const same = sameAccumulators(old, accumulators)
    if (!same) this.#update(peers.rows.slice(0, place), old, accumulators)
    this.#out.push(DELETE, handler.result(removed, old))
    if (!same) this.#update(peers.rows.slice(place + 1), old, accumulators)
    peers.rows.splice(place, 1)
    peers.accumulators = accumulators
    if (peers.rows.length === 0) sorted.splice(index, 1)
    this.#refresh(sorted, peers.rows.length === 0 ? index : index + 1, accumulators)
  }

  /** Goes on with the rows behind until one keeps its accumulators. */
  #refresh(sorted: readonly Peers[], from: number, before: Accumulators): void {
    let previous = before
    for (let i = from; i < sorted.length; i++) {
      const peers = sorted[i] as Peers
      const accumulators = this.#copy(previous)
      for (const row of peers.rows) this.#spec.handler.accumulate(accumulators, row)
      if (sameAccumulators(peers.accumulators, accumulators)) return
      this.#update(peers.rows, peers.accumulators, accumulators)
      peers.accumulators = accumulators
      previous = accumulators
    }
  }

  #update(rows: readonly Row[], before: Accumulators, after: Accumulators): void {
    const { handler } = this.#spec
    for (const row of rows) {
      this.#out.push(UPDATE_BEFORE, handler.result(row, before))
      this.#out.push(UPDATE_AFTER, handler.result(row, after))
    }
  }

  /** Only calls whose accumulators are plain fields come here, so that a shallow copy is a whole one. */
  #copy(accumulators: Accumulators | undefined): Accumulators {
    const copy = this.#spec.handler.create()
    return accumulators === undefined ? copy : Object.assign(copy, accumulators)
  }
}

function sameAccumulators(a: Accumulators, b: Accumulators): boolean {
  const left = a as unknown as Record<string, unknown>
  const right = b as unknown as Record<string, unknown>
  for (const field in left) if (!Object.is(left[field], right[field])) return false
  return true
}
