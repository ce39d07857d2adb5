import type { RowKind } from '../../../types/row-kind.ts'
import type { Projection, Row } from '../../row.ts'
import type { Operator, OperatorContext, Output } from '../operator.ts'

/** One row out per projection: the rows of each grouping set. */
export class Expand implements Operator {
  readonly #projections: readonly Projection[]
  #out!: Output

  constructor(projections: readonly Projection[]) {
    this.#projections = projections
  }

  open(context: OperatorContext): void {
    this.#out = context.out
  }

  push(_input: number, kind: RowKind, row: Row): void {
    for (const project of this.#projections) this.#out.push(kind, project(row))
  }
}
