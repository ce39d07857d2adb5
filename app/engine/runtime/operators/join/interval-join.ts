import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Concat, Getter, JoinPredicate, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, Timers } from '../../operator.ts'
import { MAX_WATERMARK } from '../../watermark.ts'
import { nullRowtime } from '../null-rowtime.ts'
import { IntervalSide, type TimedRows } from './interval-side.ts'

export interface IntervalJoinSpec {
  /** left time - right time, both inclusive. */
  readonly lower: number
  readonly upper: number
  /** How much later than they could the rows that find no match any more are dropped, and padded. */
  readonly cleanupDelay: number
  /** What comes of several matches depends on their order further on. */
  readonly ordered: boolean
  /** Row times; absent for processing time. */
  readonly times?: readonly [Getter<number | null>, Getter<number | null>]
  /** What has to hold besides the equality of the keys. */
  readonly condition?: JoinPredicate
  readonly hasNullKey: readonly [(row: Row) => boolean, (row: Row) => boolean]
  readonly concat: Concat
  /** Whether rows of a side come out without a match, too. */
  readonly outer: readonly [boolean, boolean]
  /** What stands for the columns of a side that is missing. */
  readonly nulls: readonly [Row, Row]
}

type Side = 0 | 1

/** Joins rows whose times are at most so far apart, and keeps them no longer than a match may still come. */
export class IntervalJoin implements Operator {
  readonly #spec: IntervalJoinSpec
  readonly #sides: readonly [IntervalSide, IntervalSide]
  /** How long after its time a row of the side can still find a match. */
  readonly #reach: readonly [number, number]
  /** Rows of the side up to this time are gone, of every key. It starts at 1970, as in Flink. */
  readonly #expired: [number, number] = [0, 0]
  #context!: OperatorContext

  constructor(spec: IntervalJoinSpec) {
    this.#spec = spec
    this.#sides = [new IntervalSide(spec.outer[0]), new IntervalSide(spec.outer[1])]
    this.#reach = [-spec.lower, spec.upper]
  }

  open(context: OperatorContext): void {
    this.#context = context
    this.#sides[0].open(context, 'left')
    this.#sides[1].open(context, 'right')
  }

  push(input: number, _kind: RowKind, row: Row): void {
    const side: Side = input === 0 ? 0 : 1
    const other: Side = side === 0 ? 1 : 0
    const now = this.#now()
    const time = this.#timeOf(side, row)
    const latest = time + this.#reach[side]
    let matched = false
    if (this.#expired[other] < latest) {
      this.#expired[other] = this.#expiration(now, other)
      matched = this.#joinCached(side, row, time - this.#reach[other], latest)
    }
    if (now < latest) this.#keep(side, time, row, matched)
    else if (!matched && this.#spec.outer[side]) this.#pad(side, row)
  }

  onTimer(timer: Timer): void {
    const now = this.#now()
    for (const side of [1, 0] as const) {
      const rows = this.#sides[side].current
      if (rows === undefined || rows.cleanup !== timer.time) continue
      this.#expired[side] = this.#expiration(now, side)
      this.#removeExpired(side, rows)
    }
  }

  outputWatermark(watermark: number): number {
    if (this.#spec.times === undefined) return watermark
    return watermark - Math.max(this.#reach[0], this.#reach[1])
  }

  #keep(side: Side, time: number, row: Row, matched: boolean): void {
    const own = this.#sides[side]
    const known = own.current
    if (known === undefined) own.begin(time, row, matched, this.#scheduleCleanup(side, time))
    else own.add(known, time, row, matched)
  }

  /** Joins with the rows of the other side whose time fits, and drops those that have expired. */
  #joinCached(side: Side, row: Row, from: number, to: number): boolean {
    const other: Side = side === 0 ? 1 : 0
    const cached = this.#sides[other].current
    if (cached === undefined) return false
    const pads = this.#spec.outer[other]
    const joins = !this.#spec.hasNullKey[side](row)
    return pads || this.#spec.ordered
      ? this.#joinRuns(side, row, cached, from, to, joins)
      : this.#joinEach(side, row, cached, joins ? from : Number.POSITIVE_INFINITY, to)
  }

  /** Where the rows may come as they stand and none of them is padded. */
  #joinEach(side: Side, row: Row, cached: TimedRows, from: number, to: number): boolean {
    const { condition, concat } = this.#spec
    const other: Side = side === 0 ? 1 : 0
    const expired = this.#expired[other]
    const { times, rows } = cached
    let matched = false
    let expires = false
    for (let i = 0; i < times.length; i++) {
      const time = times[i] as number
      if (time <= expired) expires = true
      if (time < from || time > to) continue
      const match = rows[i] as Row
      const left = side === 0 ? row : match
      const right = side === 0 ? match : row
      if (condition !== undefined && !condition(left, right)) continue
      this.#context.out.push(INSERT, concat(left, right))
      matched = true
    }
    if (expires) this.#sides[other].dropUpTo(expired, cached)
    return matched
  }

  #joinRuns(side: Side, row: Row, cached: TimedRows, from: number, to: number, joins: boolean): boolean {
    const other: Side = side === 0 ? 1 : 0
    const expired = this.#expired[other]
    const pads = this.#spec.outer[other]
    let matched = false
    let expires = false
    const order = this.#orderOf(cached)
    const count = order?.length ?? cached.size
    for (let i = 0; i < count; ) {
      const first = order === undefined ? i : (order[i] as number)
      const time = cached.times[first] as number
      i = order === undefined ? cached.endOfTime(i) : i + 1
      if (joins && time >= from && time <= to && this.#joinRun(side, row, cached, first)) matched = true
      if (time > expired) continue
      expires = true
      if (pads) this.#padRun(other, cached, first)
    }
    if (expires) this.#sides[other].dropUpTo(expired, cached)
    return matched
  }

  #joinRun(side: Side, row: Row, cached: TimedRows, first: number): boolean {
    const { condition, concat } = this.#spec
    const end = cached.endOfTime(first)
    let matched = false
    for (let i = first; i < end; i++) {
      const other = cached.rows[i] as Row
      const left = side === 0 ? row : other
      const right = side === 0 ? other : row
      if (condition !== undefined && !condition(left, right)) continue
      this.#context.out.push(INSERT, concat(left, right))
      if (cached.matched !== undefined) cached.matched[i] = true
      matched = true
    }
    return matched
  }

