import { isAccumulate, type RowKind } from '../../../../types/row-kind.ts'
import type { Concat, Getter, JoinPredicate, Row } from '../../../row.ts'
import type { ListState, MapState, Operator, OperatorContext, ValueState } from '../../operator.ts'
import { nullRowtime } from '../null-rowtime.ts'

export interface TemporalJoinSpec {
  readonly leftTime: Getter<number | null>
  readonly rightTime: Getter<number | null>
  /** What has to hold besides the equality of the keys. */
  readonly condition?: JoinPredicate
  readonly hasNullKey: (left: Row) => boolean
  readonly concat: Concat
  /** Whether left rows without a version come out, too. */
  readonly outer: boolean
  readonly noRight: Row
}

interface Probe {
  readonly kind: RowKind
  readonly row: Row
  readonly time: number
}

/** A version that was deleted is kept: from its time on there is none. */
interface Version {
  readonly row: Row
  readonly exists: boolean
}

/** Left rows wait for the watermark to reach their time, and then find the version that was valid. */
export class TemporalJoin implements Operator {
  readonly #spec: TemporalJoinSpec
  #context!: OperatorContext
  #probes!: ListState<Probe>
  #versions!: MapState<number, Version>
  #timer!: ValueState<number>

  constructor(spec: TemporalJoinSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#probes = context.state.list('probes')
    this.#versions = context.state.map('versions')
    this.#timer = context.state.value('timer')
  }

  push(input: number, kind: RowKind, row: Row): void {
    const time = (input === 0 ? this.#spec.leftTime : this.#spec.rightTime)(row)
    if (time === null) throw nullRowtime()
    if (input === 0) this.#probes.add({ kind, row, time })
    else this.#versions.set(time, { row, exists: isAccumulate(kind) })
    this.#wakeAt(time)
  }

  onTimer(): void {
    this.#timer.clear()
    const watermark = this.#context.watermark()
    const times = [...this.#versions.entries()].map(([time]) => time).sort((a, b) => a - b)
    const due: Probe[] = []
    const waiting: Probe[] = []
    for (const probe of this.#probes.items) (probe.time <= watermark ? due : waiting).push(probe)
    if (due.length > 0) this.#probes.replace(waiting)
    for (const probe of due) this.#answer(probe, times)
    this.#forget(times, watermark)
    const [first] = waiting
    if (first !== undefined) this.#wakeAt(waiting.reduce((least, p) => Math.min(least, p.time), first.time))
  }

  #answer({ kind, row, time }: Probe, times: readonly number[]): void {
    const { condition, concat, outer, noRight, hasNullKey } = this.#spec
    const at = lastUpTo(times, time)
    const version = at < 0 ? undefined : this.#versions.get(times[at] as number)
    const found =
      version?.exists === true && !hasNullKey(row) && (condition === undefined || condition(row, version.row))
    if (found) this.#context.out.push(kind, concat(row, version.row))
    else if (outer) this.#context.out.push(kind, concat(row, noRight))
  }

  /** Of the versions up to the watermark the last one stays. */
  #forget(times: readonly number[], watermark: number): void {
    const keep = lastUpTo(times, watermark)
    for (let i = 0; i < keep; i++) this.#versions.delete(times[i] as number)
  }

  #wakeAt(time: number): void {
    const set = this.#timer.get()
    if (set !== undefined && set <= time) return
    if (set !== undefined) this.#context.timers.deleteEvent(set)
    this.#context.timers.event(time)
    this.#timer.set(time)
  }
}

/** The index of the last time that is not after `time`; -1 where all are. */
function lastUpTo(times: readonly number[], time: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] as number) <= time) low = middle + 1
    else high = middle
  }
  return low - 1
}
