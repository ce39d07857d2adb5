import type { Disorder } from './disorder.ts'

/** What a run gives to all of its operators. */
export interface RunEnvironment {
  /** Processing time of the virtual clock. */
  now(): number
  /** Number of the feed event being processed. */
  step(): number
  /** Runs a task when that event has gone through the whole job. */
  atStepEnd(task: () => void): void
  readonly disorder?: Disorder
}
