import type { CatalogEntry } from '../engine/catalog/catalog.ts'
import type { Name, NamedRelation, Occurrence } from './names.ts'
import { resolveStatement } from './resolve-statement.ts'
import type { Resolving } from './resolving.ts'
import type { Script } from './script.ts'
import type { ScriptStatement } from './script-statement.ts'

export interface StatementNames {
  readonly found: readonly Occurrence[]
  readonly defines: NamedRelation | undefined
}

/** Which names stand where in a script, found statement by statement when somebody asks. */
export class ScriptNames {
  readonly #script: Script
  #version = -1
  #known = new Map<ScriptStatement, StatementNames>()
  #relations = new Map<CatalogEntry, NamedRelation>()

  constructor(script: Script) {
    this.#script = script
  }

  of(statement: ScriptStatement): StatementNames {
    this.#refresh()
    const known = this.#known.get(statement)
    if (known !== undefined) return known
    const found: Occurrence[] = []
    const { syntax } = statement
    const defines = syntax === undefined ? undefined : resolveStatement(syntax, this.resolving(statement, found))
    const names = { found, defines }
    this.#known.set(statement, names)
    return names
  }

  /** What finding names in one statement needs; what it finds goes into `found`. */
  resolving(statement: ScriptStatement, found: Occurrence[]): Resolving {
    this.#refresh()
    return {
      statement,
      env: this.#script.environmentOf(statement),
      commonTables: new Map(),
      relationOf: (entry) => this.relationOf(entry),
      entry: this.#script.entryOf(statement),
      found,
    }
  }

  relationOf(entry: CatalogEntry): NamedRelation {
    this.#refresh()
    const known = this.#relations.get(entry)
    if (known !== undefined) return known
    const owner = this.#script.ownerOf(entry)
    const defines = owner === undefined ? undefined : this.of(owner).defines
    const names = new Map(defines?.columns.map(({ text, name }) => [text, name]))
    const relation: NamedRelation = {
      text: entry.name,
      path: entry.path,
      name: defines?.name ?? { kind: entry.kind, text: entry.name },
      columns: entry.columns.map(({ name: text, type }) => {
        const name = names.get(text)
        return { text, ...(name === undefined ? {} : { name }), type: () => type }
      }),
    }
    this.#relations.set(entry, relation)
    return relation
  }

  /** Every place in the script where the name stands. */
  everywhere(name: Name): readonly { readonly statement: ScriptStatement; readonly occurrence: Occurrence }[] {
    return this.#script.statements.flatMap((statement) =>
      this.of(statement)
        .found.filter((occurrence) => occurrence.name === name)
        .map((occurrence) => ({ statement, occurrence })),
    )
  }

  #refresh(): void {
    if (this.#version === this.#script.version) return
    this.#version = this.#script.version
    this.#known = new Map()
    this.#relations = new Map()
  }
}
