import { must } from '../../base/assert.ts'
import type { QualifiedName } from '../../sql/ast.ts'
import type { OtherStatement } from '../../sql/ast-statement.ts'
import { type SqlError, sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Namespace } from '../catalog/catalog.ts'
import type { BindEnvironment } from './environment.ts'
import { nameOf, says } from './name-of.ts'
import { type BoundStatement, done } from './statement-result.ts'

/** USE database, USE catalog.database. */
export function useDatabase(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const name = nameOf(statement)
  const namespace = namespaceOf(name, env)
  const { catalog, database } = namespace
  if (!env.catalog.catalogs.has(catalog)) throw noCatalog(catalog, name)
  if (!env.catalog.hasDatabase(namespace)) {
    const message = `A database with name [${database}] does not exist in the catalog: [${catalog}].`
    throw sqlError('plan', 'use-database', message, name.span)
  }
  env.catalog.enter(namespace)
  return done
}

export function createDatabase(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const name = nameOf(statement)
  const namespace = namespaceOf(name, env)
  const { catalog, database } = namespace
  if (!env.catalog.catalogs.has(catalog)) {
    throw sqlError('plan', 'catalog-missing', `Catalog ${catalog} does not exist`, name.span)
  }
  if (env.catalog.hasDatabase(namespace)) {
    if (says(statement, 'IF NOT EXISTS')) return done
    const message = `Database ${database} already exists in Catalog ${catalog}.`
    throw sqlError('plan', 'database-exists', message, name.span)
  }
  env.catalog.createDatabase(namespace)
  return done
}

export function dropDatabase(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const name = nameOf(statement)
  const namespace = namespaceOf(name, env)
  const { catalog, database } = namespace
  const refuse = (message: string): SqlError => sqlError('plan', 'drop-database', message, name.span)
  if (!env.catalog.catalogs.has(catalog)) throw refuse(`Catalog ${catalog} does not exist.`)
  const current = env.catalog.namespace
  if (current.catalog === catalog && current.database === database)
    throw refuse('Cannot drop a database which is currently in use.')
  if (!env.catalog.hasDatabase(namespace)) {
    if (says(statement, 'IF EXISTS')) return done
    throw refuse(`Database ${database} does not exist in Catalog ${catalog}.`)
  }
  if (!says(statement, 'CASCADE') && env.catalog.hasPermanentIn(namespace))
    throw refuse(`Database ${database} in catalog ${catalog} is not empty.`)
  env.catalog.dropDatabase(namespace)
  return done
}

/** What ALTER DATABASE SET gives is for catalogs that keep it; nothing here reads it. */
export function alterDatabase(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const name = nameOf(statement)
  const namespace = namespaceOf(name, env)
  if (env.catalog.hasDatabase(namespace)) return done
  const message = `Database ${namespace.database} does not exist in Catalog ${namespace.catalog}.`
  throw sqlError('parse', 'database-missing', message, name.span)
}

function namespaceOf(name: QualifiedName, env: BindEnvironment): Namespace {
  const parts = name.parts.map((p) => p.name)
  if (parts.length > 2) throw unsupported('a database name of three parts', name.span)
  return { catalog: parts.at(-2) ?? env.catalog.namespace.catalog, database: must(parts.at(-1), 'database name') }
}

export const noCatalog = (catalog: string, name: QualifiedName): SqlError =>
  sqlError('plan', 'use-catalog', `A catalog with name [${catalog}] does not exist.`, name.span)
