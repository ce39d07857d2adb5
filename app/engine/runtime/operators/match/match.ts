import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Comparator, Getter, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, ValueState } from '../../operator.ts'
import { Automaton, type AutomatonSpec, type Matches } from './automaton.ts'
import { BufferedRows } from './buffered-rows.ts'
import type { MatchedRow } from './matched-row.ts'

export interface MatchSpec {
  readonly automaton: AutomatonSpec
  /** Undefined for processing time. */
  readonly rowtime?: Getter<number | null>
  /** Orders rows of the same time; absent where they keep the order of their arrival. */
  readonly order?: Comparator
  /** The row of a match, from its last row and the time at which it came out. */
  readonly result: (last: MatchedRow, time: number) => Row
}

interface KeyedMatches {
  readonly buffered: BufferedRows
  readonly matches: Matches
}

/** MATCH_RECOGNIZE: keeps rows until the watermark passes them, then gives them to the automaton in order of time. */
export class Match implements Operator {
  readonly #spec: MatchSpec
  readonly #automaton: Automaton
  #context!: OperatorContext
  #state!: ValueState<KeyedMatches>

  constructor(spec: MatchSpec) {
    this.#spec = spec
    this.#automaton = new Automaton(spec.automaton)
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#state = context.state.value('matches')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    const { rowtime } = this.#spec
    if (rowtime === undefined) {
      this.#arrive(row)
      return
    }
    const time = rowtime(row) ?? 0
    if (time <= this.#context.watermark()) {
      this.#context.late(1)
      return
    }
    const { buffered } = this.#open()
    const earliest = buffered.earliest
    buffered.add(time, row)
    if (earliest === undefined || time < earliest) this.#context.timers.event(time)
  }

  onTimer(_timer: Timer): void {
    const keyed = this.#state.get()
    if (keyed === undefined) return
    const { buffered } = keyed
    const watermark = this.#context.watermark()
    for (let time = buffered.earliest; time !== undefined && time <= watermark; time = buffered.earliest) {
      this.#emit(this.#automaton.advance(keyed.matches, time), time)
      for (const row of buffered.takeEarliest(this.#spec.order)) this.#process(keyed, row, time)
    }
    this.#emit(this.#automaton.advance(keyed.matches, watermark), watermark)
    const next = buffered.earliest
    if (next !== undefined) this.#context.timers.event(next)
    else if (this.#automaton.isIdle(keyed.matches)) this.#state.clear()
  }

  /** In processing time rows are never out of order. */
  #arrive(row: Row): void {
    const keyed = this.#open()
    this.#process(keyed, row, this.#context.now())
    if (this.#automaton.isIdle(keyed.matches)) this.#state.clear()
  }

  #process(keyed: KeyedMatches, row: Row, time: number): void {
    const { within } = this.#spec.automaton
    const found = this.#automaton.process(keyed.matches, row, time)
    if (within > 0 && this.#automaton.began) this.#context.timers.event(time + within)
    this.#emit(found, time)
  }

  #emit(found: readonly MatchedRow[], time: number): void {
    for (const last of found) this.#context.out.push(INSERT, this.#spec.result(last, time))
  }

  #open(): KeyedMatches {
    const known = this.#state.get()
    if (known !== undefined) return known
    const keyed = { buffered: new BufferedRows(), matches: this.#automaton.create() }
    this.#state.set(keyed)
    return keyed
  }
}
