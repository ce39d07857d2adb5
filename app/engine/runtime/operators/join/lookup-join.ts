import type { RowKind } from '../../../../types/row-kind.ts'
import type { CalcFunction, Concat, JoinPredicate, Predicate, Row } from '../../../row.ts'
import type { Operator, OperatorContext } from '../../operator.ts'
import type { RowIdentity } from './join-side.ts'
import type { LookupTable } from './lookup-table.ts'

export interface LookupJoinSpec {
  readonly table: LookupTable
  /** What the table is asked for; undefined where that is NULL and nothing can be found. */
  readonly key: RowIdentity
  /** Whether the table is asked at all. */
  readonly before?: Predicate
  /** What is seen of a row that is found; null where it does not pass. */
  readonly view: CalcFunction
  /** Which of the rows seen belong to a row. */
  readonly after?: JoinPredicate
  readonly concat: Concat
  /** Whether left rows without a match come out, too. */
  readonly outer: boolean
  readonly noRight: Row
}

/** Each row, and each retraction, with what the table holds at that moment. */
export class LookupJoin implements Operator {
  readonly #spec: LookupJoinSpec
  #context!: OperatorContext

  constructor(spec: LookupJoinSpec) {
    this.#spec = spec
  }

  open(context: OperatorContext): void {
    this.#context = context
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const { key, before, view, after, table, concat, outer, noRight } = this.#spec
    const { out } = this.#context
    let found = false
    if (before === undefined || before(row))
      for (const stored of table.find(key(row))) {
        const right = view(stored)
        if (right === null || (after !== undefined && !after(row, right))) continue
        found = true
        out.push(kind, concat(row, right))
      }
    if (!found && outer) out.push(kind, concat(row, noRight))
  }
}
