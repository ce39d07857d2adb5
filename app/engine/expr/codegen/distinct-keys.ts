import type { KeyPart } from '../../functions/aggregate/value-key.ts'

/** The values of a DISTINCT aggregate of one argument that are their own keys; otherwise as `DistinctValues`. */
export class DistinctKeys {
  /** How often each is there. Absent until there is one: filters let few values into most groups. */
  private counts: Map<KeyPart, number> | undefined

  /** Whether the value was not there before, where nothing is ever taken back: then nobody asks how often it is. */
  keep(key: KeyPart): boolean {
    this.counts ??= new Map()
    const { counts } = this
    if (counts.has(key)) return false
    counts.set(key, 1)
    return true
  }

  /** Whether the value was not there before. */
  add(key: KeyPart): boolean {
    this.counts ??= new Map()
    const count = (this.counts.get(key) ?? 0) + 1
    if (count === 0) this.counts.delete(key)
    else this.counts.set(key, count)
    return count === 1
  }

  /** Whether the value is gone now. Taking back what never came leaves a debt that the next one pays. */
  remove(key: KeyPart): boolean {
    this.counts ??= new Map()
    const count = (this.counts.get(key) ?? 0) - 1
    if (count === 0) this.counts.delete(key)
    else this.counts.set(key, count)
    return count === 0
  }

  /** Takes over the values of another group part, and names those that are new here. */
  absorb(other: DistinctKeys, isNew: (values: readonly KeyPart[]) => void): void {
    if (other.counts === undefined) return
    this.counts ??= new Map()
    for (const [key, count] of other.counts) {
      const known = this.counts.get(key)
      this.counts.set(key, count + (known ?? 0))
      if (known === undefined) isNew([key])
    }
  }
}
