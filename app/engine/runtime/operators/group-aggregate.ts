import { DELETE, INSERT, isAccumulate, type RowKind, UPDATE_AFTER, UPDATE_BEFORE } from '../../../types/row-kind.ts'
import type { Accumulators, AggregateHandler } from '../../compiled.ts'
import type { Row } from '../../row.ts'
import type { Operator, OperatorContext, Output, ValueState } from '../operator.ts'

export interface GroupAggregateSpec {
  readonly handler: AggregateHandler
  /** Whether the consumer wants -U. */
  readonly updateBefore: boolean
}

interface Group {
  readonly accumulators: Accumulators
  /** Rows added less rows taken back: a group of none is deleted. */
  rows: number
  /** The result that was sent last. */
  result: Row
}

const NOTHING: readonly never[] = []

/** GROUP BY without windows: one result row per key, updated with each change; unchanged results send nothing. */
export class GroupAggregate implements Operator {
  readonly #handler: AggregateHandler
  readonly #updateBefore: boolean
  #out!: Output
  #groups!: ValueState<Group>

  constructor(spec: GroupAggregateSpec) {
    this.#handler = spec.handler
    this.#updateBefore = spec.updateBefore
  }

  open(context: OperatorContext): void {
    this.#out = context.out
    this.#groups = context.state.value('group')
  }

  push(_input: number, kind: RowKind, row: Row): void {
    const group = this.#groups.get()
    if (group === undefined) {
      // Taking back from a group that never was, or is gone: Flink keeps silent too.
      if (isAccumulate(kind)) this.#first(row)
      return
    }
    if (isAccumulate(kind)) {
      group.rows++
      this.#handler.accumulate(group.accumulators, row)
    } else {
      group.rows--
      this.#handler.retract(group.accumulators, row)
    }
    if (group.rows === 0) {
      this.#groups.clear()
      this.#out.push(DELETE, group.result)
      return
    }
    this.#update(group, this.#handler.result(row, group.accumulators, NOTHING))
  }

  #first(row: Row): void {
    const accumulators = this.#handler.create()
    this.#handler.accumulate(accumulators, row)
    const result = this.#handler.result(row, accumulators, NOTHING)
    this.#groups.set({ accumulators, rows: 1, result })
    this.#out.push(INSERT, result)
  }

  #update(group: Group, result: Row): void {
    const before = group.result
    if (this.#handler.sameResult(before, result)) return
    group.result = result
    if (this.#updateBefore) this.#out.push(UPDATE_BEFORE, before)
    this.#out.push(UPDATE_AFTER, result)
  }
}
