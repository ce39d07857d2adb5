import { DELETE, INSERT, isAccumulate, type RowKind, UPDATE_AFTER, UPDATE_BEFORE } from '../../../../types/row-kind.ts'
import type { Group, WindowGroupHandler } from '../../../compiled.ts'
import type { Getter, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, WindowState } from '../../operator.ts'
import type { TimeShift } from './time-shift.ts'
import { windowStart } from './window-start.ts'
import { type EmitStrategy, type TriggeredWindow, WindowTrigger } from './window-trigger.ts'

export interface GroupWindowSpec {
  readonly handler: WindowGroupHandler
  readonly size: number
  /** Distance between the starts of windows; as large as `size` for TUMBLE. */
  readonly slide: number
  /** Row time in milliseconds; absent for processing time. */
  readonly time?: Getter<number>
  readonly shift: TimeShift
  /** Rows may be taken back, so a window may end up empty; then it sends nothing. */
  readonly retracts: boolean
  readonly emit: EmitStrategy
  /** A window may send several results, each of which replaces the one before. */
  readonly updates: boolean
}

/** They go by their end. */
interface OpenWindow extends TriggeredWindow {
  /** When it takes no more rows and is forgotten. */
  readonly closes: number
  /** The result that was sent last. */
  sent?: Row
}

/** GROUP BY TUMBLE(…) and HOP(…), the group windows of old. Flink's AggregateWindowOperator. */
export class GroupWindowAggregate implements Operator {
  readonly #spec: GroupWindowSpec
  readonly #pane: number
  #context!: OperatorContext
  #trigger!: WindowTrigger
  /** What windows share: no row is in two panes, no pane in part in a window. They go by their start. */
  #panes!: WindowState<Group>
  #windows!: WindowState<OpenWindow>

  constructor(spec: GroupWindowSpec) {
    this.#spec = spec
    this.#pane = greatestCommonDivisor(spec.size, spec.slide)
  }

  open(context: OperatorContext): void {
    const { time, emit } = this.#spec
    this.#context = context
    this.#trigger = new WindowTrigger(time !== undefined, emit, context)
    this.#panes = context.state.window('panes')
    this.#windows = context.state.window('windows')
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const { time, shift, size, slide } = this.#spec
    const local = shift.toLocal(time === undefined ? this.#context.now() : time(row))
    const pane = windowStart(local, 0, this.#pane)
    const last = windowStart(pane, 0, slide)
    const inWindow = last > local - size
    // a row between windows is late when the window before it is
    let dropped = this.#isLate(last + size)
    if (!dropped && inWindow) this.#add(pane, kind, row)
    for (let start = last; start > local - size; start -= slide) {
      if (this.#isLate(start + size)) continue
      dropped = false
      this.#element(start + size)
    }
    if (dropped) this.#context.late(1)
  }

  onTimer(timer: Timer): void {
    const window = this.#windows.get(timer.namespace)
    if (window === undefined) return
    if (this.#trigger.onTimer(timer, window)) this.#send(timer.namespace, window)
    const domain = this.#spec.time === undefined ? 'processing' : 'event'
    if (timer.domain === domain && timer.time === window.closes) this.#close(timer.namespace, window)
  }

  #closeTime(end: number): number {
    return this.#spec.shift.toTimer(end - 1 + this.#spec.emit.allowLateness)
  }

  #isLate(end: number): boolean {
    return this.#spec.time !== undefined && this.#closeTime(end) <= this.#context.watermark()
  }

  #add(start: number, kind: RowKind, row: Row): void {
    const { handler } = this.#spec
    let pane = this.#panes.get(start)
    if (pane === undefined) {
      pane = handler.create(row)
      this.#panes.set(start, pane)
    }
    if (isAccumulate(kind)) handler.accumulate(pane, row)
    else handler.retract(pane, row)
  }

  #element(end: number): void {
    let window = this.#windows.get(end)
    if (window === undefined) {
      window = { due: this.#spec.shift.toTimer(end - 1), closes: this.#closeTime(end) }
      this.#windows.set(end, window)
      this.#trigger.open(window, end)
      if (this.#spec.time !== undefined) this.#context.timers.event(window.closes, end)
    }
    if (this.#trigger.onElement(window, end)) this.#send(end, window)
  }

  #send(end: number, window: OpenWindow): void {
    const { handler, size, shift, retracts, updates } = this.#spec
    const all = this.#collect(end)
    if (all === undefined) return
    if (retracts && all.rows === 0) {
      this.#take(window)
      return
    }
    const result = handler.result(all, end - size, end, shift)
    if (!updates || window.sent === undefined) this.#context.out.push(INSERT, result)
    else if (handler.sameResult(window.sent, result)) return
    else {
      this.#context.out.push(UPDATE_BEFORE, window.sent)
      this.#context.out.push(UPDATE_AFTER, result)
    }
    if (updates) window.sent = result
  }

  #take(window: OpenWindow): void {
    if (window.sent === undefined) return
    this.#context.out.push(DELETE, window.sent)
    delete window.sent
  }

  /** The window's panes, merged oldest first. */
  #collect(end: number): Group | undefined {
    const { handler, size } = this.#spec
    const start = end - size
    if (this.#pane === size) return this.#panes.get(start)
    let all: Group | undefined
    for (let at = start; at < end; at += this.#pane) {
      const pane = this.#panes.get(at)
      if (pane === undefined) continue
      all ??= handler.copyKey(pane)
      handler.merge(all, pane)
    }
    return all
  }

  /** Its panes go with the last window that holds them. */
  #close(end: number, window: OpenWindow): void {
    const { size, slide } = this.#spec
    const start = end - size
    for (let at = start; at < end; at += this.#pane) {
      if (windowStart(at, 0, slide) === start) this.#panes.delete(at)
    }
    this.#trigger.close(window, end)
    this.#windows.delete(end)
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
