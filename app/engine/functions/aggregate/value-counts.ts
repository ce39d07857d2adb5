import type { LogicalType } from '../../../types/logical-type.ts'
import type { Value } from '../../../types/value.ts'
import { valueKey } from './value-key.ts'

/** How often each value is there. A count that returns to 0 is forgotten; below 0 are values taken back before they came. */
export class ValueCounts {
  private readonly counts = new Map<unknown, [value: Value, count: number]>()
  private readonly key: (value: Value) => unknown

  constructor(type: LogicalType) {
    this.key = valueKey(type)
  }

  get(value: Value): number {
    return this.counts.get(this.key(value))?.[1] ?? 0
  }

  set(value: Value, count: number, keepZero = false): void {
    const key = this.key(value)
    if (count === 0 && !keepZero) {
      this.counts.delete(key)
      return
    }
    const entry = this.counts.get(key)
    if (entry) entry[1] = count
    else this.counts.set(key, [value, count])
  }

  has(value: Value): boolean {
    return this.counts.has(this.key(value))
  }

  entries(): IterableIterator<readonly [value: Value, count: number]> {
    return this.counts.values()
  }
}
