import type { QualifiedName } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { type CatalogInfo, createCatalogInfo } from './catalog-info.ts'
import type { CatalogTable, CatalogView } from './table.ts'

export type CatalogEntry = CatalogTable | CatalogView

export const DEFAULT_CATALOG = 'default_catalog'
export const DEFAULT_DATABASE = 'default_database'

/** catalog.database.object, always three names. */
export type ObjectPath = readonly [catalog: string, database: string, object: string]

const keyOf = (path: readonly string[]): string => JSON.stringify(path)

/** Where a name of one part is looked up. */
export interface Namespace {
  readonly catalog: string
  readonly database: string
}

class CatalogStore {
  readonly permanent = new Map<string, CatalogEntry>()
  readonly temporary = new Map<string, CatalogEntry>()
  readonly catalogs = new Map<string, CatalogInfo>()
}

/** The catalogs of one session, with their tables and views. A temporary object hides the permanent one of the same path. */
export class Catalog {
  readonly #store: CatalogStore
  #namespace: Namespace

  constructor(
    store = new CatalogStore(),
    namespace: Namespace = { catalog: DEFAULT_CATALOG, database: DEFAULT_DATABASE },
  ) {
    this.#store = store
    this.#namespace = namespace
    if (store.catalogs.size === 0) store.catalogs.set(DEFAULT_CATALOG, createCatalogInfo(DEFAULT_DATABASE))
  }

  /** The same objects, seen from another namespace. */
  seenFrom(namespace: Namespace): Catalog {
    return new Catalog(this.#store, namespace)
  }

  path(name: QualifiedName): ObjectPath {
    const parts = name.parts.map((p) => p.name)
    if (parts.length > 3)
      throw sqlError('parse', 'object-identifier', 'Object identifier must consist of 1 to 3 parts.', name.span)
    const { catalog, database } = this.#namespace
    return [parts.at(-3) ?? catalog, parts.at(-2) ?? database, parts.at(-1) ?? '']
  }

  get namespace(): Namespace {
    return this.#namespace
  }
  enter(namespace: Namespace): void {
    this.#namespace = namespace
  }

  get catalogs(): ReadonlyMap<string, CatalogInfo> {
    return this.#store.catalogs
  }
  createCatalog(name: string, info: CatalogInfo): void {
    this.#store.catalogs.set(name, info)
  }
  dropCatalog(name: string): void {
    this.#store.catalogs.delete(name)
    for (const [key, entry] of this.#store.permanent) if (entry.path[0] === name) this.#store.permanent.delete(key)
  }

  hasDatabase({ catalog, database }: Namespace): boolean {
    return this.#store.catalogs.get(catalog)?.databases.has(database) ?? false
  }
  createDatabase({ catalog, database }: Namespace): void {
    this.#store.catalogs.get(catalog)?.databases.add(database)
  }
  /** With everything that is permanent in it. */
  dropDatabase({ catalog, database }: Namespace): void {
    this.#store.catalogs.get(catalog)?.databases.delete(database)
    for (const [key, { path }] of this.#store.permanent) {
      if (path[0] === catalog && path[1] === database) this.#store.permanent.delete(key)
    }
  }

  find(path: ObjectPath): CatalogEntry | undefined {
    return this.#store.temporary.get(keyOf(path)) ?? this.#store.permanent.get(keyOf(path))
  }

  has(path: ObjectPath, temporary: boolean): boolean {
    return this.stored(path, temporary) !== undefined
  }

  /** Of the temporary tables and views, or of the others, which they hide. */
  stored(path: ObjectPath, temporary: boolean): CatalogEntry | undefined {
    return (temporary ? this.#store.temporary : this.#store.permanent).get(keyOf(path))
  }

  put(entry: CatalogEntry, temporary: boolean): void {
    const entries = temporary ? this.#store.temporary : this.#store.permanent
    entries.set(keyOf(entry.path), entry)
  }

  drop(path: ObjectPath, temporary: boolean): void {
    const entries = temporary ? this.#store.temporary : this.#store.permanent
    entries.delete(keyOf(path))
  }

  /** What a simple name can mean in a namespace, in the order of the names. */
  entries({ catalog, database }: Namespace = this.#namespace): readonly CatalogEntry[] {
    const visible = new Map([...this.#store.permanent, ...this.#store.temporary])
    const here = [...visible.values()].filter(({ path }) => path[0] === catalog && path[1] === database)
    return here.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  }

  /** Whether a permanent table or view is in the database. */
  hasPermanentIn({ catalog, database }: Namespace): boolean {
    return [...this.#store.permanent.values()].some(({ path }) => path[0] === catalog && path[1] === database)
  }

  isTemporary(entry: CatalogEntry): boolean {
    return this.#store.temporary.get(keyOf(entry.path)) === entry
  }
}

export const pathText = (path: readonly string[]): string => path.join('.')

/** `a`.`b`.`c`, as Flink names an object in most of its messages. */
export const quotedPath = (path: readonly string[]): string => path.map((p) => `\`${p}\``).join('.')