  #removeExpired(side: Side, rows: TimedRows): void {
    const expired = this.#expired[side]
    if (this.#spec.outer[side]) this.#padExpired(side, rows, expired)
    this.#sides[side].dropUpTo(expired, rows)
    const earliest = rows.size === 0 ? -1 : rows.earliest()
    // as in Flink, which takes a time up to 1970 for none
    if (earliest <= 0) this.#sides[side].clear(rows)
    else rows.cleanup = this.#scheduleCleanup(side, earliest)
  }

  #padExpired(side: Side, rows: TimedRows, expired: number): void {
    const order = this.#orderOf(rows)
    const count = order?.length ?? rows.size
    for (let i = 0; i < count; ) {
      const first = order === undefined ? i : (order[i] as number)
      i = order === undefined ? rows.endOfTime(i) : i + 1
      if ((rows.times[first] as number) <= expired) this.#padRun(side, rows, first)
    }
  }

  /** Where the rows of each time begin, in Flink's order; absent where they may come as they stand. */
  #orderOf(rows: TimedRows): readonly number[] | undefined {
    return this.#spec.ordered && rows.size > 1 ? rows.inHashOrder() : undefined
  }

  #padRun(side: Side, rows: TimedRows, first: number): void {
    const end = rows.endOfTime(first)
    for (let i = first; i < end; i++) if (rows.matched?.[i] !== true) this.#pad(side, rows.rows[i] as Row)
  }

  #pad(side: Side, row: Row): void {
    const { concat, nulls } = this.#spec
    this.#context.out.push(INSERT, side === 0 ? concat(row, nulls[1]) : concat(nulls[0], row))
  }

  /** Answers when it will be. */
  #scheduleCleanup(side: Side, time: number): number {
    const due = time + this.#reach[side] + this.#spec.cleanupDelay + 1
    const timers: Timers = this.#context.timers
    if (this.#spec.times === undefined) timers.processing(due)
    else if (this.#spec.ordered) timers.event(due)
    // the same timer twice does no harm: the second time nothing is due
    else timers.eventOfRetained(this.#context.retainKey(), due, 0, true)
    return due
  }

  /** Rows of a side up to that time find no match any more. */
  #expiration(now: number, side: Side): number {
    return now < MAX_WATERMARK ? now - this.#reach[side] - 1 : MAX_WATERMARK
  }

  #timeOf(side: Side, row: Row): number {
    const { times } = this.#spec
    if (times === undefined) return this.#context.now()
    const time = times[side](row)
    if (time === null) throw nullRowtime()
    return time
  }

  #now(): number {
    return this.#spec.times === undefined ? this.#context.now() : Math.max(this.#context.watermark(), 0)
  }
}
