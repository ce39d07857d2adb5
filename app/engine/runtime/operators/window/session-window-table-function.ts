import type { RowKind } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, ValueState } from '../../operator.ts'
import { nullRowtime } from '../null-rowtime.ts'
import { windowValues } from './window-output.ts'
import type { WindowTableFunctionSpec } from './window-table-function.ts'

export type SessionTableFunctionSpec = Omit<WindowTableFunctionSpec, 'windows'> & { readonly gap: number }

interface Session {
  readonly start: number
  readonly end: number
  readonly changes: readonly { readonly kind: RowKind; readonly row: Row }[]
}

/** SESSION as a table: rows wait until their session closes, then come with their kinds; late ones are dropped. */
export class SessionWindowTableFunction implements Operator {
  readonly #spec: SessionTableFunctionSpec
  #context!: OperatorContext
  #sessions!: ValueState<readonly Session[]>

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
    const touched = sessions.filter((s) => s.start <= start + gap && s.end >= start)
    const session: Session = {
      start: Math.min(start, ...touched.map((s) => s.start)),
      end: Math.max(start + gap, ...touched.map((s) => s.end)),
      changes: [...touched.flatMap((s) => s.changes), { kind, row }],
    }
    if (time !== undefined && shift.toTimer(session.end - 1) <= this.#context.watermark()) {
      this.#context.late(1)
      return
    }
    this.#sessions.set([...sessions.filter((s) => !touched.includes(s)), session])
    const timer = shift.toTimer(session.end - 1)
    if (time === undefined) this.#context.timers.processing(timer, session.end)
    else this.#context.timers.event(timer, session.end)
  }

  /** A session that grew since the timer was set has another end: its own timer comes later. */
  onTimer(timer: Timer): void {
    const sessions = this.#sessions.get() ?? []
    const closed = sessions.find((s) => s.end === timer.namespace)
    if (closed === undefined) return
    const open = sessions.filter((s) => s !== closed)
    if (open.length === 0) this.#sessions.clear()
    else this.#sessions.set(open)
    const { append, shift } = this.#spec
    const values = windowValues(['window_start', 'window_end', 'window_time'], closed.start, closed.end, shift)
    for (const change of closed.changes) this.#context.out.push(change.kind, append(change.row, values))
  }
}
