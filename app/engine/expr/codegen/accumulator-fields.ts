/** A part of an accumulator object: its fields, and the statements that keep them. */
export interface KeptFields {
  readonly initial: readonly string[]
  /** When a row changes them; empty for always. */
  readonly condition: string
  /** The statements, given what stands for the fields of the object, and of the other one of a merge. */
  readonly accumulate: (fields: readonly string[]) => string
  readonly retract: ((fields: readonly string[]) => string) | undefined
  readonly merge: (into: readonly string[], from: readonly string[]) => string
}

interface Owned extends KeptFields {
  readonly names: readonly string[]
}

/** The fields of all calls of one operator: what would always hold the same is kept once. */
export class AccumulatorFields {
  readonly #owned = new Map<string, Owned>()

  /** Names of fields that are kept like this: those that there are, or else the given ones. */
  share(kept: KeptFields, names: readonly string[]): readonly string[] {
    const places = names.map((_, i) => `$${i}`)
    const others = names.map((_, i) => `#${i}`)
    const texts = [kept.accumulate(places), kept.retract?.(places), kept.merge(places, others)]
    const key = JSON.stringify([kept.initial, kept.condition, ...texts])
    const known = this.#owned.get(key)
    if (known !== undefined) return known.names
    this.#owned.set(key, { ...kept, names })
    return names
  }

  initial(): readonly string[] {
    return this.#all().flatMap(({ names, initial }) => names.map((name, i) => `${name}: ${initial[i]}`))
  }

  /** The statements for a row, with those together that have one condition. */
  change(method: 'accumulate' | 'retract'): readonly string[] {
    const byCondition = new Map<string, string[]>()
    for (const each of this.#all()) {
      const statement = each[method]?.(of('acc', each))
      if (statement === undefined) continue
      const statements = byCondition.get(each.condition)
      if (statements === undefined) byCondition.set(each.condition, [statement])
      else statements.push(statement)
    }
    return [...byCondition].flatMap(([condition, statements]) => conditional(condition, statements))
  }

  merge(): readonly string[] {
    return this.#all().map((each) => each.merge(of('acc', each), of('from', each)))
  }

  #all(): readonly Owned[] {
    return [...this.#owned.values()]
  }
}

const of = (owner: string, { names }: Owned): readonly string[] => names.map((name) => `${owner}.${name}`)

/** Statements that run where the condition holds; where it is empty, always. */
export function conditional(condition: string, statements: readonly string[]): readonly string[] {
  if (condition === '') return statements
  const [only] = statements
  if (only !== undefined && statements.length === 1) return [`if (${condition}) { ${only} }`]
  return [`if (${condition}) {`, ...statements.map((statement) => `  ${statement}`), '}']
}
