import type { Span } from '../../sql/span.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import type { EmitStrategy } from '../catalog/emit-strategy.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { AggregateCall, BoundExpr, SortKey } from '../expr/bound.ts'
import type { RowFunction } from '../logical/correlate.ts'
import type { IntervalBounds } from '../logical/interval-bounds.ts'
import type { JoinType } from '../logical/join.ts'
import type { MatchSpec } from '../logical/match-spec.ts'
import type { MisreadBound, RankForm, RankRange } from '../logical/rank.ts'
import type { WindowSpec } from '../logical/window-spec.ts'

export type { WindowSpec } from '../logical/window-spec.ts'

// The physical plan: what the runtime is built from. A frozen DAG; names are Flink's exec nodes without
// "StreamPhysical". New kinds are added to the union with their operator, one at a time.

export interface Column {
  readonly name: string
  readonly type: LogicalType
}

/** What changes an edge carries. `updates: 'after'` means +U without -U; `keyOnlyDeletes` is Flink's delete kind. */
export interface ChangelogMode {
  readonly inserts: true
  readonly updates: 'none' | 'after' | 'both'
  readonly deletes: boolean
  readonly keyOnlyDeletes: boolean
}

interface NodeBase {
  /** Unique in the plan, ascending from the sources. */
  readonly id: number
  readonly columns: readonly Column[]
  readonly inputs: readonly StreamNode[]
  /** Sets of column indexes, each unique in the folded table of this node. */
  readonly uniqueKeys: readonly (readonly number[])[]
  readonly upsertKeys: readonly (readonly number[])[]
  /** What the node emits, as its consumer asked for. Set by inferChangelog. */
  readonly mode: ChangelogMode
  readonly span: Span
}

export type StreamNode =
  | TableSourceScan
  | WatermarkAssigner
  | Calc
  | Values
  | Union
  | Expand
  | Correlate
  | ChangelogNormalize
  | DropUpdateBefore
  | GroupAggregate
  | WindowAggregate
  | GroupWindowAggregate
  | WindowTableFunction
  | WindowJoin
  | WindowRank
  | WindowDeduplicate
  | Match
  | Join
  | IntervalJoin
  | TemporalJoin
  | LookupJoin
  | OverAggregate
  | Rank
  | TemporalSort
  | Sink

