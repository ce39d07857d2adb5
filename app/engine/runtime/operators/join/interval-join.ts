import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Concat, Getter, JoinPredicate, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Timer, Timers } from '../../operator.ts'
import { MAX_WATERMARK } from '../../watermark.ts'
import { nullRowtime } from '../null-rowtime.ts'
import { type CachedRow, IntervalSide } from './interval-side.ts'

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
    this.#sides = [new IntervalSide(spec.ordered), new IntervalSide(spec.ordered)]
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
    if (now < latest) {
      this.#sides[side].add(time, { row, matched })
      if (this.#sides[side].cleanup === undefined) this.#scheduleCleanup(side, time)
    } else if (!matched && this.#spec.outer[side]) this.#pad(side, row)
  }

  onTimer(timer: Timer): void {
    const now = this.#now()
    for (const side of [1, 0] as const) {
      if (this.#sides[side].cleanup !== timer.time) continue
      this.#expired[side] = this.#expiration(now, side)
      this.#removeExpired(side)
    }
  }

  outputWatermark(watermark: number): number {
    if (this.#spec.times === undefined) return watermark
    return watermark - Math.max(this.#reach[0], this.#reach[1])
  }

  /** Joins with the cached rows of the other side whose time fits, and drops those that have expired. */
  #joinCached(side: Side, row: Row, from: number, to: number): boolean {
    const other: Side = side === 0 ? 1 : 0
    const cache = this.#sides[other]
    let matched = false
    for (const [time, rows] of cache.entries()) {
      if (time >= from && time <= to) {
        for (const cached of rows) {
          if (!this.#join(side, row, cached)) continue
          matched = true
          cached.matched = true
        }
      }
      if (time <= this.#expired[other]) this.#drop(other, time, rows)
    }
    return matched
  }

  #join(side: Side, row: Row, cached: CachedRow): boolean {
    const { condition, concat, hasNullKey } = this.#spec
    if (hasNullKey[side](row)) return false
    const left = side === 0 ? row : cached.row
    const right = side === 0 ? cached.row : row
    if (condition !== undefined && !condition(left, right)) return false
    this.#context.out.push(INSERT, concat(left, right))
    return true
  }

  #removeExpired(side: Side): void {
    const cache = this.#sides[side]
    let earliest = -1
    for (const [time, rows] of cache.entries()) {
      if (time <= this.#expired[side]) this.#drop(side, time, rows)
      else if (time < earliest || earliest < 0) earliest = time
    }
    if (earliest > 0) this.#scheduleCleanup(side, earliest)
    else cache.clear()
  }

  #drop(side: Side, time: number, rows: readonly CachedRow[]): void {
    if (this.#spec.outer[side]) {
      for (const { row, matched } of rows) if (!matched) this.#pad(side, row)
    }
    this.#sides[side].delete(time)
  }

  #pad(side: Side, row: Row): void {
    const { concat, nulls } = this.#spec
    this.#context.out.push(INSERT, side === 0 ? concat(row, nulls[1]) : concat(nulls[0], row))
  }

  #scheduleCleanup(side: Side, time: number): void {
    const due = time + this.#reach[side] + this.#spec.cleanupDelay + 1
    const timers: Timers = this.#context.timers
    if (this.#spec.times === undefined) timers.processing(due)
    else timers.event(due)
    this.#sides[side].cleanup = due
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
