import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { MatchProjection } from '../../../compiled.ts'
import type { Comparator, Getter, Row, RowColumns } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, ValueState } from '../../operator.ts'
import { Automaton, type AutomatonSpec } from './automaton.ts'
import { KeyedRows } from './keyed-rows.ts'
import type { FinishedRun, Run } from './run.ts'
import { NONE, WaitingRows } from './waiting-rows.ts'

export interface MatchSpec {
  readonly automaton: AutomatonSpec
  /** Undefined for processing time. */
  readonly rowtime?: Getter<number | null>
  /** Of the rows that wait. */
  readonly columns: RowColumns
  /** Orders rows of the same time; absent where they keep the order of their arrival. */
  readonly order?: Comparator
  /** The order of the keys of one moment shows further on: then it is that of Flink's timers. */
  readonly keysOrdered: boolean
  /** The row of a match. */
  readonly result: MatchProjection<Run>
}

/** MATCH_RECOGNIZE: keeps rows until the watermark passes them, then gives them to the automaton in order of time. */
export class Match implements Operator {
  readonly #spec: MatchSpec
  readonly #automaton: Automaton
  readonly #waiting: WaitingRows
  #context!: OperatorContext
  #state!: ValueState<KeyedRows>

  constructor(spec: MatchSpec) {
    this.#spec = spec
    this.#automaton = new Automaton(spec.automaton)
    this.#waiting = new WaitingRows(spec.columns)
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
    if (time <= this.#context.watermark()) this.#context.late(1)
    else this.#wait(time, row)
  }

  beforeWatermark(watermark: number): void {
    this.#waiting.advance(watermark)
  }

  onTimer(_timer: Timer): void {
    this.#visit()
  }

  onWatermark(_watermark: number): void {
    if (this.#spec.keysOrdered) return
    const waiting = this.#waiting
    for (const key of waiting.dueKeys) this.#context.withRetainedKey(key, this.#visit, waiting.countOf(key))
  }

  /** The key is to be visited when the watermark has passed the time. Of several visits the first one does everything. */
  #wait(time: number, row: Row | undefined): void {
    if (!this.#spec.keysOrdered) {
      this.#waiting.add(time, this.#context.retainKey(), row)
      return
    }
    this.#context.timers.event(time)
    if (row !== undefined) this.#waiting.add(time, this.#context.currentKey(), row)
  }

  /** Gives the current key what is due of it. */
  readonly #visit = (): void => {
    const waiting = this.#waiting
    const { order } = this.#spec
    let key = this.#state.get()
    let before = Number.NaN
    for (let entry = waiting.takeFirst(this.#context.currentKey()); entry !== NONE; entry = waiting.after(entry)) {
      if (!waiting.hasRow(entry)) continue
      const time = waiting.timeOf(entry)
      if (time !== before) {
        if (key !== undefined) this.#emit(this.#automaton.advance(key, time), key, time)
        if (order !== undefined) waiting.arrange(entry, order)
      }
      before = time
      key = this.#process(key, waiting.rowOf(entry), time)
    }
    if (key === undefined) return
    const watermark = this.#context.watermark()
    this.#emit(this.#automaton.advance(key, watermark), key, watermark)
    this.#tidy(key)
  }

  /** In processing time rows are never out of order. */
  #arrive(row: Row): void {
    const key = this.#process(this.#state.get(), row, this.#context.now())
    if (key !== undefined) this.#tidy(key)
  }

  #process(known: KeyedRows | undefined, row: Row, time: number): KeyedRows | undefined {
    const automaton = this.#automaton
    if (known === undefined && automaton.beginsNot(row)) return undefined
    const key = known ?? this.#open()
    const found = automaton.process(key, row, time)
    const { within } = this.#spec.automaton
    if (within > 0 && automaton.began) this.#wait(time + within, undefined)
    this.#emit(found, key, time)
    return key
  }

  #emit(found: readonly FinishedRun[], key: KeyedRows, time: number): void {
    for (const { run, end } of found) this.#context.out.push(INSERT, this.#spec.result(key, run, end, time))
  }

  #tidy(key: KeyedRows): void {
    if (this.#automaton.isIdle(key)) this.#state.clear()
    else key.forget()
  }

  #open(): KeyedRows {
    const key = new KeyedRows(this.#automaton.beginning)
    this.#state.set(key)
    return key
  }
}