/** Emits the physical and metadata columns that its `columns` name, in that order. */
export interface TableSourceScan extends NodeBase {
  readonly kind: 'TableSourceScan'
  readonly table: CatalogTable
  /** For each output column, the index among the table's physical columns (then its metadata columns). */
  readonly fields: readonly number[]
  /** Watermark generated in the source, per partition, as Kafka's push-down does. */
  readonly watermark?: { readonly column: number; readonly expr: BoundExpr }
}
export interface WatermarkAssigner extends NodeBase {
  readonly kind: 'WatermarkAssigner'
  readonly column: number
  /** Over this node's columns; absent for SOURCE_WATERMARK(). */
  readonly expr?: BoundExpr
}
export interface Calc extends NodeBase {
  readonly kind: 'Calc'
  readonly condition?: BoundExpr
  readonly projections: readonly BoundExpr[]
}
export interface Values extends NodeBase {
  readonly kind: 'Values'
  readonly rows: readonly (readonly BoundExpr[])[]
}
export interface Union extends NodeBase {
  readonly kind: 'Union'
}
/** One output row per list, for GROUPING SETS and DISTINCT expansion. */
export interface Expand extends NodeBase {
  readonly kind: 'Expand'
  readonly projects: readonly (readonly BoundExpr[])[]
}
/** Each row joined with the rows that a function makes of it. */
export interface Correlate extends NodeBase {
  readonly kind: 'Correlate'
  readonly fn: RowFunction
  readonly fnColumns: readonly Column[]
  readonly joinType: 'INNER' | 'LEFT'
  /** Over `fnColumns`. */
  readonly condition?: BoundExpr
}
export interface ChangelogNormalize extends NodeBase {
  readonly kind: 'ChangelogNormalize'
  readonly keys: readonly number[]
  readonly condition?: BoundExpr
}
export interface DropUpdateBefore extends NodeBase {
  readonly kind: 'DropUpdateBefore'
}
export interface GroupAggregate extends NodeBase {
  readonly kind: 'GroupAggregate'
  readonly keys: readonly number[]
  readonly calls: readonly AggregateCall[]
  /** The input may take rows back. */
  readonly retracts: boolean
  /** Calls that then take nothing back all the same: MAX of what only grows. Set by inferChangelog. */
  readonly monotonic?: readonly number[]
}
/** GROUP BY window_start, window_end over a window TVF; outputs keys, calls, then the asked window properties. */
export interface WindowAggregate extends NodeBase {
  readonly kind: 'WindowAggregate'
  readonly window: WindowSpec
  readonly keys: readonly number[]
  readonly calls: readonly AggregateCall[]
  readonly properties: readonly ('window_start' | 'window_end' | 'window_time')[]
  readonly retracts: boolean
}
/** GROUP BY TUMBLE(…) and HOP(…): the same output, of which a window may send several. */
export interface GroupWindowAggregate extends Omit<WindowAggregate, 'kind'> {
  readonly kind: 'GroupWindowAggregate'
  readonly emit: EmitStrategy
}
/** MATCH_RECOGNIZE: the partition columns, then the measures. */
export interface Match extends NodeBase {
  readonly kind: 'Match'
  readonly match: MatchSpec
}
/** The TVF alone: input columns, then window_start, window_end, window_time. */
export interface WindowTableFunction extends NodeBase {
  readonly kind: 'WindowTableFunction'
  readonly window: WindowSpec
  readonly partitionBy: readonly number[]
}
/** Rows of equal windows, joined when these fire; starts and ends are no longer among the keys. */
export interface WindowJoin extends Omit<Join, 'kind'> {
  readonly kind: 'WindowJoin'
  /** The ends of the windows, each among the columns of its side. */
  readonly ends: readonly [number, number]
  /** The time that the windows were made of. */
  readonly timeType: LogicalType
}
/** Top-N within each window. */
export interface WindowRank extends NodeBase {
  readonly kind: 'WindowRank'
  /** Besides the window. */
  readonly partitionBy: readonly number[]
  readonly orderBy: readonly SortKey[]
  readonly start: number
  readonly end: number
  readonly numbered: boolean
  readonly misread?: MisreadBound
  readonly windowEnd: number
  readonly timeType: LogicalType
}
/** The first or last row by time within each window. */
export interface WindowDeduplicate extends NodeBase {
  readonly kind: 'WindowDeduplicate'
  readonly partitionBy: readonly number[]
  readonly time: number
  readonly keepLast: boolean
  readonly misread?: MisreadBound
  readonly windowEnd: number
  readonly timeType: LogicalType
}
/** Left rows with the version of the right table that is valid at their time. */
export interface TemporalJoin extends Omit<Join, 'kind'> {
  readonly kind: 'TemporalJoin'
  readonly leftTime: number
  /** Among the columns of the right input. */
  readonly rightTime: number
}
/** Each left row with what a table holds at that moment; the second input fills the table. */
/** A column of the table and what it has to equal: an expression over the left columns. */
export interface LookupKey {
  readonly column: number
  readonly equals: BoundExpr
}
export interface LookupJoin extends NodeBase {
  readonly kind: 'LookupJoin'
  readonly joinType: 'INNER' | 'LEFT'
  /** What the table is asked for. */
  readonly lookup: readonly LookupKey[]
  /** Over the left columns: which rows are looked up at all. For LEFT alone. */
  readonly before?: BoundExpr
  /** Over the left columns, then over `right`: what else has to hold of what is found. */
  readonly after?: BoundExpr
  /** Over the table's columns: which of the rows found are seen, and what of them. */
  readonly filter?: BoundExpr
  readonly right: readonly BoundExpr[]
  readonly primaryKey: readonly number[]
  /** At most one row is found. */
  readonly unique: boolean
}
/** Rows match while their times are near; the time bounds are no longer among `rest`. */
export interface IntervalJoin extends Omit<Join, 'kind'> {
  readonly kind: 'IntervalJoin'
  readonly interval: IntervalBounds
}
/** The regular join: both sides are kept for good. SEMI and ANTI output the left columns alone. */
export interface Join extends NodeBase {
  readonly kind: 'Join'
  readonly joinType: JoinType
  /** Equal columns of the left input and of the right, pair by pair. */
  readonly leftKeys: readonly number[]
  readonly rightKeys: readonly number[]
  /** Of each pair, whether NULL equals NULL. */
  readonly nullSafe: readonly boolean[]
  /** What has to hold besides, over left columns and then right ones. */
  readonly rest?: BoundExpr
}
/** Aggregates over the rows before each row: the input's columns, then one per call. */
export interface OverAggregate extends NodeBase {
  readonly kind: 'OverAggregate'
  readonly partitionBy: readonly number[]
  readonly orderBy: SortKey
  /** What `orderBy` is; over other columns than time, results change when rows come in between. */
  readonly order: TimeOrder
  readonly unit: 'ROWS' | 'RANGE'
  /** Rows or milliseconds before the current row; undefined: all that came before. */
  readonly preceding?: number
  readonly calls: readonly AggregateCall[]
}
/** Top-N, ORDER BY … LIMIT, LIMIT, and the first or last row of a key by time. */
export interface Rank extends NodeBase {
  readonly kind: 'Rank'
  readonly form: RankForm
  readonly partitionBy: readonly number[]
  readonly orderBy: readonly SortKey[]
  readonly range: RankRange
  readonly numbered: boolean
  /** What the only sort key is. */
  readonly order: TimeOrder
  /** Chosen with the changelog: what the input may do decides it. */
  readonly strategy?: RankStrategy
}
export type TimeOrder = 'rowtime' | 'proctime' | 'other'
export type RankStrategy =
  | { readonly kind: 'AppendFast' | 'Retract' }
  /** Updates arrive without -U and only ever move rows up. */
  | { readonly kind: 'UpdateFast'; readonly keys: readonly number[] }
