/**
 * The ledger of Flink's own surprises: where 2.2.0 always does the same, and not what its documentation or the
 * SQL standard leads to expect. The engine prints what Flink prints; the author is told at the place. `issue`
 * where Flink's tracker has one; `seen` is the version in which it was observed.
 */
export interface FlinkDefect {
  readonly code: string
  readonly issue?: string
  readonly seen: string
  /** Plan: told from the job's nodes. Syntax: from the statement as written. */
  readonly foundIn: 'plan' | 'syntax'
}

/** The words stand under the same codes among the messages. */
export const FLINK_DEFECTS = [
  { code: 'defect.top-1-insert-only', issue: 'FLINK-39966', seen: '2.2.0', foundIn: 'plan' },
  { code: 'defect.integer-variance', seen: '2.2.0', foundIn: 'plan' },
  { code: 'defect.narrow-sum', seen: '2.2.0', foundIn: 'plan' },
  { code: 'defect.over-rank-ties', seen: '2.2.0', foundIn: 'plan' },
  { code: 'defect.rank-fraction', seen: '2.2.0', foundIn: 'plan' },
  { code: 'defect.rank-column', seen: '2.2.0', foundIn: 'plan' },
  { code: 'defect.float-first', seen: '2.2.0', foundIn: 'plan' },
  { code: 'defect.float-digits', seen: '2.2.0', foundIn: 'plan' },
  { code: 'defect.row-field', seen: '2.2.0', foundIn: 'plan' },
  { code: 'defect.interval-week', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.interval-quarter', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.array-agg-order', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.lag-nulls', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.subquery-order', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.group-id', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.group-by-number', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.empty-regexp', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.empty-like', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.match-anchors', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.match-unused-define', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.match-within', seen: '2.2.0', foundIn: 'syntax' },
  { code: 'defect.match-greedy', seen: '2.2.0', foundIn: 'syntax' },
] as const satisfies readonly FlinkDefect[]

export type DefectCode = (typeof FLINK_DEFECTS)[number]['code']
