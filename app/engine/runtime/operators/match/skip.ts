import { RunFailure } from '../../../run-failure.ts'
import { lastOf, type MatchedRow } from './matched-row.ts'

/** AFTER MATCH SKIP: where the search goes on once a match is out. */
export type Skip =
  | { readonly kind: 'PAST LAST ROW' | 'NEXT ROW' }
  | { readonly kind: 'FIRST' | 'LAST'; readonly variable: number; readonly name: string }

/** Partial and finished matches that start before this row are dropped. Throws RunFailure where Flink's job fails. */
export function firstStartKept(skip: Skip, last: MatchedRow, start: number): number {
  switch (skip.kind) {
    case 'NEXT ROW':
      return start + 1
    case 'PAST LAST ROW':
      return last.order + 1
    default:
      return orderOf(skip, last, start)
  }
}

function orderOf(skip: Extract<Skip, { readonly variable: number }>, last: MatchedRow, start: number): number {
  const end = lastOf(last, skip.variable)
  if (end === undefined)
    throw new RunFailure(FAILURE, `Could not skip to ${skip.name}. No such element in the found match`)
  const order = skip.kind === 'FIRST' ? end.order - (end.count - 1) : end.order
  if (order === start) throw new RunFailure(FAILURE, 'Could not skip to first element of a match.')
  return order
}

const FAILURE = 'FlinkRuntimeException'
