import type { RowKind } from '../../../../types/row-kind.ts'
import type { Concat, JoinPredicate, Row } from '../../../row.ts'
import type { Operator, OperatorContext } from '../../operator.ts'
import type { LookupTable } from './lookup-table.ts'

export interface LookupJoinSpec {
  readonly table: LookupTable
  readonly condition: JoinPredicate
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
    const { table, condition, concat, outer, noRight } = this.#spec
    let found = false
    for (const right of table.rows()) {
      if (!condition(row, right)) continue
      found = true
      this.#context.out.push(kind, concat(row, right))
    }
    if (!found && outer) this.#context.out.push(kind, concat(row, noRight))
  }
}
