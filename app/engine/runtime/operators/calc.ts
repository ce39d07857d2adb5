import type { RowKind } from '../../../types/row-kind.ts'
import type { CalcFunction, Row } from '../../row.ts'
import type { Operator, OperatorContext, Output } from '../operator.ts'

/** Filters and projects; kinds pass unchanged. */
export class Calc implements Operator {
  readonly #calc: CalcFunction
  #out!: Output

  constructor(calc: CalcFunction) {
    this.#calc = calc
  }

  open(context: OperatorContext): void {
    this.#out = context.out
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const result = this.#calc(row)
    if (result !== null) this.#out.push(kind, result)
  }
}
