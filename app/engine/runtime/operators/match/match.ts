import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Comparator, Getter, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, ValueState } from '../../operator.ts'
import { Automaton, type AutomatonSpec } from './automaton.ts'
import { KeyedRows } from './keyed-rows.ts'
import type { NumberedRows } from './match-view.ts'
import type { FinishedRun } from './run.ts'

export interface MatchSpec {
  readonly automaton: AutomatonSpec
  /** Undefined for processing time. */
  readonly rowtime?: Getter<number | null>
  /** Orders rows of the same time; absent where they keep the order of their arrival. */
  readonly order?: Comparator
  /** The row of a match that came out at `time`. */
  readonly result: (rows: NumberedRows, match: FinishedRun, time: number) => Row
}

/** MATCH_RECOGNIZE: keeps rows until the watermark passes them, then gives them to the automaton in order of time. */
export class Match implements Operator {
  readonly #spec: MatchSpec
  readonly #automaton: Automaton
  readonly #timeOf: Getter<number | null>
  #context!: OperatorContext
  #state!: ValueState<KeyedRows>

  constructor(spec: MatchSpec) {
    this.#spec = spec
    this.#automaton = new Automaton(spec.automaton)
    this.#timeOf = spec.rowtime ?? (() => 0)
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#state = context.state.value('matches')
  }

  push(_input: number, _kind: RowKind, row: Row): void {
    if (this.#spec.rowtime === undefined) {
      this.#arrive(row)
      return
    }
    const timeOf = this.#timeOf
    const time = timeOf(row) ?? 0
    if (time <= this.#context.watermark()) {
      this.#context.late(1)
      return
    }
    const key = this.#open()
    const { waiting } = key
    key.add(row, time, timeOf)
    if (waiting === undefined || time < (timeOf(waiting) ?? 0)) this.#context.timers.event(time)
  }

  onTimer(_timer: Timer): void {
    const key = this.#state.get()
    if (key === undefined) return
    const timeOf = this.#timeOf
    const watermark = this.#context.watermark()
    let { waiting } = key
    while (waiting !== undefined) {
      const time = timeOf(waiting) ?? 0
      if (time > watermark) break
      this.#emit(this.#automaton.advance(key, time), key, time)
      for (let left = key.arrange(time, timeOf, this.#spec.order); left > 0; left--) this.#process(key, time)
      waiting = key.waiting
    }
    this.#emit(this.#automaton.advance(key, watermark), key, watermark)
    if (waiting !== undefined) this.#context.timers.event(timeOf(waiting) ?? 0)
    else if (this.#automaton.isIdle(key)) this.#state.clear()
    key.forget()
  }

  /** In processing time rows are never out of order. */
  #arrive(row: Row): void {
    const key = this.#open()
    key.add(row, 0, this.#timeOf)
    this.#process(key, this.#context.now())
    if (this.#automaton.isIdle(key)) this.#state.clear()
    else key.forget()
  }

  #process(key: KeyedRows, time: number): void {
    const { within } = this.#spec.automaton
    const found = this.#automaton.process(key, time)
    if (within > 0 && this.#automaton.began) this.#context.timers.event(time + within)
    this.#emit(found, key, time)
  }

  #emit(found: readonly FinishedRun[], key: KeyedRows, time: number): void {
    for (const match of found) this.#context.out.push(INSERT, this.#spec.result(key, match, time))
  }

  #open(): KeyedRows {
    const known = this.#state.get()
    if (known !== undefined) return known
    const key = new KeyedRows(this.#automaton.beginning)
    this.#state.set(key)
    return key
  }
}
