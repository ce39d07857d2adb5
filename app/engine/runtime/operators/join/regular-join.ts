import { DELETE, INSERT, isAccumulate, type RowKind } from '../../../../types/row-kind.ts'
import type { Concat, JoinPredicate, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Output } from '../../operator.ts'
import { countOf, type JoinEntry, JoinSide, type JoinSideSpec } from './join-side.ts'

export interface RegularJoinSpec {
  readonly left: JoinSideSpec
  readonly right: JoinSideSpec
  /** What has to hold besides the equality of the keys. */
  readonly condition?: JoinPredicate
  readonly concat: Concat
  /** Whether rows of that side come out without a match, too. */
  readonly leftOuter: boolean
  readonly rightOuter: boolean
  /** What stands for the columns of a side that is missing. */
  readonly noLeft: Row
  readonly noRight: Row
}

/** Joins two changelogs. Both sides are kept; a change of either side is joined with what the other one holds. */
export class RegularJoin implements Operator {
  readonly #spec: RegularJoinSpec
  readonly #sides: readonly [JoinSide, JoinSide]
  #out!: Output

  constructor(spec: RegularJoinSpec) {
    this.#spec = spec
    this.#sides = [new JoinSide(spec.left), new JoinSide(spec.right)]
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#sides[0].open(context, 'left')
    this.#sides[1].open(context, 'right')
  }

  push(input: number, kind: RowKind, row: Row): void {
    const isLeft = input === 0
    const own = this.#sides[isLeft ? 0 : 1]
    const other = this.#sides[isLeft ? 1 : 0]
    const matches = other.matching(row, isLeft, this.#spec.condition, own.hasNullKey(row))
    if (isAccumulate(kind)) this.#add(kind, row, isLeft, own, matches)
    else this.#takeBack(kind, row, isLeft, own, matches)
  }

  #add(kind: RowKind, row: Row, isLeft: boolean, own: JoinSide, matches: readonly JoinEntry[]): void {
    const ownOuter = isLeft ? this.#spec.leftOuter : this.#spec.rightOuter
    const otherOuter = isLeft ? this.#spec.rightOuter : this.#spec.leftOuter
    own.add(row, ownOuter ? countOf(matches) : 0)
    if (matches.length === 0) {
      if (ownOuter) this.#pad(INSERT, row, isLeft)
      return
    }
    // an outer join says +I whatever arrived, since the match may replace a padded row
    if (otherOuter) this.#replacePadded(row, isLeft, matches)
    else this.#join(ownOuter ? INSERT : kind, row, isLeft, matches)
  }

  #takeBack(kind: RowKind, row: Row, isLeft: boolean, own: JoinSide, matches: readonly JoinEntry[]): void {
    const ownOuter = isLeft ? this.#spec.leftOuter : this.#spec.rightOuter
    const otherOuter = isLeft ? this.#spec.rightOuter : this.#spec.leftOuter
    own.remove(row)
    if (matches.length === 0) {
      if (ownOuter) this.#pad(DELETE, row, isLeft)
      return
    }
    if (otherOuter) this.#padAgain(ownOuter ? DELETE : kind, row, isLeft, matches)
    else this.#join(ownOuter ? DELETE : kind, row, isLeft, matches)
  }

  /** Match by match, and copy by copy: an aggregation above sees each step. */
  #replacePadded(row: Row, isLeft: boolean, matches: readonly JoinEntry[]): void {
    for (const entry of matches) {
      const padded = entry.matches === 0
      for (let copy = 0; copy < entry.copies; copy++) {
        if (padded) this.#pad(DELETE, entry.row, !isLeft)
        this.#joinOne(INSERT, row, isLeft, entry)
      }
      entry.matches++
    }
  }

  #padAgain(kind: RowKind, row: Row, isLeft: boolean, matches: readonly JoinEntry[]): void {
    for (const entry of matches) {
      const last = entry.matches === 1
      for (let copy = 0; copy < entry.copies; copy++) {
        this.#joinOne(kind, row, isLeft, entry)
        if (last) this.#pad(INSERT, entry.row, !isLeft)
      }
      entry.matches--
    }
  }

  #join(kind: RowKind, row: Row, isLeft: boolean, matches: readonly JoinEntry[]): void {
    for (const entry of matches) {
      for (let copy = 0; copy < entry.copies; copy++) this.#joinOne(kind, row, isLeft, entry)
    }
  }

  #joinOne(kind: RowKind, row: Row, isLeft: boolean, entry: JoinEntry): void {
    const { concat } = this.#spec
    this.#out.push(kind, isLeft ? concat(row, entry.row) : concat(entry.row, row))
  }

  #pad(kind: RowKind, row: Row, isLeft: boolean): void {
    const { concat, noLeft, noRight } = this.#spec
    this.#out.push(kind, isLeft ? concat(row, noRight) : concat(noLeft, row))
  }
}
