import type { Span } from '../../sql/span.ts'
import type { LogicalType } from '../../types/logical-type.ts'

export interface Column {
  readonly name: string
  readonly type: LogicalType
}

/** What every logical node has. */
export interface LogicalBase {
  readonly columns: readonly Column[]
  readonly span: Span
}
