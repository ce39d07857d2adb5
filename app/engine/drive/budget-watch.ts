import { RunFailure } from '../run-failure.ts'
import type { RunOptions } from '../run-types.ts'
import type { Job } from '../runtime/job.ts'

export interface BudgetMeters {
  /** Milliseconds that the run has taken; injected, because the engine has no clock of its own. */
  readonly elapsed: () => number
  /** Bytes in use, where the surroundings can tell. */
  readonly usedBytes?: (() => number) | undefined
}

/** Rows that come out between two looks: one event may make more than time or memory allow. */
const ROWS_OUT = 65_536

/** Stops a run that would not end or would not fit, and says which budget it was. */
export class BudgetWatch {
  readonly #budget: RunOptions['budget']
  readonly #meters: BudgetMeters
  #rowsOut = 0
  #rowsOutBefore = 0

  constructor(budget: RunOptions['budget'], meters: BudgetMeters) {
    this.#budget = budget
    this.#meters = meters
  }

  /** A row has reached a sink. */
  rowOut(): void {
    if (++this.#rowsOut % ROWS_OUT !== 0) return
    if (this.#rowsOut > this.#budget.rows) throw spent(`more than ${this.#budget.rows} rows came out`)
    this.#lookAround(undefined)
  }

  /** Whether many rows have come out since the last look at the events. */
  get isDue(): boolean {
    return this.#rowsOut - this.#rowsOutBefore >= ROWS_OUT
  }

  /** So many events have gone through, and this is what the state holds by now. */
  events(count: number, stateEntries: number, job: Job): void {
    const { rows, stateEntries: most } = this.#budget
    this.#rowsOutBefore = this.#rowsOut
    if (count > rows) throw spent(`more than ${rows} events`)
    if (stateEntries > most) throw spent(`more than ${most} entries of state, most of them in ${largest(job)?.name}`)
    this.#lookAround(job)
  }

  #lookAround(job: Job | undefined): void {
    const { milliseconds, bytes } = this.#budget
    const { elapsed, usedBytes } = this.#meters
    if (elapsed() > milliseconds) throw spent(`more than ${milliseconds} ms`)
    if (bytes !== undefined && usedBytes !== undefined && usedBytes() > bytes) {
      throw spent(
        `more than ${Math.round(bytes / 1_048_576)} MB of memory${job === undefined ? '' : largestState(job)}`,
      )
    }
  }
}

const largest = ({ hosts }: Job) => [...hosts].sort((a, b) => b.entries - a.entries)[0]

function largestState(job: Job): string {
  const most = largest(job)
  return most === undefined || most.entries === 0 ? '' : `, most of it in ${most.name} with ${most.entries} entries`
}

function spent(what: string): RunFailure {
  return new RunFailure('BudgetExceeded', `The run was stopped: ${what}`)
}
