import { isAccumulate, type RowKind } from '../../../../types/row-kind.ts'
import type { Row } from '../../../row.ts'
import type { Input } from '../../output-port.ts'
import type { RowIdentity } from './join-side.ts'

export interface LookupTableSpec {
  /** The same for two rows that are versions of one: by primary key, or else by all columns. */
  readonly identity: RowIdentity
  readonly keyed: boolean
  /** What rows are found by; undefined for those that nothing finds. */
  readonly lookup: RowIdentity
}

/** A table that is looked into rather than read: holds what the feed has brought so far. */
export class LookupTable implements Input {
  readonly #spec: LookupTableSpec
  /** Rows in the order in which they came. */
  readonly #rows = new Map<unknown, Row[]>()
  /** Of a table with a primary key, by that. */
  readonly #versions = new Map<unknown, Row>()

  constructor(spec: LookupTableSpec) {
    this.#spec = spec
  }

  push(kind: RowKind, row: Row): void {
    const { identity, keyed } = this.#spec
    if (keyed) {
      const known = this.#versions.get(identity(row))
      if (known !== undefined) this.#remove(known)
      if (isAccumulate(kind)) this.#versions.set(identity(row), row)
      else this.#versions.delete(identity(row))
    } else if (!isAccumulate(kind)) this.#remove(row)
    if (isAccumulate(kind)) this.#add(row)
  }

  #add(row: Row): void {
    const key = this.#spec.lookup(row)
    if (key === undefined) return
    const rows = this.#rows.get(key)
    if (rows === undefined) this.#rows.set(key, [row])
    else rows.push(row)
  }

  #remove(row: Row): void {
    const { identity, lookup } = this.#spec
    const key = lookup(row)
    const rows = key === undefined ? undefined : this.#rows.get(key)
    if (key === undefined || rows === undefined) return
    const same = identity(row)
    const index = rows.findIndex((known) => identity(known) === same)
    if (index >= 0) rows.splice(index, 1)
    if (rows.length === 0) this.#rows.delete(key)
  }

  watermark(): void {
    // a table that is looked into has no time of its own
  }

  idle(): void {
    // nor does it fall idle
  }

  /** Nothing under an undefined key. */
  find(key: unknown): readonly Row[] {
    return this.#rows.get(key) ?? []
  }
}
