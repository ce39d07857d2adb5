import { RunFailure } from '../../run-failure.ts'

/** Flink fails the job on a row without a row time, rather than guess where it belongs. */
export function nullRowtime(): RunFailure {
  return new RunFailure(
    'RuntimeException',
    'RowTime field should not be null, please convert it to a non-null long value.',
  )
}
