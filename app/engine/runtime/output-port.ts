import type { RowKind } from '../../types/row-kind.ts'
import type { Row } from '../row.ts'
import { RunFailure } from '../run-failure.ts'
import type { Output } from './operator.ts'
import { MIN_WATERMARK } from './watermark.ts'

/** Where an edge of the job graph ends. */
export interface Input {
  push(kind: RowKind, row: Row): void
  watermark(time: number): void
  idle(idle: boolean): void
}

/** Rows by kind: +I, -U, +U, -D. */
export type KindCounts = [number, number, number, number]

/** The one output of a plan node: counts what passes and hands it to every consumer, in their order, depth first. */
export class OutputPort implements Output {
  readonly kinds: KindCounts = [0, 0, 0, 0]
  readonly #consumers: Input[] = []
  #only: Input | undefined
  #idle = false
  #last = MIN_WATERMARK

  connect(input: Input): void {
    this.#consumers.push(input)
    this.#only = this.#consumers.length === 1 ? input : undefined
  }

  push(kind: RowKind, row: Row): void {
    this.kinds[kind]++
    if (this.#only !== undefined) this.#only.push(kind, row)
    else this.#pushEach(kind, row)
  }

  /** Dropped while the stream is idle, as Flink's outputs do. */
  watermark(time: number): void {
    if (this.#idle || time <= this.#last) return
    this.#last = time
    if (this.#only !== undefined) this.#only.watermark(time)
    else this.#watermarkEach(time)
  }

  idle(idle: boolean): void {
    if (this.#idle === idle) return
    this.#idle = idle
    for (const input of this.#consumers) input.idle(idle)
  }

  /**
   * Every consumer takes part before a failure of one of them ends the job: in Flink they are tasks of their
   * own, and a sink beside the failing branch still gets the row.
   */
  #pushEach(kind: RowKind, row: Row): void {
    const consumers = this.#consumers
    let failure: RunFailure | undefined
    for (let i = 0; i < consumers.length; i++) {
      try {
        ;(consumers[i] as Input).push(kind, row)
      } catch (error) {
        failure = firstFailure(failure, error)
      }
    }
    if (failure !== undefined) throw failure
  }

  #watermarkEach(time: number): void {
    let failure: RunFailure | undefined
    for (const input of this.#consumers) {
      try {
        input.watermark(time)
      } catch (error) {
        failure = firstFailure(failure, error)
      }
    }
    if (failure !== undefined) throw failure
  }
}

function firstFailure(known: RunFailure | undefined, error: unknown): RunFailure {
  if (!(error instanceof RunFailure)) throw error
  return known ?? error
}
