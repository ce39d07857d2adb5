import { isAccumulate, type RowKind } from '../../../../types/row-kind.ts'
import type { CalcFunction, Row } from '../../../row.ts'
import type { Input } from '../../output-port.ts'

export interface LookupTableSpec {
  /** Whether two rows are versions of one: by primary key, or else by all columns. */
  readonly same: (a: Row, b: Row) => boolean
  readonly keyed: boolean
  /** What is asked of a row: filters and columns of the query. Null where it does not pass. */
  readonly view: CalcFunction
}

/** A table that is looked into rather than read: holds what the feed has brought so far. */
export class LookupTable implements Input {
  readonly #spec: LookupTableSpec
  #rows: Row[] = []

  constructor(spec: LookupTableSpec) {
    this.#spec = spec
  }

  push(kind: RowKind, row: Row): void {
    const { same, keyed } = this.#spec
    if (keyed) this.#rows = this.#rows.filter((known) => !same(known, row))
    else if (!isAccumulate(kind)) {
      const index = this.#rows.findIndex((known) => same(known, row))
      if (index >= 0) this.#rows.splice(index, 1)
    }
    if (isAccumulate(kind)) this.#rows.push(row)
  }

  watermark(): void {
    // a table that is looked into has no time of its own
  }

  idle(): void {
    // nor does it fall idle
  }

  *rows(): Iterable<Row> {
    for (const row of this.#rows) {
      const seen = this.#spec.view(row)
      if (seen !== null) yield seen
    }
  }
}
