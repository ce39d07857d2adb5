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
}

interface AggregatedSession extends Session {
  readonly group: Group
}

/** GROUP BY over SESSION: rows that are at most one gap apart share a window; a row may join two into one. */
export class SessionWindowAggregate implements Operator {
  readonly #spec: SessionWindowSpec
  readonly #handler: WindowGroupHandler
  #context!: OperatorContext
  #nextId = 0
  #sessions!: ValueState<readonly AggregatedSession[]>

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
    const sessions = this.#sessions.get() ?? []
    const touched = touchedSessions(sessions, start, start + this.#spec.gap)
    const from = Math.min(start, ...touched.map((s) => s.start))
    const end = Math.max(start + this.#spec.gap, ...touched.map((s) => s.end))
    // Late is decided after merging: an open session rescues a row that is late by itself.
    if (this.#isLate(end)) {
      this.#context.late(1)
      return
    }
    const session = this.#merge(touched, from, end, row)
    if (isAccumulate(kind)) this.#handler.accumulate(session.group, row)
    else this.#handler.retract(session.group, row)
    if (session !== touched[0]) this.#sessions.set([...sessions.filter((s) => !touched.includes(s)), session])
  }

  onTimer(timer: Timer): void {
    const sessions = this.#sessions.get() ?? []
    const closed = sessions.find((s) => s.id === timer.namespace)
    if (closed === undefined) return
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
    return this.#spec.time !== undefined && this.#spec.shift.toTimer(end - 1) <= this.#context.watermark()
  }

  /** One session of those that touch, in the first one's state, or a new one. */
  #merge(touched: readonly AggregatedSession[], start: number, end: number, row: Row): AggregatedSession {
    const [first, ...others] = touched
    if (first !== undefined && others.length === 0 && first.start === start && first.end === end) return first
    const id = this.#nextId++
    this.#register(end, id)
    for (const merged of touched) this.#unregister(merged)
    if (first === undefined) return { id, start, end, group: this.#handler.create(row) }
    for (const other of others) this.#handler.merge(first.group, other.group)
    return { id, start, end, group: first.group }
  }

  #register(end: number, id: number): void {
    const time = this.#spec.shift.toTimer(end - 1)
    if (this.#spec.time === undefined) this.#context.timers.processing(time, id)
    else this.#context.timers.event(time, id)
  }

  #unregister({ end, id }: Session): void {
    const time = this.#spec.shift.toTimer(end - 1)
    if (this.#spec.time === undefined) this.#context.timers.deleteProcessing(time, id)
    else this.#context.timers.deleteEvent(time, id)
  }
}
