import { RunFailure } from '../../../run-failure.ts'
import type { FinishedRun } from './run.ts'
import { takenBy } from './taken-rows.ts'

/** AFTER MATCH SKIP: where the search goes on once a match is out. */
export type Skip =
  | { readonly kind: 'PAST LAST ROW' | 'NEXT ROW' }
  | { readonly kind: 'FIRST' | 'LAST'; readonly variable: number; readonly name: string }

/** Partial and finished matches that start before this row are dropped. Throws RunFailure where Flink's job fails. */
export function firstStartKept(skip: Skip, finished: FinishedRun): number {
  switch (skip.kind) {
    case 'NEXT ROW':
      return finished.start + 1
    case 'PAST LAST ROW':
      return finished.end + 1
    default:
      return numberOf(skip, finished)
  }
}

function numberOf(skip: Extract<Skip, { readonly variable: number }>, { run, end, start }: FinishedRun): number {
  const taken = takenBy(run, end, skip.variable)
  if (taken === undefined)
    throw new RunFailure(FAILURE, `Could not skip to ${skip.name}. No such element in the found match`)
  const number = skip.kind === 'FIRST' ? taken.first : taken.end
  if (number === start) throw new RunFailure(FAILURE, 'Could not skip to first element of a match.')
  return number
}

const FAILURE = 'FlinkRuntimeException'
