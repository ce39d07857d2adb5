import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Comparator, Getter, Row } from '../../../row.ts'
import type { MapState, Operator, OperatorContext } from '../../operator.ts'

export interface TemporalSortSpec {
  readonly time: Getter<number | null>
  /** The other sort keys. */
  readonly compare?: Comparator
}

/** ORDER BY row time: rows of a time are sent together when the watermark has reached it; later ones are dropped. */
export class TemporalSort implements Operator {
  readonly #spec: TemporalSortSpec
  #context!: OperatorContext
  #rows!: MapState<number, Row[]>
  #fired = Number.NEGATIVE_INFINITY

  constructor(spec: TemporalSortSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#rows = context.state.map('rows')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const time = this.#spec.time(row) ?? 0
    if (time <= this.#fired) return
    const rows = this.#rows.get(time)
    if (rows !== undefined) {
      rows.push(row)
      return
    }
    this.#rows.set(time, [row])
    this.#context.timers.event(time)
  }

  onTimer({ time }: { readonly time: number }): void {
    const rows = this.#rows.get(time) ?? []
    if (this.#spec.compare !== undefined) rows.sort(this.#spec.compare)
    for (const row of rows) this.#context.out.push(INSERT, row)
    this.#rows.delete(time)
    this.#fired = time
  }
}
