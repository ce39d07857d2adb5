import type { Diagnostic } from '../sql/diagnostic.ts'
import type { RowKindText } from '../types/row-kind.ts'

/** A mistake placed in the flow: a node, a field of its form, a span of the text in that field; or a pack's line. */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'info'
  readonly code: string
  readonly message: string
  readonly params?: Readonly<Record<string, string>>
  readonly place:
    | { readonly kind: 'flow'; readonly flow: string; readonly field?: string }
    | {
        readonly kind: 'node'
        readonly flow: string
        readonly node: string
        readonly field?: string
        readonly span?: { readonly start: number; readonly end: number }
      }
    | { readonly kind: 'pack'; readonly pack: string; readonly line: number; readonly column?: string }
    | { readonly kind: 'test'; readonly test: string; readonly expectation?: number; readonly row?: number }
    | { readonly kind: 'script'; readonly span: { readonly start: number; readonly end: number } }
  readonly diagnostic?: Diagnostic
}

export interface TestReport {
  readonly test: string
  readonly name: string
  readonly status: 'passed' | 'failed' | 'error' | 'stopped'
  readonly milliseconds: number
  readonly sinks: readonly SinkReport[]
  readonly problems: readonly Problem[]
  readonly edges: readonly EdgeReport[]
  readonly lateByNode: readonly { readonly node: string; readonly rows: number }[]
  /** Event time, arrival and the watermark, for the timeline. At most 2,000 points per source. */
  readonly timeline: readonly TimelineSource[]
}
export interface SinkReport {
  readonly node: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly changes: number
  /** Where there were too many to keep: so many from the first on can be looked at. */
  readonly kept?: number
  /** The comparison, line by line; absent when nothing is expected of the sink. */
  readonly comparison?: readonly ComparedRow[]
  /** The columns whose cells `comparison` has, in its order; empty: all. */
  readonly comparedColumns?: readonly string[]
  /** First page of the changelog as cells; further pages are asked for (`rows`). */
  readonly rows: readonly ResultRow[]
  readonly folded: readonly (readonly (string | null)[])[]
}
export interface ResultRow {
  readonly kind: RowKindText
  readonly cells: readonly (string | null)[]
  /** Index of the input event that caused it, or 'end'. */
  readonly step: string
}
export interface ComparedRow {
  readonly verdict: 'same' | 'missing' | 'unexpected'
  readonly kind: RowKindText
  readonly cells: readonly (string | null)[]
}
/** Rows that crossed an edge of the canvas, by kind (+I, -U, +U, -D). */
export interface EdgeReport {
  readonly edge: string
  readonly kinds: readonly [number, number, number, number]
}
export interface TimelineSource {
  readonly node: string
  readonly points: readonly { readonly arrival: number; readonly eventTime: number; readonly late: boolean }[]
  readonly watermarks: readonly { readonly arrival: number; readonly time: number }[]
}
