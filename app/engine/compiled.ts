import type { LogicalType } from '../types/logical-type.ts'
import type { Value } from '../types/value.ts'
import type { AggregateCall, BoundExpr, SortKey } from './expr/bound.ts'
import type {
  CalcFunction,
  Comparator,
  Concat,
  Getter,
  JoinPredicate,
  Predicate,
  Projection,
  Row,
  RowColumns,
} from './row.ts'

// What generated code looks like from outside: the plain functions that operators get in their specs,
// and the compiler that makes them, once per job. Implemented by expr/codegen.

/** The key of a keyed operator. One column is a primitive value; several are taken one by one and interned. */
export interface KeySpec {
  readonly columns: readonly Getter<Value>[]
  /** Values of these columns may be arrays, maps, rows or bytes, which need a canonical form before they can be compared. */
  readonly canonical: readonly ((value: Value) => string | number | bigint | boolean | null)[]
  /** Both in one. */
  readonly primitives: readonly Getter<string | number | bigint | boolean | null>[]
}

/** All aggregate calls of one operator, generated as one unit. `Accumulators` is an object of a fixed shape. */
export interface Accumulators {
  readonly ACCUMULATORS: never
}
export interface AggregateHandler {
  create(): Accumulators
  accumulate(accumulators: Accumulators, row: Row): void
  retract(accumulators: Accumulators, row: Row): void
  merge(into: Accumulators, from: Accumulators): void
  /** Key columns from `keyRow` (any input row of the group), then one column per call. */
  result(keyRow: Row, accumulators: Accumulators): Row
}
/** What is kept of the rows of one group, in an object of one fixed shape: key columns, accumulators of all calls. */
export interface Group {
  readonly GROUP: never
  /** Rows added less rows taken back. */
  rows: number
}
interface GroupChanges {
  /** A group of no rows yet, with the key of this one. */
  create(row: Row): Group
  accumulate(group: Group, row: Row): void
  retract(group: Group, row: Row): void
  /** Same results, by Flink's equality of the results' binary form (for suppressing unchanged updates). */
  sameResult(a: Row, b: Row): boolean
}
/** Groups whose results are updated. */
export interface GroupHandler extends GroupChanges {
  /** Key columns, then one column per call. */
  result(group: Group): Row
  /** The result once more, as `result` gave it last: to be asked for before the group changes again. */
  lastResult(group: Group): Row
}
/** Groups of windows. */
export interface WindowGroupHandler extends GroupChanges {
  /** One of no rows, with the same key. */
  copyKey(group: Group): Group
  merge(into: Group, from: Group): void
  /** Key columns, then one column per call, then the window's. */
  result(group: Group, start: number, end: number, zone: { toInstant(local: number): number }): Row
}

/** The rows of one key, by their numbers. */
export interface NumberedRows {
  row(number: number): Row
}
/** A match, from its last variable back: the rows of each begin at `first` and end before those of the next one. */
export interface MatchedRows {
  readonly variable: number
  readonly first: number
  readonly before: MatchedRows | undefined
  /** The match's first row. */
  readonly start: number
}

/** What a column of an expression over a match reads; variables go by their places in the pattern. */
export type MatchColumn<M extends MatchedRows> =
  /** A column of the row at `offset` from the first or last one of a variable, of all or of one that never has rows. */
  | {
      readonly kind: 'column'
      readonly variable: number | 'all' | 'none'
      readonly edge: 'FIRST' | 'LAST'
      readonly offset: number
      readonly column: number
    }
  /** One of the results of aggregate calls over the rows up to `end`. */
  | {
      readonly kind: 'aggregate'
      readonly results: (rows: NumberedRows, match: M, end: number) => readonly Value[]
      readonly call: number
    }
  /** Made of the time at which the match comes out. */
  | { readonly kind: 'time'; readonly read: (time: number) => Value }

/** Whether the match may have `end` as a row of its last variable. */
export type MatchPredicate<M extends MatchedRows> = (rows: NumberedRows, match: M, end: number) => boolean
/** The columns of a match that ends with the row `end` and comes out at `time`. */
export type MatchProjection<M extends MatchedRows> = (rows: NumberedRows, match: M, end: number, time: number) => Row

