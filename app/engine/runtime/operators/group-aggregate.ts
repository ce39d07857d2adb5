import { DELETE, INSERT, isAccumulate, type RowKind, UPDATE_AFTER, UPDATE_BEFORE } from '../../../types/row-kind.ts'
import type { Group, GroupHandler } from '../../compiled.ts'
import type { Row } from '../../row.ts'
import type { Operator, OperatorContext, Output, ValueState } from '../operator.ts'

export interface GroupAggregateSpec {
  readonly handler: GroupHandler
  /** Whether the consumer wants -U. */
  readonly updateBefore: boolean
  /** State further on may be freed when nothing is heard of it: unchanged results are sent too. */
  readonly resends?: boolean
}

/** GROUP BY without windows: one result row per key, updated with each change; unchanged results send nothing. */
export class GroupAggregate implements Operator {
  readonly #handler: GroupHandler
  readonly #updateBefore: boolean
  readonly #resends: boolean
  #out!: Output
  #groups!: ValueState<Group>

  constructor(spec: GroupAggregateSpec) {
    this.#handler = spec.handler
    this.#updateBefore = spec.updateBefore
    this.#resends = spec.resends ?? false
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
    const before = this.#handler.lastResult(group)
    if (isAccumulate(kind)) this.#handler.accumulate(group, row)
    else this.#handler.retract(group, row)
    if (group.rows === 0) {
      this.#groups.clear()
      this.#out.push(DELETE, before)
      return
    }
    const result = this.#handler.result(group)
    if (!this.#resends && this.#handler.sameResult(before, result)) return
    if (this.#updateBefore) this.#out.push(UPDATE_BEFORE, before)
    this.#out.push(UPDATE_AFTER, result)
  }

  #first(row: Row): void {
    const group = this.#handler.create(row)
    this.#handler.accumulate(group, row)
    this.#groups.set(group)
    this.#out.push(INSERT, this.#handler.result(group))
  }
}
