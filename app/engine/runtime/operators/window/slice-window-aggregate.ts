import { INSERT, isAccumulate, type RowKind } from '../../../../types/row-kind.ts'
import type { Group, WindowGroupHandler } from '../../../compiled.ts'
import type { Getter, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, WindowState } from '../../operator.ts'
import { nullRowtime } from '../null-rowtime.ts'
import { FirstPhase, type FirstPhaseSpec } from './first-phase.ts'
import { LateCounter } from './late-counter.ts'
import type { SliceAssigner } from './slice-assigner.ts'
import type { TimeShift } from './time-shift.ts'
import { WindowBuffer } from './window-buffer.ts'

export interface SliceWindowSpec extends PhasesSpec {
  readonly handler: WindowGroupHandler
  readonly slices: SliceAssigner
  /** Row time in milliseconds; absent for processing time. */
  readonly time?: Getter<number | null>
  readonly shift: TimeShift
  /** Rows may be taken back, so a window may end up empty; then it sends nothing. */
  readonly retracts: boolean
}

/** How Flink collects rows before it takes them to its state; one of the two, or neither where it does not show. */
export interface PhasesSpec {
  /** Flink aggregates in two phases, which shows in what is late. */
  readonly twoPhase?: TwoPhaseSpec
  /** In one phase, over rows whose watermark comes with them. */
  readonly onePhase?: Pick<FirstPhaseSpec, 'nextTrigger'>
}

export interface TwoPhaseSpec extends Pick<FirstPhaseSpec, 'nextTrigger'> {
  /** The watermark that a row causes is not ahead of its time. */
  readonly rowsLead: boolean
}

/** GROUP BY over TUMBLE, HOP and CUMULATE: accumulates by slice, merges slices when a window fires. */
export class SliceWindowAggregate implements Operator {
  readonly #spec: SliceWindowSpec
  readonly #handler: WindowGroupHandler
  readonly #accumulate: WindowGroupHandler['accumulate']
  readonly #time: Getter<number | null>
  readonly #assigner: SliceAssigner
  readonly #shift: TimeShift
  #context!: OperatorContext
  #slices!: WindowState<Group>
  #late!: LateCounter
  #buffer!: WindowBuffer
  #firstPhase: FirstPhase | undefined
  #held: FirstPhase | undefined
  /** The slice of the last row, in which the next one mostly falls too. */
  #from = Number.POSITIVE_INFINITY
  #end = Number.NEGATIVE_INFINITY
  /** Rows of that slice before this instant are neither late nor held back. */
  #openUntil = Number.NEGATIVE_INFINITY
  #firstEnd = Number.NaN
  #lastEnd = Number.NaN
  #fireTime = Number.NaN
  #instant = Number.NaN