/** ORDER BY time: rows wait for the watermark. */
export interface TemporalSort extends NodeBase {
  readonly kind: 'TemporalSort'
  readonly orderBy: readonly SortKey[]
  readonly order: TimeOrder
}
export interface Sink extends NodeBase {
  readonly kind: 'Sink'
  /** The table, or undefined for the result of a SELECT. */
  readonly table?: CatalogTable
  readonly name: string
  /** Upsert key of the input and sink key differ: SinkUpsertMaterializer. */
  readonly materialize: boolean
  readonly keys: readonly number[]
  readonly notNull: 'ERROR' | 'DROP'
  readonly lengths: 'IGNORE' | 'TRIM_PAD' | 'ERROR'
  /** An upsert sink never sees -U. */
  readonly dropsUpdateBefore: boolean
}

/** One job: the sinks of a statement set (or the one of a SELECT); shared scans are shared by identity. */
/** What STATE_TTL hints say. */
export interface HintedTtl {
  /** Of the aggregation of the SELECT at this place, in milliseconds; 0: its groups are never freed. */
  ofAggregation(select: Span): number | undefined
  readonly least: { readonly ttl: number; readonly span: Span } | undefined
}

export interface StreamPlan {
  readonly sinks: readonly Sink[]
  readonly stateTtl?: HintedTtl
  /** In an order where inputs come first. */
  readonly nodes: readonly StreamNode[]
}
