import type { Value } from '../../../types/value.ts'
import type { KeyPart } from '../../functions/aggregate/value-key.ts'

/** The values of one DISTINCT aggregate in one group, with how often each is there. */
export class DistinctValues {
  private readonly counts = new Map<KeyPart, { count: number; readonly values: readonly Value[] }>()

  /** Whether the value was not there before. */
  add(key: KeyPart, values: readonly Value[]): boolean {
    const entry = this.counts.get(key)
    if (entry) {
      entry.count++
      if (entry.count === 0) this.counts.delete(key)
      return false
    }
    this.counts.set(key, { count: 1, values })
    return true
  }

  /** Whether the value is gone now. Taking back what never came leaves a debt that the next one pays. */
  remove(key: KeyPart, values: readonly Value[]): boolean {
    const entry = this.counts.get(key)
    if (!entry) {
      this.counts.set(key, { count: -1, values })
      return false
    }
    entry.count--
    if (entry.count !== 0) return false
    this.counts.delete(key)
    return true
  }

  /** Takes over the values of another group part, and names those that are new here. */
  absorb(other: DistinctValues, isNew: (values: readonly Value[]) => void): void {
    for (const [key, { count, values }] of other.counts) {
      const entry = this.counts.get(key)
      if (entry) entry.count += count
      else {
        this.counts.set(key, { count, values })
        isNew(values)
      }
    }
  }
}
