import type { LogicalType } from '../../types/logical-type.ts'

export interface WindowSpec {
  readonly kind: 'TUMBLE' | 'HOP' | 'CUMULATE' | 'SESSION'
  /** Milliseconds. */
  readonly size: number
  readonly slide?: number
  readonly offset: number
  /** An offset was written, be it of nothing. */
  readonly withOffset?: true
  readonly gap?: number
  /** The time column of the input; its type says rowtime or proctime, TIMESTAMP or TIMESTAMP_LTZ. */
  readonly time: number
  /** The rows carry their window: `time` is then the column of its end, `start` of its start, and this the type that the time had. */
  readonly attached?: LogicalType
  readonly start?: number
  /** An alignment was given, which Flink reads but cannot plan. */
  readonly aligned?: true
  /** A size is computed, which Flink's planner refuses. */
  readonly computed?: true
  /** Written as GROUP BY TUMBLE(…), the group window of old. */
  readonly grouped?: true
}
