import { INSERT, isAccumulate, type RowKind } from '../../../../types/row-kind.ts'
import type { Group, WindowGroupHandler } from '../../../compiled.ts'
import type { Getter, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, ValueState } from '../../operator.ts'
import { nullRowtime } from '../null-rowtime.ts'
import { type Session, touchedSessions } from './session-windows.ts'
import type { TimeShift } from './time-shift.ts'

export interface SessionWindowSpec {
  readonly handler: WindowGroupHandler
  readonly gap: number
  /** Row time in milliseconds; absent for processing time. */
  readonly time?: Getter<number | null>
  readonly shift: TimeShift
  readonly retracts: boolean
  /** The order in which sessions of one time close shows further on, and must be Flink's. */
  readonly ordered: boolean
}

interface AggregatedSession extends Session {
  id: number
  start: number
  end: number
  /** When its timer fires: not after the session's end, which may have moved on since. */
  due: number
  readonly group: Group
}

const NONE: readonly never[] = []

/** GROUP BY over SESSION: rows that are at most one gap apart share a window; a row may join two into one. */
export class SessionWindowAggregate implements Operator {
  readonly #spec: SessionWindowSpec
  readonly #handler: WindowGroupHandler
  #context!: OperatorContext
  #nextId = 0
  #sessions!: ValueState<AggregatedSession[]>

  constructor(spec: SessionWindowSpec) {
    this.#spec = spec
    this.#handler = spec.handler
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#sessions = context.state.value('sessions')
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const start = this.#time(row)
    const sessions = this.#sessions.get()
    const touched = sessions === undefined ? NONE : touchedSessions(sessions, start, start + this.#spec.gap)
    let from = start
    let end = start + this.#spec.gap
    for (const session of touched) {
      if (session.start < from) from = session.start
      if (session.end > end) end = session.end
    }
    // Late is decided after merging: an open session rescues a row that is late by itself.
    if (this.#isLate(end)) {
      this.#context.late(1)
      return
    }
    const [first] = touched
    const session = first === undefined ? this.#open(sessions, from, end, row) : this.#grow(first, touched, from, end)
    if (isAccumulate(kind)) this.#handler.accumulate(session.group, row)
    else this.#handler.retract(session.group, row)
  }

  onTimer(timer: Timer): void {
    const sessions = this.#sessions.get() ?? []
    const closed = sessions.find((s) => s.id === timer.namespace)
    if (closed === undefined) return
    if (this.#timerOf(closed.end) > timer.time) {
      this.#register(closed)
      return
    }
    const open = sessions.filter((s) => s !== closed)
    if (open.length === 0) this.#sessions.clear()
    else this.#sessions.set(open)
    if (this.#spec.retracts && closed.group.rows === 0) return
    const { group, start, end } = closed
    this.#context.out.push(INSERT, this.#handler.result(group, start, end, this.#spec.shift))
  }

  #time(row: Row): number {
    const { time } = this.#spec
    const instant = time === undefined ? this.#context.now() : time(row)
    if (instant === null) throw nullRowtime()
    return this.#spec.shift.toLocal(instant)
  }

  #isLate(end: number): boolean {
    return this.#spec.time !== undefined && this.#timerOf(end) <= this.#context.watermark()
  }

  #open(sessions: AggregatedSession[] | undefined, start: number, end: number, row: Row): AggregatedSession {
    const session = { id: this.#nextId++, start, end, due: 0.5, group: this.#handler.create(row) }
    this.#register(session)
    if (sessions === undefined) this.#sessions.set([session])
    else sessions.push(session)
    return session
  }

  /** The first one of those that touch takes the others in. */
  #grow(
    first: AggregatedSession,
    touched: readonly AggregatedSession[],
    start: number,
    end: number,
  ): AggregatedSession {
    if (touched.length === 1 && first.start === start && first.end === end) return first
    first.start = start
    first.end = end
    if (this.#spec.ordered || this.#timerOf(end) < first.due) this.#renew(first)
    if (touched.length > 1) this.#takeIn(first, touched)
    return first
  }

  #takeIn(first: AggregatedSession, touched: readonly AggregatedSession[]): void {
    for (const other of touched) {
      if (other === first) continue
      this.#unregister(other.id, other.due)
      this.#handler.merge(first.group, other.group)
    }
    const sessions = this.#sessions.get() ?? []
    this.#sessions.set(sessions.filter((session) => session === first || !touched.includes(session)))
  }

  /** To Flink a session that grows is another one, with a timer of its own. Otherwise the timer is left until it is due. */
  #renew(session: AggregatedSession): void {
    const { id, due } = session
    session.id = this.#nextId++
    this.#register(session)
    this.#unregister(id, due)
  }

  #timerOf(end: number): number {
    return this.#spec.shift.toTimer(end - 1)
  }

  #register(session: AggregatedSession): void {
    const time = this.#timerOf(session.end)
    session.due = time
    if (this.#spec.time === undefined) this.#context.timers.processing(time, session.id)
    else this.#context.timers.event(time, session.id)
  }

  #unregister(id: number, due: number): void {
    if (this.#spec.time === undefined) this.#context.timers.deleteProcessing(due, id)
    else this.#context.timers.deleteEvent(due, id)
  }
}
