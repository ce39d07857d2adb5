import { must } from '../../base/assert.ts'
import type { OtherStatement } from '../../sql/ast-statement.ts'
import { type SqlError, sqlError, unsupported } from '../../sql/diagnostic.ts'
import { quoteName, quoteText } from '../../sql/print-name.ts'
import { STRING } from '../../types/construct-type.ts'
import type { Value } from '../../types/value.ts'
import { type CatalogInfo, createCatalogInfo } from '../catalog/catalog-info.ts'
import { noCatalog } from './databases.ts'
import type { BindEnvironment } from './environment.ts'
import { nameOf, says } from './name-of.ts'
import { type BoundStatement, done } from './statement-result.ts'

export function useCatalog(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const name = nameOf(statement)
  const catalog = must(name.parts[0], 'catalog name').name
  const info = env.catalog.catalogs.get(catalog)
  if (info === undefined) throw noCatalog(catalog, name)
  const { namespace } = env.catalog
  if (namespace.catalog !== catalog) env.catalog.enter({ catalog, database: info.defaultDatabase })
  return done
}

const IN_MEMORY = 'generic_in_memory'

/** Only catalogs in memory: any other stands for a system that is not here. */
export function createCatalog(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const name = nameOf(statement)
  const catalog = must(name.parts[0], 'catalog name').name
  const refuse = (message: string): SqlError => sqlError('plan', 'create-catalog', message, statement.span)
  if (env.catalog.catalogs.has(catalog)) {
    if (says(statement, 'IF NOT EXISTS')) return done
    throw refuse(`Catalog ${catalog} already exists.`)
  }
  const clause = statement.clauses.find((c) => c.kind === 'options')
  const options = new Map(clause?.options.map((o) => [o.key, o.value]))
  const type = options.get('type')
  if (type === undefined) throw refuse("Catalog options do not contain an option key 'type' for discovering a catalog.")
  if (type !== IN_MEMORY) throw unsupported(`a catalog of type ${type}`, statement.span)
  const unknown = [...options.keys()].find((k) => !['type', 'default-database', 'property-version'].includes(k))
  if (unknown !== undefined)
    throw refuse(`Unsupported options found for '${IN_MEMORY}'.\n\nUnsupported options:\n\n${unknown}`)
  const comment = statement.clauses.find((c) => c.kind === 'string')?.text
  env.catalog.createCatalog(catalog, createCatalogInfo(options.get('default-database') ?? 'default', options, comment))
  return done
}

export function dropCatalog(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const name = nameOf(statement)
  const catalog = must(name.parts[0], 'catalog name').name
  if (!env.catalog.catalogs.has(catalog)) {
    if (says(statement, 'IF EXISTS')) return done
    throw sqlError('plan', 'drop-catalog', `Catalog ${catalog} does not exist.`, name.span)
  }
  if (env.catalog.namespace.catalog === catalog)
    throw sqlError('plan', 'drop-catalog', 'Cannot drop a catalog which is currently in use.', name.span)
  env.catalog.dropCatalog(catalog)
  return done
}

/** SHOW CREATE CATALOG, DESCRIBE CATALOG: of those that a statement has made. */
export function showCatalog(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const name = nameOf(statement)
  const catalog = must(name.parts[0], 'catalog name').name
  const info = env.catalog.catalogs.get(catalog)
  if (info?.options === undefined) {
    const message = `Cannot obtain metadata information from Catalog ${catalog}.`
    throw sqlError('plan', 'catalog-metadata', message, name.span)
  }
  const options = [...info.options].sort(([a], [b]) => (a < b ? -1 : 1))
  if (statement.verb === 'SHOW CREATE CATALOG') return showCreate(catalog, info, options)
  const rows: (readonly Value[])[] = [
    ['name', catalog],
    ['type', IN_MEMORY],
    ['comment', info.comment ?? null],
  ]
  if (statement.verb.endsWith('EXTENDED'))
    rows.push(...options.filter(([key]) => key !== 'type').map(([key, value]) => [`option:${key}`, value]))
  const columns = ['info name', 'info value'].map((title) => ({ name: title, type: STRING }))
  return { kind: 'result', columns, rows }
}

function showCreate(name: string, { comment }: CatalogInfo, options: readonly [string, string][]): BoundStatement {
  const lines = options.map(([key, value]) => `  ${quoteText(key)} = ${quoteText(value)}`).join(',\n')
  const about = comment === undefined || comment === '' ? '' : `COMMENT ${quoteText(comment)}\n`
  const text = `CREATE CATALOG ${quoteName(name)}\n${about}WITH (\n${lines}\n)\n`
  return { kind: 'result', columns: [{ name: 'result', type: STRING }], rows: [[text]] }
}
