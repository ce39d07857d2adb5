import type { RowKind } from '../../../types/row-kind.ts'
import type { Row } from '../../row.ts'
import type { Operator, OperatorContext, Output } from '../operator.ts'

/** Leaves rows and watermarks as they are: SOURCE_WATERMARK() trusts those of the source. */
export class PassThrough implements Operator {
  #out!: Output

  open(context: OperatorContext): void {
    this.#out = context.out
  }

  push(_input: number, kind: RowKind, row: Row): void {
    this.#out.push(kind, row)
  }
}
