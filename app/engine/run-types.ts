import type { Diagnostic } from '../sql/diagnostic.ts'
import type { LogicalType } from '../types/logical-type.ts'
import type { RowKind } from '../types/row-kind.ts'
import type { Value } from '../types/value.ts'

// What goes into a run and what comes out of it: the contract of the façade (engine.ts) with its callers.

/** One event of the global arrival order. Values are in the forms of types/value.ts, in the order of the table's physical then metadata columns. */
export type FeedEvent =
  | {
      readonly kind: 'row'
      readonly table: string
      readonly change: RowKind
      readonly values: readonly Value[]
      readonly partition?: number
      readonly at?: number
    }
  | {
      readonly kind: 'watermark'
      readonly table: string
      readonly time: number
      readonly partition?: number
      readonly at?: number
    }
  | {
      readonly kind: 'idle' | 'active' | 'end'
      readonly table: string
      readonly partition?: number
      readonly at?: number
    }
  /** The virtual clock moves on. */
  | { readonly kind: 'tick'; readonly at: number }
  /** The next event is not at hand yet: the run lets its caller do something about it. No event of its own. */
  | { readonly kind: 'wait' }

/** What a caller knows better than the DDL: the oracle's per-table overrides. */
export interface TableOverride {
  readonly sourceMode?: 'insert' | 'upsert' | 'all'
  readonly sinkMode?: 'insert' | 'upsert' | 'all' | 'requested'
  readonly watermarkPushDown?: boolean
  readonly lookup?: boolean
}

/** A run that goes beyond any of these is stopped. */
export interface RunBudget {
  /** Events that go in, and rows that come out. */
  readonly rows: number
  readonly milliseconds: number
  readonly stateEntries: number
  /** Of memory in use, where it can be measured. */
  readonly bytes?: number
}

export interface RunOptions {
  readonly config: ReadonlyMap<string, string>
  readonly tables: ReadonlyMap<string, TableOverride>
  readonly seed: number
  /** Virtual processing time at the start, ms. */
  readonly startTime: number
  /** 'max': sources end with the MAX watermark; 'none': stop after the last event. */
  readonly end: 'max' | 'none'
  readonly watermarks: boolean
  readonly budget: RunBudget
}

/** Receives a run's outcome in order. `step` is the index of the event that caused it, or 'end:<table>'. */
export interface RunListener {
  schema(
    statement: number,
    sink: string,
    columns: readonly { readonly name: string; readonly type: LogicalType }[],
  ): void
  row(statement: number, sink: string, step: string, kind: RowKind, values: readonly Value[]): void
  watermark?(statement: number, sink: string, step: string, time: number): void
  late?(statement: number, operator: string, node: number, dropped: number): void
  /** Rows per edge of the job graph, by kind; sent at the end and every 8,192 rows. */
  counts?(statement: number, counts: readonly EdgeCount[]): void
  result?(
    statement: number,
    columns: readonly { readonly name: string; readonly type: LogicalType }[],
    rows: readonly (readonly Value[])[],
  ): void
  error(statement: number, diagnostic: Diagnostic, errorClass: string): void
}
export interface EdgeCount {
  /** Plan node that emits. */
  readonly node: number
  /** The table, view or sink that the node stands for, where it stands for one. */
  readonly relation?: string
  readonly kinds: readonly [number, number, number, number]
}
