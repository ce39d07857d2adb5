import { type RowKind, UPDATE_BEFORE } from '../../../types/row-kind.ts'
import type { Row } from '../../row.ts'
import type { Operator, OperatorContext, Output } from '../operator.ts'

/** For consumers that take updates by key: -U says nothing to them. */
export class DropUpdateBefore implements Operator {
  #out!: Output

  open(context: OperatorContext): void {
    this.#out = context.out
  }

  push(_input: number, kind: RowKind, row: Row): void {
    if (kind !== UPDATE_BEFORE) this.#out.push(kind, row)
  }
}
