import { assert } from '../../base/assert.ts'
import { isAccumulate, type RowKind, rowKindText, UPDATE_BEFORE } from '../../types/row-kind.ts'
import type { Value } from '../../types/value.ts'
import type { Row } from '../row.ts'
import { OutputPort } from './output-port.ts'
import { MIN_WATERMARK } from './watermark.ts'

export interface PortContract {
  readonly name: string
  readonly width: number
  readonly updates: 'none' | 'after' | 'both'
  readonly deletes: boolean
  /** Rows that are taken back must have been sent. Not of sources: their data may be broken. */
  readonly retractsWhatItSent: boolean
  readonly toValues: (row: Row) => readonly Value[]
}

/** For tests: an output that holds its operator to what the plan promises of it. */
export class CheckedPort extends OutputPort {
  readonly #contract: PortContract
  readonly #sent = new Map<string, number>()
  #watermark = MIN_WATERMARK

  constructor(contract: PortContract) {
    super()
    this.#contract = contract
  }

  override push(kind: RowKind, row: Row): void {
    const { name, width, updates, deletes } = this.#contract
    const values = this.#contract.toValues(row)
    assert(columnCount(row) === width, `${name}: a row has ${width} columns`)
    assert(!values.includes(undefined as never), `${name}: every column is set`)
    if (kind === UPDATE_BEFORE) assert(updates === 'both', `${name} sends -U, which its mode has not`)
    if (rowKindText(kind) === '+U') assert(updates !== 'none', `${name} sends +U, which its mode has not`)
    if (rowKindText(kind) === '-D') assert(deletes, `${name} sends -D, which its mode has not`)
    if (this.#contract.retractsWhatItSent && updates !== 'after') this.#remember(kind, values)
    super.push(kind, row)
  }

  override watermark(time: number): void {
    assert(time >= this.#watermark, `${this.#contract.name}: the watermark goes back`)
    this.#watermark = time
    super.watermark(time)
  }

  #remember(kind: RowKind, values: readonly Value[]): void {
    const text = JSON.stringify(values, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
    const left = (this.#sent.get(text) ?? 0) + (isAccumulate(kind) ? 1 : -1)
    assert(left >= 0, `${this.#contract.name} takes back a row that it has not sent: ${text}`)
    if (left === 0) this.#sent.delete(text)
    else this.#sent.set(text, left)
  }
}

/** Fields of other names ride along for their operator only. */
function columnCount(row: Row): number {
  return Object.keys(row).filter((field) => /^c\d+$/.test(field)).length
}