  constructor(spec: SliceWindowSpec) {
    this.#spec = spec
    this.#handler = spec.handler
    this.#accumulate = spec.handler.accumulate
    this.#time = spec.time ?? (() => this.#context.now())
    this.#assigner = spec.slices
    this.#shift = spec.shift
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#slices = context.state.window('slices')
    // where windows share no slices, a new slice is a new window
    this.#buffer = new WindowBuffer(context, this.#assigner.sharing === 'none')
    const { twoPhase, onePhase } = this.#spec
    this.#late = new LateCounter(context, twoPhase !== undefined)
    if (onePhase !== undefined) {
      const next = (kind: RowKind, row: Row) => this.#takeHeld(kind, row)
      this.#held = new FirstPhase(context, { ...onePhase, next, from: Number.NEGATIVE_INFINITY })
    }
    if (twoPhase === undefined) return
    const { nextTrigger } = twoPhase
    this.#firstPhase = new FirstPhase(context, { nextTrigger, next: (kind, row) => this.#accept(kind, row) })
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const slice = this.#sliceEnd(row)
    if (this.#instant < this.#openUntil) {
      if (this.#add(slice, kind, row)) this.#open(this.#firstEnd)
    } else if (this.#firstPhase === undefined || this.#isSafe()) this.#assign(slice, kind, row)
    else this.#firstPhase.push(kind, row, this.#fireTime)
  }

  /** The first phase holds a row back only where the watermark of its own step may close its window. */
  #isSafe(): boolean {
    return this.#spec.twoPhase?.rowsLead === true && this.#instant < this.#fireTime
  }

  beforeWatermark(watermark: number): void {
    if (watermark >= this.#openUntil) this.#openUntil = Number.NEGATIVE_INFINITY
    this.#firstPhase?.beforeWatermark(watermark)
    this.#held?.beforeWatermark(watermark)
    this.#buffer.beforeWatermark(watermark)
  }

  #accept(kind: RowKind, row: Row): void {
    this.#assign(this.#sliceEnd(row), kind, row)
  }

  #assign(slice: number, kind: RowKind, row: Row): void {
    if (this.#spec.time !== undefined && this.#isFired(this.#firstEnd)) this.#addLate(slice, kind, row)
    else if (this.#held !== undefined) this.#held.push(kind, row, this.#fireTime)
    else if (this.#add(slice, kind, row)) this.#open(this.#firstEnd)
  }

  /** A window that fired while its rows were held never shows them; Flink does not count them as late either. */
  #takeHeld(kind: RowKind, row: Row): void {
    const slice = this.#sliceEnd(row)
    if (this.#add(slice, kind, row) && !this.#isFired(this.#firstEnd)) this.#open(this.#firstEnd)
  }

  onTimer(timer: Timer): void {
    const windowEnd = timer.namespace
    if (this.#assigner.sharing === 'none') this.#fireSlice(windowEnd)
    else if (this.#assigner.sharing === 'cumulate') this.#fireCumulated(windowEnd)
    else this.#fireMerged(windowEnd)
  }

  /** The row's slice; also finds the first and last window that it belongs to. */
  #sliceEnd(row: Row): number {
    const instant = this.#time(row)
    if (instant === null) throw nullRowtime()
    this.#instant = instant
    const time = this.#shift.toLocal(instant)
    if (!(time >= this.#from && time < this.#end)) this.#enter(time)
    return this.#end
  }

  #enter(time: number): void {
    const end = this.#assigner.sliceEnd(time)
    this.#end = end
    this.#from = end - this.#assigner.slice
    this.#firstEnd = this.#assigner.firstWindowEnd(end)
    this.#lastEnd = this.#assigner.lastWindowEnd(end)
    this.#fireTime = this.#shift.toTimer(this.#firstEnd - 1)
    this.#openUntil = this.#waits() || this.#isFired(this.#firstEnd) ? Number.NEGATIVE_INFINITY : this.#fireTime
  }

  /** Whether rows are held back even where their window is open. */
  #waits(): boolean {
    return this.#held !== undefined || (this.#firstPhase !== undefined && this.#spec.twoPhase?.rowsLead !== true)
  }

  #isFired(windowEnd: number): boolean {
    const fireTime = windowEnd === this.#firstEnd ? this.#fireTime : this.#shift.toTimer(windowEnd - 1)
    return this.#context.watermark() >= fireTime
  }

  /** Whether the slice is new. */
  #add(sliceEnd: number, kind: RowKind, row: Row): boolean {
    let slice = this.#slices.get(sliceEnd)
    const isNew = slice === undefined
    if (slice === undefined) {
      slice = this.#handler.create(row)
      this.#slices.set(sliceEnd, slice)
    }
    if (isAccumulate(kind)) this.#accumulate(slice, row)
    else this.#handler.retract(slice, row)
    return isNew
  }

  /** The first window of the slice has fired; the row still counts in later ones, if there are. */
  #addLate(sliceEnd: number, kind: RowKind, row: Row): void {
    const { sharing, step } = this.#assigner
    if (this.#isFired(this.#lastEnd)) {
      this.#late.add(sliceEnd)
      return
    }
    let unfired = this.#firstEnd + step
    while (this.#isFired(unfired)) unfired += step
    this.#add(sharing === 'cumulate' ? this.#firstSlice(sliceEnd) : sliceEnd, kind, row)
    this.#register(unfired)
  }

  /** The first window of a new slice. */
  #open(windowEnd: number): void {
    if (this.#spec.time === undefined) this.#register(windowEnd)
    else this.#buffer.add(this.#fireTime, windowEnd)
  }

  #register(windowEnd: number): void {
    const time = this.#shift.toTimer(windowEnd - 1)
    if (this.#spec.time === undefined) this.#context.timers.processing(time, windowEnd)
    else this.#context.timers.event(time, windowEnd)
  }

  #fireSlice(windowEnd: number): void {
    const slice = this.#slices.get(windowEnd)
    if (slice === undefined) return
    this.#emit(windowEnd, slice)
    this.#slices.delete(windowEnd)
  }

  #fireMerged(windowEnd: number): void {
    const { slice: width, step } = this.#assigner
    const start = this.#assigner.windowStart(windowEnd)
    const count = (windowEnd - start) / width
    let all: Group | undefined
    for (let i = 0; i < count; i++) {
      const slice = this.#slices.get(windowEnd - i * width)
      if (slice === undefined) continue
      all ??= this.#handler.copyKey(slice)
      this.#handler.merge(all, slice)
    }
    for (let end = start + width; end <= Math.min(start + step, windowEnd); end += width) this.#slices.delete(end)
    if (all === undefined || all.rows === 0) return
    this.#emit(windowEnd, all)
    this.#register(windowEnd + step)
  }

  /** The first slice of the window collects those after it. */
  #fireCumulated(windowEnd: number): void {
    const first = this.#firstSlice(windowEnd)
    const added = this.#slices.get(windowEnd)
    if (windowEnd !== first && added !== undefined) {
      const into = this.#slices.get(first)
      if (into !== undefined) this.#handler.merge(into, added)
      else {
        const collected = this.#handler.copyKey(added)
        this.#handler.merge(collected, added)
        this.#slices.set(first, collected)
      }
      this.#slices.delete(windowEnd)
    }
    const all = this.#slices.get(first)
    if (all !== undefined) this.#emit(windowEnd, all)
    const last = this.#assigner.lastWindowEnd(windowEnd)
    if (windowEnd < last) this.#register(windowEnd + this.#assigner.step)
    else this.#slices.delete(first)
  }

  #firstSlice(windowEnd: number): number {
    return this.#assigner.windowStart(windowEnd) + this.#assigner.step
  }

  #emit(windowEnd: number, slice: Group): void {
    if (this.#spec.retracts && slice.rows === 0) return
    const start = this.#assigner.windowStart(windowEnd)
    this.#context.out.push(INSERT, this.#handler.result(slice, start, windowEnd, this.#shift))
  }
}
