import type { AggregateCall, BoundExpr } from '../../expr/bound.ts'
import { sameExpr } from '../../expr/same-expr.ts'

interface Entry {
  readonly expr: BoundExpr | AggregateCall
  readonly isCall: boolean
  readonly operands: readonly number[]
}

/**
 * The expressions of a projection in the order in which Calcite's splitter comes to them: first what depends on
 * nothing (columns, then literals), and each other one as soon as its last operand has been taken.
 */
export class ProgramOrder {
  readonly #entries: Entry[] = []
  #columns = 0

  /** Columns stand before all expressions; they are numbered downwards from -1. */
  column(index: number): number {
    this.#columns = Math.max(this.#columns, index + 1)
    return -1 - index
  }

  add(expr: BoundExpr, operands: readonly number[]): number {
    const known = this.#entries.findIndex((e) => !e.isCall && 'kind' in e.expr && sameExpr(e.expr, expr))
    return known >= 0 ? known : this.#entries.push({ expr, isCall: false, operands }) - 1
  }

  addCall(call: AggregateCall, operands: readonly number[]): number {
    const known = this.#entries.findIndex((e) => e.expr === call)
    return known >= 0 ? known : this.#entries.push({ expr: call, isCall: true, operands }) - 1
  }

  /** What is taken first beside columns: a call over a window or something else. */
  firstComputed(): 'call' | 'other' | undefined {
    const free = this.#entries.findIndex((e) => e.operands.length === 0)
    if (free >= 0) return this.#entries[free]?.isCall ? 'call' : 'other'
    const taken = new Set<number>()
    for (let column = 0; column < this.#columns; column++) {
      taken.add(-1 - column)
      const ready = this.#entries.find((e) => e.operands.every((operand) => taken.has(operand)))
      if (ready !== undefined) return ready.isCall ? 'call' : 'other'
    }
    return undefined
  }
}
