import type { RowKind } from '../../types/row-kind.ts'
import type { Row } from '../row.ts'
import type { Input, OutputPort } from './output-port.ts'
import { Valve } from './valve.ts'

/** UNION ALL: rows pass as they come, watermarks merge. In Flink no operator at all, but the input gate of the next one. */
export class UnionHost {
  readonly inputs: readonly Input[]

  constructor(inputs: number, out: OutputPort) {
    const valve = new Valve(inputs, out)
    this.inputs = Array.from({ length: inputs }, (_, i) => new UnionInput(i, valve, out))
  }
}

class UnionInput implements Input {
  readonly #index: number
  readonly #valve: Valve
  readonly #out: OutputPort

  constructor(index: number, valve: Valve, out: OutputPort) {
    this.#index = index
    this.#valve = valve
    this.#out = out
  }

  push(kind: RowKind, row: Row): void {
    this.#out.push(kind, row)
  }

  watermark(time: number): void {
    this.#valve.watermark(this.#index, time)
  }

  idle(idle: boolean): void {
    this.#valve.idle(this.#index, idle)
  }
}
