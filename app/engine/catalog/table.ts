import type { Query } from '../../sql/ast.ts'
import type { TableElement } from '../../sql/ast-statement.ts'
import type { SqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Namespace } from './catalog.ts'

/** What a connector (with its format) can send or take: I = inserts only, upsert = by primary key, all = the full changelog. */
export type ConnectorMode = 'insert' | 'upsert' | 'all'

/** requested: whatever the query sends, as a log of changes for people takes it. */
export type SinkMode = ConnectorMode | 'requested'

export interface CatalogColumn {
  readonly name: string
  readonly type: LogicalType
  readonly form: 'physical' | 'metadata' | 'computed'
  readonly metadataKey?: string
  /** METADATA VIRTUAL columns are not written. */
  readonly virtual: boolean
  /** Over the table's physical and metadata columns, then the computed ones before it. */
  readonly expr?: BoundExpr
}

export interface CatalogTable {
  readonly kind: 'table'
  readonly name: string
  readonly path: readonly string[]
  readonly columns: readonly CatalogColumn[]
  /** Column indexes; empty without a primary key. */
  readonly primaryKey: readonly number[]
  readonly watermark?: { readonly column: number; readonly expr?: BoundExpr; readonly source: boolean }
  readonly options: ReadonlyMap<string, string>
  readonly sourceMode: ConnectorMode
  readonly sinkMode: SinkMode
  /** Watermarks are made inside the source (Kafka family) rather than by an operator after it. */
  readonly watermarkPushDown: boolean
  readonly lookup: boolean
  /** As written, for CREATE TABLE … LIKE and DESCRIBE. */
  readonly definition: TableDefinition
  readonly span: Span
}

/** A table's DDL after LIKE has been merged in. */
export interface TableDefinition {
  readonly elements: readonly TableElement[]
  readonly comment?: string
  readonly partitionedBy: readonly string[]
  /** How a sink would spread its rows; nothing here heeds it. */
  readonly distribution?: {
    readonly kind?: 'HASH' | 'RANGE'
    readonly columns: readonly string[]
    readonly buckets?: number
  }
}

export interface CatalogView {
  readonly kind: 'view'
  readonly name: string
  readonly path: readonly string[]
  /** Bound anew at each use, as Flink expands views. */
  readonly query: Query
  /** Where the view was made: its names mean there what they meant then. */
  readonly namespace: Namespace
  readonly text: string
  /** The query with every name written out, as SHOW CREATE VIEW tells it; what it is refused for where that is not known. */
  readonly expanded: string | SqlError
  readonly comment?: string
  readonly columns: readonly { readonly name: string; readonly type: LogicalType }[]
  readonly span: Span
}
