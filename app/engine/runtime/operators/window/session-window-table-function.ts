import type { RowKind } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, ValueState } from '../../operator.ts'
import { nullRowtime } from '../null-rowtime.ts'
import { type Session, touchedSessions } from './session-windows.ts'
import { windowValues } from './window-output.ts'
import { atProcessingTime, type WindowTableFunctionSpec } from './window-table-function.ts'

export type SessionTableFunctionSpec = Omit<WindowTableFunctionSpec, 'windows'> & { readonly gap: number }

interface WaitingSession extends Session {
  /** In the order of their arrival. */
  readonly changes: Change[]
}

interface Change {
  readonly order: number
  readonly kind: RowKind
  readonly row: Row
}

/** SESSION as a table: rows wait until their session closes, then come with their kinds; late ones are dropped. */
export class SessionWindowTableFunction implements Operator {
  readonly #spec: SessionTableFunctionSpec
  #context!: OperatorContext
  #next = 0
  #sessions!: ValueState<readonly WaitingSession[]>

  constructor(spec: SessionTableFunctionSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#sessions = context.state.value('sessions')
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const { time, gap, shift } = this.#spec
    const instant = time === undefined ? this.#context.now() : time(row)
    if (instant === null) throw nullRowtime()
    const start = shift.toLocal(instant)
    const sessions = this.#sessions.get() ?? []
    const touched = touchedSessions(sessions, start, start + gap)
    let from = start
    let end = start + gap
    for (const session of touched) {
      if (session.start < from) from = session.start
      if (session.end > end) end = session.end
    }
    if (time !== undefined && shift.toTimer(end - 1) <= this.#context.watermark()) {
      this.#context.late(1)
      return
    }
    const id = this.#identity(touched, from, end)
    const change: Change = { order: this.#next++, kind, row }
    const changes = changesOf(touched)
    changes.push(change)
    this.#sessions.set([...sessions.filter((s) => !touched.includes(s)), { id, start: from, end, changes }])
  }

  /** A session that grew has another timer. */
  #identity(touched: readonly Session[], start: number, end: number): number {
    const [first, second] = touched
    if (first !== undefined && second === undefined && first.start === start && first.end === end) return first.id
    const id = this.#next++
    const { time, shift } = this.#spec
    const { timers } = this.#context
    const due = shift.toTimer(end - 1)
    if (time === undefined) timers.processing(due, id)
    else timers.event(due, id)
    for (const merged of touched) {
      const before = shift.toTimer(merged.end - 1)
      if (time === undefined) timers.deleteProcessing(before, merged.id)
      else timers.deleteEvent(before, merged.id)
    }
    return id
  }

  onTimer(timer: Timer): void {
    const sessions = this.#sessions.get() ?? []
    const closed = sessions.find((s) => s.id === timer.namespace)
    if (closed === undefined) return
    const open = sessions.filter((s) => s !== closed)
    if (open.length === 0) this.#sessions.clear()
    else this.#sessions.set(open)
    const { append, shift, time } = this.#spec
    const bounds = windowValues(closed.start, closed.end, shift)
    const values = time === undefined ? atProcessingTime(bounds, this.#context.now()) : bounds
    for (const change of closed.changes) this.#context.out.push(change.kind, append(change.row, values))
  }
}

/** Those of several sessions in the order in which they came; those of one are carried on. */
function changesOf(sessions: readonly WaitingSession[]): Change[] {
  const [only, second] = sessions
  if (only === undefined) return []
  if (second === undefined) return only.changes
  return sessions.flatMap((session) => session.changes).sort((a, b) => a.order - b.order)
}
