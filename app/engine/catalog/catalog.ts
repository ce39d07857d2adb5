import type { QualifiedName } from '../../sql/ast.ts'
import type { CatalogTable, CatalogView } from './table.ts'

export type CatalogEntry = CatalogTable | CatalogView

export const DEFAULT_CATALOG = 'default_catalog'
export const DEFAULT_DATABASE = 'default_database'

/** catalog.database.object, always three names. */
export type ObjectPath = readonly [catalog: string, database: string, object: string]

const keyOf = (path: readonly string[]): string => JSON.stringify(path)

/** The tables and views of one session. A temporary object hides the permanent one of the same path. */
export class Catalog {
  readonly #permanent = new Map<string, CatalogEntry>()
  readonly #temporary = new Map<string, CatalogEntry>()
  readonly #databases = new Set([DEFAULT_DATABASE])
  #database = DEFAULT_DATABASE

  path(name: QualifiedName): ObjectPath {
    const parts = name.parts.map((p) => p.name)
    const object = parts.at(-1) ?? ''
    return [parts.at(-3) ?? DEFAULT_CATALOG, parts.at(-2) ?? this.#database, object]
  }

  get database(): string {
    return this.#database
  }
  get databases(): readonly string[] {
    return [...this.#databases].sort()
  }
  createDatabase(name: string): void {
    this.#databases.add(name)
  }
  enterDatabase(name: string): void {
    this.#database = name
  }

  find(path: ObjectPath): CatalogEntry | undefined {
    return this.#temporary.get(keyOf(path)) ?? this.#permanent.get(keyOf(path))
  }

  has(path: ObjectPath, temporary: boolean): boolean {
    return (temporary ? this.#temporary : this.#permanent).has(keyOf(path))
  }

  put(entry: CatalogEntry, temporary: boolean): void {
    const entries = temporary ? this.#temporary : this.#permanent
    entries.set(keyOf(entry.path), entry)
  }

  drop(path: ObjectPath, temporary: boolean): void {
    const entries = temporary ? this.#temporary : this.#permanent
    entries.delete(keyOf(path))
  }

  /** What a simple name can mean now, in the order of the names. */
  entries(): readonly CatalogEntry[] {
    const visible = new Map([...this.#permanent, ...this.#temporary])
    const here = [...visible.values()].filter((e) => e.path[1] === this.#database)
    return here.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  }

  isTemporary(entry: CatalogEntry): boolean {
    return this.#temporary.get(keyOf(entry.path)) === entry
  }
}

export const pathText = (path: readonly string[]): string => path.join('.')
