import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Concat, Getter, JoinPredicate, Row, RowColumns } from '../../../row.ts'
import type { Operator, OperatorContext } from '../../operator.ts'
import { NONE } from '../../state/number-lists.ts'
import { MAX_WATERMARK } from '../../watermark.ts'
import { nullRowtime } from '../null-rowtime.ts'
import { ExpiringRows } from './expiring-rows.ts'

export interface InnerIntervalJoinSide {
  readonly columns: RowColumns
  readonly time: Getter<number | null>
  /** A key column that must not be NULL is NULL: such a row matches nothing. */
  readonly hasNullKey: (row: Row) => boolean
}

export interface InnerIntervalJoinSpec {
  /** left time - right time, both inclusive. */
  readonly lower: number
  readonly upper: number
  readonly left: InnerIntervalJoinSide
  readonly right: InnerIntervalJoinSide
  /** What has to hold besides the equality of the keys. */
  readonly condition?: JoinPredicate
  readonly concat: Concat
}

/**
 * The interval join where nothing comes of rows but their matches, in whichever order: by row time, inner, and dropped
 * without delay. `IntervalJoin` does everything else.
 */
export class InnerIntervalJoin implements Operator {
  readonly #spec: InnerIntervalJoinSpec
  readonly #left: Side
  readonly #right: Side
  #context!: OperatorContext

  constructor(spec: InnerIntervalJoinSpec) {
    this.#spec = spec
    this.#left = new Side(spec.left, -spec.lower)
    this.#right = new Side(spec.right, spec.upper)
  }

  open(context: OperatorContext): void {
    this.#context = context
  }

  push(input: number, _kind: RowKind, row: Row): void {
    const isLeft = input === 0
    const own = isLeft ? this.#left : this.#right
    const other = isLeft ? this.#right : this.#left
    const now = Math.max(this.#context.watermark(), 0)
    const time = own.time(row)
    if (time === null) throw nullRowtime()
    const latest = time + own.reach
    if (other.expired < latest) {
      other.expire(now)
      const from = own.hasNullKey(row) ? Number.POSITIVE_INFINITY : time - other.reach
      this.#joinKept(row, isLeft, from, latest)
    }
    if (now < latest) own.rows.add(this.#context.retainKey(), time, row)
  }

  onWatermark(watermark: number): void {
    this.#dropDue(this.#right, watermark)
    this.#dropDue(this.#left, watermark)
  }

  outputWatermark(watermark: number): number {
    return watermark - Math.max(this.#left.reach, this.#right.reach)
  }

  /** Joins with the rows of the other side whose time fits, and drops those that have expired. */
  #joinKept(row: Row, isLeft: boolean, from: number, to: number): void {
    const { rows, expired } = isLeft ? this.#right : this.#left
    let next = NONE
    for (let number = rows.first(this.#context.currentKey()); number !== NONE; number = next) {
      next = rows.next(number)
      const time = rows.timeOf(number)
      if (time >= from && time <= to) this.#join(row, rows.row(number), isLeft)
      if (time <= expired) rows.unlist(number)
    }
  }

  #join(row: Row, other: Row, isLeft: boolean): void {
    const { condition, concat } = this.#spec
    const left = isLeft ? row : other
    const right = isLeft ? other : row
    if (condition === undefined || condition(left, right)) this.#context.out.push(INSERT, concat(left, right))
  }

  #dropDue(side: Side, watermark: number): void {
    if (side.rows.dropDue(watermark, this.#letGo)) side.expire(Math.max(watermark, 0))
  }

  readonly #letGo = (key: number): void => this.#context.withRetainedKey(key, nothing)
}

const nothing = (): void => undefined

class Side {
  readonly rows: ExpiringRows
  readonly reach: number
  readonly time: Getter<number | null>
  readonly hasNullKey: (row: Row) => boolean
  /** Rows up to this time are gone, of every key: as of the last time that some went. It starts at 1970, as in Flink. */
  expired = 0

  constructor({ columns, time, hasNullKey }: InnerIntervalJoinSide, reach: number) {
    this.rows = new ExpiringRows(columns, reach)
    this.reach = reach
    this.time = time
    this.hasNullKey = hasNullKey
  }

  expire(now: number): void {
    this.expired = now < MAX_WATERMARK ? now - this.reach - 1 : MAX_WATERMARK
  }
}
