import type { MatchPredicate, NumberedRows } from '../../../compiled.ts'
import type { Predicate, Row } from '../../../row.ts'
import { addTo, pollFrom, removeBefore } from './java-priority-queue.ts'
import type { KeyedRows } from './keyed-rows.ts'
import type { PatternState } from './pattern-state.ts'
import { AFTER_ALL, FinishedRun, NO_VARIABLE, Run } from './run.ts'
import { firstStartKept, type Skip } from './skip.ts'

/** Whether a variable takes a row: always, by the row alone, or by what has been matched before it too. */
export type Condition =
  | { readonly kind: 'none' }
  | { readonly kind: 'row'; readonly test: Predicate }
  | { readonly kind: 'match'; readonly test: MatchPredicate<Run> }

export interface AutomatonSpec {
  readonly start: PatternState
  readonly conditions: readonly Condition[]
  /** Whether conditions keep sums of the rows so far. */
  readonly sums: boolean
  readonly skip: Skip
  /** Milliseconds; 0 for none. The last row lies less than this after the first. */
  readonly within: number
}

const NOTHING: readonly FinishedRun[] = []

/** Flink's NFA for patterns whose rows follow each other directly. Answers finished matches, whose rows are still there. */
export class Automaton {
  readonly #spec: AutomatonSpec
  readonly #beginning: Run
  /** What becomes of a key's matches, before it is the key's. */
  readonly #next: Run[] = []
  readonly #finished: FinishedRun[] = []
  readonly #released: FinishedRun[] = []
  #began = false

  constructor(spec: AutomatonSpec) {
    this.#spec = spec
    const { start } = spec
    this.#beginning = new Run(start, NO_VARIABLE, 0, undefined, AFTER_ALL, 0, undefined)
  }

  get beginning(): Run {
    return this.#beginning
  }

  /** Whether nothing is under way, as for a key without rows. */
  isIdle({ partial, completed }: KeyedRows): boolean {
    return partial.length === 1 && (completed === undefined || completed.length === 0)
  }

  /** Whether the row processed last is the first of a match, whose end of time is to be watched. Never before 1970. */
  get began(): boolean {
    return this.#began
  }

  /** Most rows begin nothing, and most patterns tell by the row alone. */
  beginsNot(row: Row): boolean {
    const { start, conditions } = this.#spec
    const condition = conditions[start.variable] as Condition
    return start.proceed === undefined && condition.kind === 'row' && !condition.test(row)
  }

  /** Gives the next row to all matches under way. */
  process(key: KeyedRows, row: Row, time: number): readonly FinishedRun[] {
    this.#began = false
    const { partial } = key
    if (partial.length === 1 && this.beginsNot(row)) return NOTHING
    const number = key.add(row)
    empty(this.#finished)
    const next = this.#next
    for (const run of partial) this.#step(run, key, row, number, time, next)
    this.#replace(partial, next)
    return this.#release(key)
  }

  /** Drops what has run out of time by now, which may let finished matches go. */
  advance(key: KeyedRows, time: number): readonly FinishedRun[] {
    const { within } = this.#spec
    const { partial } = key
    const earliest = partial[0] as Run
    if (within === 0 || this.#begins(earliest) || time - earliest.startTime < within) return NOTHING
    empty(this.#finished)
    const next = this.#next
    for (const run of partial) if (this.#begins(run) || time - run.startTime < within) addTo(next, run)
    this.#replace(partial, next)
    return this.#release(key)
  }

  /** A key's list keeps the little room that it has. */
  #replace(partial: Run[], next: Run[]): void {
    const { length } = next
    while (partial.length > length) partial.pop()
    for (let i = 0; i < length; i++) {
      const run = next[i] as Run
      if (i === partial.length) partial.push(run)
      else if (partial[i] !== run) partial[i] = run
    }
    empty(next)
  }

  #begins(run: Run): boolean {
    return run.variable === NO_VARIABLE
  }

  /** Gives the row to every state that the match may be in. */
  #step(run: Run, rows: NumberedRows, row: Row, number: number, time: number, next: Run[]): void {
    const begins = this.#begins(run)
    let tested = NO_VARIABLE
    let moved: Run | undefined
    for (let state: PatternState | undefined = run.state; state !== undefined && !state.final; ) {
      const { barredBy } = state
      if (barredBy !== undefined) {
        const barred =
          tested === barredBy ? moved !== undefined : this.#move(run, state, barredBy, rows, row, number, time)
        if (barred) break
      }
      tested = state.variable
      const { target } = state
      moved = this.#move(run, target, tested, rows, row, number, time)
      if (moved !== undefined) {
        if (begins && time > 0) this.#began = true
        if (!target.final) addTo(next, moved)
        if (target.mayEnd && this.#reachesEnd(target, run, rows, row, number, time))
          addTo(this.#finished, new FinishedRun(moved, number))
      }
      state = state.proceed
    }
    if (begins) addTo(next, run)
  }

  #reachesEnd(from: PatternState, run: Run, rows: NumberedRows, row: Row, number: number, time: number): boolean {
    for (let state = from; !state.final; state = state.proceed as PatternState) {
      const { barredBy } = state
      if (barredBy !== undefined && this.#move(run, state, barredBy, rows, row, number, time) !== undefined)
        return false
    }
    return true
  }

  /** The match with the row as one of the variable's, if its condition holds. */
  #move(
    run: Run,
    target: PatternState,
    variable: number,
    rows: NumberedRows,
    row: Row,
    number: number,
    time: number,
  ): Run | undefined {
    const condition = this.#spec.conditions[variable] as Condition
    if (condition.kind === 'row' && !condition.test(row)) return undefined
    const candidate = this.#taken(run, target, variable, number, time)
    return condition.kind !== 'match' || condition.test(rows, candidate, number) ? candidate : undefined
  }

  #taken(run: Run, target: PatternState, variable: number, number: number, time: number): Run {
    if (this.#begins(run)) {
      const startTime = this.#spec.within === 0 ? 0 : time
      return new Run(target, variable, number, undefined, number, startTime, undefined)
    }
    const { start, startTime } = run
    if (run.variable !== variable) return new Run(target, variable, number, run, start, startTime, undefined)
    if (run.state === target && !this.#spec.sums) return run
    return new Run(target, variable, run.first, run.before, start, startTime, run.sums)
  }

  /** Finished matches go out unless one that started earlier is still open; each one prunes the others. */
  #release(key: KeyedRows): readonly FinishedRun[] {
    const finished = this.#finished
    const { partial, completed } = key
    if (completed === undefined || completed.length === 0) {
      if (finished.length === 0) return NOTHING
      const only = finished[0] as FinishedRun
      if (finished.length === 1 && only.start <= (partial[0] as Run).start) {
        // as if it had waited with the others
        removeBefore(partial, firstStartKept(this.#spec.skip, only))
        return finished
      }
    }
    key.completed ??= []
    return this.#releaseFrom(key.completed, partial)
  }

  #releaseFrom(completed: FinishedRun[], partial: Run[]): readonly FinishedRun[] {
    for (const each of this.#finished) addTo(completed, each)
    const released = this.#released
    empty(released)
    for (let first = completed[0]; first !== undefined; first = completed[0]) {
      if (first.start > (partial[0] as Run).start) break
      pollFrom(completed)
      const kept = firstStartKept(this.#spec.skip, first)
      removeBefore(partial, kept)
      removeBefore(completed, kept)
      released.push(first)
    }
    return released
  }
}

/** Popped empty, a list keeps its room. */
function empty(list: unknown[]): void {
  while (list.length > 0) list.pop()
}
