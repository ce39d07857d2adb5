import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Concat, JoinPredicate, Row, RowColumns } from '../../../row.ts'
import type { Operator, OperatorContext, Output, RowsState, ValueState } from '../../operator.ts'
import { HashOrder, type HashOrderSpec } from './hash-order.ts'

export interface AppendJoinSide {
  readonly columns: RowColumns
  /** A key column that must not be NULL is NULL: such a row matches nothing. */
  readonly hasNullKey: (row: Row) => boolean
  /** Where the order of several matches shows further on. */
  readonly order?: HashOrderSpec
}

export interface AppendJoinSpec {
  readonly left: AppendJoinSide
  readonly right: AppendJoinSide
  /** What has to hold besides the equality of the keys. */
  readonly condition?: JoinPredicate
  readonly concat: Concat
  /** Asked for every change other than +I: its data contradicts the plan. Throws. */
  readonly refuseChange?: () => never
}

const NONE = -1

/** The inner join of two inputs of which nothing is ever taken back: rows need not be told apart, only kept. */
export class AppendJoin implements Operator {
  readonly #spec: AppendJoinSpec
  readonly #left: KeptRows
  readonly #right: KeptRows
  #out!: Output

  constructor(spec: AppendJoinSpec) {
    this.#spec = spec
    this.#left = new KeptRows(spec.left)
    this.#right = new KeptRows(spec.right)
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#left.open(context, 'left')
    this.#right.open(context, 'right')
  }

  push(input: number, kind: RowKind, row: Row): void {
    if (kind !== INSERT) this.#spec.refuseChange?.()
    const isLeft = input === 0
    const own = isLeft ? this.#left : this.#right
    if (own.hasNullKey(row)) return
    own.rows.add(row)
    const { rows, isOrdered } = isLeft ? this.#right : this.#left
    const first = rows.first()
    if (first === NONE) return
    if (isOrdered) this.#joinInOrder(row, isLeft)
    else for (let number = first; number !== NONE; number = rows.next(number)) this.#join(row, rows.row(number), isLeft)
  }

  #joinInOrder(row: Row, isLeft: boolean): void {
    const other = isLeft ? this.#right : this.#left
    const { rows } = other
    const found: number[] = []
    for (let number = rows.first(); number !== NONE; number = rows.next(number))
      if (this.#matches(row, rows.row(number), isLeft)) found.push(number)
    for (const number of other.inOrder(found)) this.#send(row, rows.row(number), isLeft)
  }

  #join(row: Row, other: Row, isLeft: boolean): void {
    if (this.#matches(row, other, isLeft)) this.#send(row, other, isLeft)
  }

  #matches(row: Row, other: Row, isLeft: boolean): boolean {
    const { condition } = this.#spec
    return condition === undefined || (isLeft ? condition(row, other) : condition(other, row))
  }

  #send(row: Row, other: Row, isLeft: boolean): void {
    const { concat } = this.#spec
    this.#out.push(INSERT, isLeft ? concat(row, other) : concat(other, row))
  }
}

/** The rows of one side, by join key. */
class KeptRows {
  readonly hasNullKey: (row: Row) => boolean
  readonly isOrdered: boolean
  rows!: RowsState
  readonly #columns: RowColumns
  readonly #order: HashOrderSpec | undefined
  #orders: ValueState<HashOrder> | undefined

  constructor({ columns, hasNullKey, order }: AppendJoinSide) {
    this.hasNullKey = hasNullKey
    this.isOrdered = order !== undefined
    this.#columns = columns
    this.#order = order
  }

  open(context: OperatorContext, name: string): void {
    this.rows = context.state.rows(name, this.#columns)
    if (this.isOrdered) this.#orders = context.state.value(`${name}-order`)
  }

  /** Some of the key's rows, as Flink's HashMap of all of them lists them. Hashes are only made where there is a choice. */
  inOrder(found: readonly number[]): readonly number[] {
    const orders = this.#orders
    if (this.#order === undefined || orders === undefined || found.length < 2) return found
    let order = orders.get()
    if (order === undefined) {
      order = new HashOrder(this.#order)
      orders.set(order)
    }
    order.include(this.rows)
    return order.sort(found)
  }
}
