import type { OperatorHost } from '../runtime/operator-host.ts'
import type { RunEnvironment } from '../runtime/run-environment.ts'

const THREE_DIGITS: readonly string[] = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'))

/** Where a run stands: its processing time and the feed event that is being processed. */
export class VirtualClock implements RunEnvironment {
  #now: number
  #step = -1
  #label: string | undefined = 'start'
  readonly #tasks: (() => void)[] = []
  #taskCount = 0
  /** Of the last label, what stands before its last three digits. */
  #thousands = 0
  #prefix = ''

  constructor(startTime: number) {
    this.#now = startTime
  }

  readonly now = (): number => this.#now

  readonly step = (): number => this.#step

  /** The step as results name it: 'start', the event's index, or 'end:<table>'. */
  get label(): string {
    this.#label ??= this.#stepText()
    return this.#label
  }

  readonly atStepEnd = (task: () => void): void => {
    this.#tasks[this.#taskCount++] = task
  }

  /** The feed event has gone through the job. */
  endStep(): void {
    // a task may ask for another one
    for (let i = 0; i < this.#taskCount; i++) (this.#tasks[i] as () => void)()
    this.#taskCount = 0
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

  /** Most rows come out one step after the other, so only the last three digits are new: to join texts is faster than to make them. */
  #stepText(): string {
    const step = this.#step
    if (step < 1000) return String(step)
    const rest = step % 1000
    const thousands = step - rest
    if (thousands !== this.#thousands) {
      this.#thousands = thousands
      this.#prefix = String(thousands / 1000)
    }
    return this.#prefix + THREE_DIGITS[rest]
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
