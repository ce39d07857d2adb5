import type { OperatorHost } from '../runtime/operator-host.ts'
import type { RunEnvironment } from '../runtime/run-environment.ts'

/** Where a run stands: its processing time and the feed event that is being processed. */
export class VirtualClock implements RunEnvironment {
  #now: number
  #step = -1
  #label: string | undefined = 'start'
  #atStepEnd: (() => void)[] = []

  constructor(startTime: number) {
    this.#now = startTime
  }

  readonly now = (): number => this.#now

  readonly step = (): number => this.#step

  /** The step as results name it: 'start', the event's index, or 'end:<table>'. */
  get label(): string {
    this.#label ??= String(this.#step)
    return this.#label
  }

  readonly atStepEnd = (task: () => void): void => {
    this.#atStepEnd.push(task)
  }

  /** The feed event has gone through the job. */
  endStep(): void {
    // a task may ask for another one
    while (this.#atStepEnd.length > 0) {
      const tasks = this.#atStepEnd
      this.#atStepEnd = []
      for (const task of tasks) task()
    }
  }

  /** The next feed event. */
  enter(step: number): void {
    this.#step = step
    this.#label = undefined
  }

  /** The end of a table's feed, which is a step of its own. */
  enterEnd(table: string): void {
    this.#step++
    this.#label = `end:${table}`
  }

  /** Moves on to `time`, firing processing-time timers on the way: by time, then in the operators' order. */
  advance(time: number, hosts: readonly OperatorHost[]): void {
    for (;;) {
      let next: OperatorHost | undefined
      let due = time
      for (const host of hosts) {
        const timer = host.nextProcessingTimer()
        if (timer === undefined || timer > due || (next !== undefined && timer === due)) continue
        next = host
        due = timer
      }
      if (next === undefined) break
      this.#now = Math.max(this.#now, due)
      next.fireProcessingTimers(due)
    }
    this.#now = Math.max(this.#now, time)
  }
}
