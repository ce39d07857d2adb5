import type { AggregateHandler } from '../../../compiled.ts'
import type { Getter } from '../../../row.ts'

export interface OverSpec {
  /** Its results are the row itself, then the calls. */
  readonly handler: AggregateHandler
}

export interface RowtimeOverSpec extends OverSpec {
  readonly time: Getter<number | null>
}
