import { failed, ok, type Result } from '../../base/result.ts'
import type { StoreError } from '../../workspace/store.ts'
import { StoreFailure } from '../../workspace/store-failure.ts'

export interface StepServices {
  /** Lets other calls be answered. */
  readonly pause: () => Promise<void>
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
}

/** Other calls wait no longer than this. */
const SLICE_MS = 10

/** Goes through the steps without keeping anybody waiting; undefined when it was given up. */
export async function walkSteps<T>(
  steps: Generator<unknown, T>,
  { pause, now }: StepServices,
  isCancelled: () => boolean,
  onSlice: () => void = () => {},
): Promise<Result<T | undefined, StoreError>> {
  let sliceEnd = now() + SLICE_MS
  try {
    for (;;) {
      const step = steps.next()
      if (step.done) return ok(step.value)
      if (now() < sliceEnd) continue
      onSlice()
      await pause()
      if (isCancelled()) return ok(undefined)
      sliceEnd = now() + SLICE_MS
    }
  } catch (thrown) {
    if (thrown instanceof StoreFailure) return failed(thrown.error)
    throw thrown
  } finally {
    steps.return(undefined as T)
  }
}
