import type { StateBackend, Timer } from './operator.ts'
import type { TimerQueue } from './timer-queue.ts'

/**
 * Orders that nothing may show: of timers of one time, of the entries of a map. For tests, which turn them round; where
 * an order shows further on, the plan asks for Flink's, and these are not asked.
 */
export interface Disorder {
  timers(domain: Timer['domain']): TimerQueue
  state(backend: StateBackend): StateBackend
}