export type WindowProperty = 'window_start' | 'window_end' | 'window_time'

export interface WindowGroupOptions extends AggregateOptions {
  /** The window's columns. */
  readonly properties: readonly WindowProperty[]
  /** The start of the window that a row carries, where its end does not tell: sessions. */
  readonly carriedStart?: Getter<number | null>
}

export interface AggregateOptions {
  /** Rows may be taken back. */
  readonly retracts: boolean
  /** Calls, by their position, to which that does not matter. */
  readonly monotonic?: readonly number[]
}

export interface CompilerSettings {
  readonly zone: string
  readonly now: () => number
  readonly queryStart: number
  readonly random: () => number
}

export interface ExprCompiler {
  rowFromValues(width: number): (values: readonly Value[]) => Row
  /** A row of some of the values, by their places. Of columns whose types are given a projection reads them. */
  rowFromSome(places: readonly number[], types: readonly LogicalType[]): (values: readonly Value[]) => Row
  valuesFromRow(width: number): (row: Row) => readonly Value[]
  /** `watermark` is that of the operator, for CURRENT_WATERMARK. */
  calc(
    input: readonly LogicalType[],
    condition: BoundExpr | undefined,
    projections: readonly BoundExpr[],
    watermark?: () => number | null,
  ): CalcFunction
  projection(input: readonly LogicalType[], projections: readonly BoundExpr[]): Projection
  /** Columns of the input by index, as a new row. */
  select(indexes: readonly number[]): Projection
  predicate(input: readonly LogicalType[], condition: BoundExpr): Predicate
  /** Whether one of the columns is NULL. */
  hasNull(columns: readonly number[]): Predicate
  joinPredicate(left: readonly LogicalType[], right: readonly LogicalType[], condition: BoundExpr): JoinPredicate
  concat(leftWidth: number, rightWidth: number): Concat
  /** A row of so many columns, with a number behind them. */
  withNumber(width: number): (row: Row, last: number) => Row
  nulls(width: number): Row
  /** For rows of so many columns. */
  rowColumns(width: number): RowColumns
  /** Over matches whose last variable is `variable`. */
  matchPredicate<M extends MatchedRows>(
    variable: number,
    columns: readonly MatchColumn<M>[],
    condition: BoundExpr,
  ): MatchPredicate<M>
  matchProjection<M extends MatchedRows>(
    columns: readonly MatchColumn<M>[],
    projections: readonly BoundExpr[],
  ): MatchProjection<M>
  value(input: readonly LogicalType[], expr: BoundExpr): Getter<Value>
  /** The watermark that a row causes in milliseconds; null for none, undefined where its time column is NULL. */
  watermark(input: readonly LogicalType[], rowtime: number, expr: BoundExpr): Getter<number | null | undefined>
  /** A time column or expression in milliseconds; null stays null. */
  milliseconds(input: readonly LogicalType[], expr: BoundExpr): Getter<number | null>
  key(input: readonly LogicalType[], indexes: readonly number[]): KeySpec
  comparator(input: readonly LogicalType[], keys: readonly SortKey[]): Comparator
  /** A number by which rows sort as this key, of a column of numbers, sorts them; the same for some that it tells apart. */
  lead(key: SortKey): (row: Row) => number
  /** Equality of whole rows as Flink compares serialized rows (NaN equals NaN, 0.0 is not -0.0). */
  equal(types: readonly LogicalType[]): (a: Row, b: Row) => boolean
  aggregates(
    input: readonly LogicalType[],
    keys: readonly number[],
    calls: readonly AggregateCall[],
    options: AggregateOptions,
  ): AggregateHandler
  groups(
    input: readonly LogicalType[],
    keys: readonly number[],
    calls: readonly AggregateCall[],
    options: AggregateOptions,
  ): GroupHandler
  windowGroups(
    input: readonly LogicalType[],
    keys: readonly number[],
    calls: readonly AggregateCall[],
    options: WindowGroupOptions,
  ): WindowGroupHandler
  /** Evaluates an expression without input columns. Throws RunFailure where Flink's constant folding would fail. */
  constant(expr: BoundExpr): Value
  /** The generated source, for `--explain codegen`. */
  readonly sources: readonly { readonly name: string; readonly text: string }[]
}
