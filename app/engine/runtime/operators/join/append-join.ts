import { INSERT, type RowKind } from '../../../../types/row-kind.ts'
import type { Concat, JoinPredicate, Row } from '../../../row.ts'
import type { ListState, Operator, OperatorContext, Output, ValueState } from '../../operator.ts'
import { HashOrder, type HashOrderSpec } from './hash-order.ts'

export interface AppendJoinSide {
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

/** The inner join of two inputs of which nothing is ever taken back: rows need not be told apart, only kept. */
export class AppendJoin implements Operator {
  readonly #spec: AppendJoinSpec
  readonly #sides: readonly [KeptRows, KeptRows]
  #out!: Output

  constructor(spec: AppendJoinSpec) {
    this.#spec = spec
    this.#sides = [new KeptRows(spec.left), new KeptRows(spec.right)]
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#sides[0].open(context, 'left')
    this.#sides[1].open(context, 'right')
  }

  push(input: number, kind: RowKind, row: Row): void {
    const isLeft = input === 0
    if (kind !== INSERT) this.#spec.refuseChange?.()
    const own = this.#sides[isLeft ? 0 : 1]
    if (own.hasNullKey(row)) return
    const other = this.#sides[isLeft ? 1 : 0]
    const rows = other.isOrdered ? other.inOrder(this.#matching(row, isLeft, other.rows)) : other.rows
    const { condition, concat } = this.#spec
    const test = other.isOrdered ? undefined : condition
    own.add(row)
    for (let i = 0; i < rows.length; i++) {
      const match = rows[i] as Row
      if (isLeft) {
        if (test === undefined || test(row, match)) this.#out.push(INSERT, concat(row, match))
      } else if (test === undefined || test(match, row)) this.#out.push(INSERT, concat(match, row))
    }
  }

  #matching(row: Row, isLeft: boolean, rows: readonly Row[]): readonly Row[] {
    const { condition } = this.#spec
    if (condition === undefined || rows.length === 0) return rows
    return rows.filter((match) => (isLeft ? condition(row, match) : condition(match, row)))
  }
}

/** The rows of one side, by join key. */
class KeptRows {
  readonly hasNullKey: (row: Row) => boolean
  readonly #order: HashOrderSpec | undefined
  #rows!: ListState<Row>
  #orders: ValueState<HashOrder> | undefined

  constructor({ hasNullKey, order }: AppendJoinSide) {
    this.hasNullKey = hasNullKey
    this.#order = order
  }

  open(context: OperatorContext, name: string): void {
    this.#rows = context.state.list(name)
    if (this.#order !== undefined) this.#orders = context.state.value(`${name}-order`)
  }

  get isOrdered(): boolean {
    return this.#orders !== undefined
  }

  get rows(): readonly Row[] {
    return this.#rows.items
  }

  add(row: Row): void {
    this.#rows.add(row)
  }

  /** Some of the key's rows, as Flink's HashMap of all of them lists them. Hashes are only made where there is a choice. */
  inOrder(found: readonly Row[]): readonly Row[] {
    const orders = this.#orders
    if (this.#order === undefined || orders === undefined || found.length < 2) return found
    let order = orders.get()
    if (order === undefined) {
      order = new HashOrder(this.#order)
      orders.set(order)
    }
    order.include(this.#rows.items)
    return order.sort(found)
  }
}
