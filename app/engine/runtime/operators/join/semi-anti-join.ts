import { DELETE, INSERT, isAccumulate, type RowKind } from '../../../../types/row-kind.ts'
import type { JoinPredicate, Row } from '../../../row.ts'
import type { Operator, OperatorContext, Output } from '../../operator.ts'
import { countOf, type JoinEntry, JoinSide, type JoinSideSpec } from './join-side.ts'

export interface SemiAntiJoinSpec {
  readonly left: JoinSideSpec
  readonly right: JoinSideSpec
  readonly condition?: JoinPredicate
  /** ANTI: the left rows without a match; else those with one. */
  readonly anti: boolean
}

/** IN, EXISTS and their negations: left rows, by whether the right side holds a match. */
export class SemiAntiJoin implements Operator {
  readonly #spec: SemiAntiJoinSpec
  readonly #left: JoinSide
  readonly #right: JoinSide
  #out!: Output

  constructor(spec: SemiAntiJoinSpec) {
    this.#spec = spec
    this.#left = new JoinSide(spec.left)
    this.#right = new JoinSide(spec.right)
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#left.open(context, 'left')
    this.#right.open(context, 'right')
  }

  push(input: number, kind: RowKind, row: Row): void {
    if (input === 0) this.#pushLeft(kind, row)
    else this.#pushRight(kind, row)
  }

  #pushLeft(kind: RowKind, row: Row): void {
    const matches = this.#right.matching(row, true, this.#spec.condition, this.#left.hasNullKey(row))
    if ((matches.length === 0) === this.#spec.anti) this.#out.push(kind, row)
    if (isAccumulate(kind)) this.#left.add(row, countOf(matches))
    else this.#left.remove(row)
  }

  #pushRight(kind: RowKind, row: Row): void {
    const matches = this.#left.matching(row, false, this.#spec.condition, this.#right.hasNullKey(row))
    const { anti } = this.#spec
    if (isAccumulate(kind)) {
      this.#right.add(row, 0)
      for (const entry of matches) {
        if (entry.matches === 0) this.#emit(anti ? DELETE : kind, entry)
        entry.matches++
      }
      return
    }
    this.#right.remove(row)
    for (const entry of matches) {
      if (entry.matches === 1) this.#emit(anti ? INSERT : kind, entry)
      entry.matches--
    }
  }

  #emit(kind: RowKind, entry: JoinEntry): void {
    for (let copy = 0; copy < entry.copies; copy++) this.#out.push(kind, entry.row)
  }
}
