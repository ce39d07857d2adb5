import type { Row } from '../../../row.ts'
import { JavaPriorityQueue } from './java-priority-queue.ts'
import { MatchedRow, NO_VARIABLE } from './matched-row.ts'
import type { PatternState } from './pattern-state.ts'
import { firstStartKept, type Skip } from './skip.ts'

/** Whether a variable takes a row: by the row alone, or by what has been matched before it too. */
export type Condition =
  | { readonly kind: 'row'; readonly test: (row: Row) => boolean }
  | { readonly kind: 'match'; readonly test: (candidate: MatchedRow) => boolean }

export interface AutomatonSpec {
  readonly start: PatternState
  readonly conditions: readonly Condition[]
  readonly skip: Skip
  /** Milliseconds; 0 for none. The last row lies less than this after the first. */
  readonly within: number
}

/** A match under way, or finished and held back. */
class Match {
  readonly state: PatternState
  /** The row taken last; none in the state where every match begins. */
  readonly last: MatchedRow | undefined
  /** Number and time of the first row; of the beginning: after all others. */
  readonly start: number
  readonly startTime: number

  constructor(state: PatternState, last: MatchedRow | undefined, start: number, startTime: number) {
    this.state = state
    this.last = last
    this.start = start
    this.startTime = startTime
  }
}

const startOf = (match: Match): number => match.start
const createQueue = (): JavaPriorityQueue<Match> => new JavaPriorityQueue(startOf)

/** What the automaton knows of one key. */
export interface Matches {
  partial: JavaPriorityQueue<Match>
  /** Finished, but a match that started earlier may still finish and skip them. Absent until there is one. */
  completed: JavaPriorityQueue<Match> | undefined
  /** Rows seen. */
  rows: number
}

const NOTHING: readonly MatchedRow[] = []

/** Flink's NFA for patterns whose rows follow each other directly. Answers finished matches by their last rows. */
export class Automaton {
  readonly #spec: AutomatonSpec
  readonly #beginning: Match
  #spare = createQueue()
  #began = false
  readonly #finished = createQueue()

  constructor(spec: AutomatonSpec) {
    this.#spec = spec
    this.#beginning = new Match(spec.start, undefined, Number.POSITIVE_INFINITY, 0)
  }

  create(): Matches {
    const partial = createQueue()
    partial.add(this.#beginning)
    return { partial, completed: undefined, rows: 0 }
  }

  /** Whether nothing is under way, as for a key without rows. */
  isIdle(matches: Matches): boolean {
    return matches.partial.size === 1 && (matches.completed?.size ?? 0) === 0
  }

  /** Whether the row processed last is the first of a match, whose end of time is to be watched. Never before 1970. */
  get began(): boolean {
    return this.#began
  }

  process(matches: Matches, row: Row, time: number): readonly MatchedRow[] {
    this.#began = false
    const order = matches.rows++
    if (matches.partial.size === 1 && this.#beginsNot(row)) return NOTHING
    const next = this.#spare
    next.clear()
    this.#finished.clear()
    for (const match of matches.partial.items) this.#step(match, row, order, time, next)
    this.#spare = matches.partial
    matches.partial = next
    return this.#release(matches)
  }

  /** Drops what has run out of time by now, which may let finished matches go. */
  advance(matches: Matches, time: number): readonly MatchedRow[] {
    const { within } = this.#spec
    if (within === 0 || this.isIdle(matches)) return NOTHING
    const next = this.#spare
    next.clear()
    this.#finished.clear()
    for (const match of matches.partial.items)
      if (match.last === undefined || time - match.startTime < within) next.add(match)
    this.#spare = matches.partial
    matches.partial = next
    return this.#release(matches)
  }

  /** Most rows begin nothing, and most patterns tell by the row alone. */
  #beginsNot(row: Row): boolean {
    const { start, conditions } = this.#spec
    const condition = conditions[start.variable] as Condition
    return start.proceed === undefined && condition.kind === 'row' && !condition.test(row)
  }

  /** Gives the row to every state that the match may be in. */
  #step(match: Match, row: Row, order: number, time: number, next: JavaPriorityQueue<Match>): void {
    const { last } = match
    const begins = last === undefined
    const start = begins ? order : match.start
    const startTime = begins ? time : match.startTime
    let tested = NO_VARIABLE
    let taken: MatchedRow | undefined
    for (let state: PatternState | undefined = match.state; state !== undefined && !state.final; ) {
      const { barredBy } = state
      if (barredBy !== undefined) {
        const barred = tested === barredBy ? taken : this.#take(barredBy, row, order, last)
        if (barred !== undefined) break
      }
      tested = state.variable
      taken = this.#take(tested, row, order, last)
      if (taken !== undefined) {
        if (begins && time > 0) this.#began = true
        const { target } = state
        const moved = new Match(target, taken, start, startTime)
        if (!target.final) next.add(moved)
        if (target.mayEnd && this.#reachesEnd(target, row, order, last)) this.#finished.add(moved)
      }
      state = state.proceed
    }
    if (begins) next.add(match)
  }

  #reachesEnd(from: PatternState, row: Row, order: number, last: MatchedRow | undefined): boolean {
    for (let state = from; !state.final; state = state.proceed as PatternState) {
      const { barredBy } = state
      if (barredBy !== undefined && this.#take(barredBy, row, order, last) !== undefined) return false
    }
    return true
  }

  #take(variable: number, row: Row, order: number, last: MatchedRow | undefined): MatchedRow | undefined {
    const condition = this.#spec.conditions[variable] as Condition
    if (condition.kind === 'row') return condition.test(row) ? new MatchedRow(row, variable, order, last) : undefined
    const candidate = new MatchedRow(row, variable, order, last)
    return condition.test(candidate) ? candidate : undefined
  }

  /** Finished matches go out unless one that started earlier is still open; each one prunes the others. */
  #release(matches: Matches): readonly MatchedRow[] {
    const { partial } = matches
    if (this.#finished.size > 0) {
      matches.completed ??= createQueue()
      for (const match of this.#finished.items) matches.completed.add(match)
    }
    const { completed } = matches
    if (completed === undefined) return NOTHING
    let released: MatchedRow[] | undefined
    for (let match = completed.peek(); match !== undefined; match = completed.peek()) {
      if (match.start > (partial.peek() as Match).start) break
      completed.poll()
      const last = match.last as MatchedRow
      const kept = firstStartKept(this.#spec.skip, last, match.start)
      const isPruned = (other: Match): boolean => other.start < kept
      partial.removeWhere(isPruned)
      completed.removeWhere(isPruned)
      released ??= []
      released.push(last)
    }
    return released ?? NOTHING
  }
}
