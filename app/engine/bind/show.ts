import { must } from '../../base/assert.ts'
import type { OtherStatement } from '../../sql/ast-statement.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { BOOLEAN, STRING } from '../../types/construct-type.ts'
import type { CatalogEntry, Namespace } from '../catalog/catalog.ts'
import type { BindEnvironment } from './environment.ts'
import { likeFilter } from './like-filter.ts'
import type { BoundStatement } from './statement-result.ts'

/** SHOW of names; undefined for every other statement. */
export function show(statement: OtherStatement, env: BindEnvironment): BoundStatement | undefined {
  const { catalog } = env
  switch (statement.verb) {
    case 'SHOW TABLES':
      return listed('table name', entriesIn(statement, env), statement)
    case 'SHOW VIEWS':
      return listed(
        'view name',
        entriesIn(statement, env).filter((e) => e.kind === 'view'),
        statement,
      )
    case 'SHOW MATERIALIZED TABLES':
      return listed('materialized table', entriesIn(statement, env).slice(0, 0), statement)
    case 'SHOW CATALOGS':
      return names('catalog name', [...catalog.catalogs.keys()].sort(), statement)
    case 'SHOW DATABASES':
      return names('database name', databasesIn(statement, env), statement)
    case 'SHOW CURRENT CATALOG':
      return names('current catalog name', [catalog.namespace.catalog], statement)
    case 'SHOW CURRENT DATABASE':
      return names('current database name', [catalog.namespace.database], statement)
    case 'SHOW MODULES':
      return names('module name', ['core'], statement)
    case 'SHOW FULL MODULES': {
      const columns = [
        { name: 'module name', type: STRING },
        { name: 'used', type: BOOLEAN },
      ]
      return { kind: 'result', columns, rows: [['core', true]] }
    }
    case 'SHOW USER FUNCTIONS':
      return names('function name', [], statement)
    case 'SHOW MODELS':
      return names('model name', [], statement)
    case 'SHOW JARS':
      return names('jars', [], statement)
    default:
      return undefined
  }
}

function names(title: string, all: readonly string[], statement: OtherStatement): BoundStatement {
  const rows = all.filter(likeFilter(statement)).map((name) => [name])
  return { kind: 'result', columns: [{ name: title, type: STRING }], rows }
}

const listed = (title: string, entries: readonly CatalogEntry[], statement: OtherStatement): BoundStatement =>
  names(
    title,
    entries.map((e) => e.name),
    statement,
  )

/** FROM or IN names another database than the current one. */
function entriesIn(statement: OtherStatement, env: BindEnvironment): readonly CatalogEntry[] {
  const clause = statement.clauses.find((c) => c.kind === 'name')
  if (clause === undefined) return env.catalog.entries()
  const parts = clause.name.parts.map((p) => p.name)
  if (parts.length > 2) throw unsupported(`${statement.verb} FROM a name of three parts`, clause.span)
  const database = must(parts.at(-1), 'database name')
  const namespace: Namespace = { catalog: parts.at(-2) ?? env.catalog.namespace.catalog, database }
  if (env.catalog.hasDatabase(namespace)) return env.catalog.entries(namespace)
  const message = `Database '${namespace.catalog}'.'${database}' doesn't exist.`
  throw sqlError('plan', 'show-database', message, clause.span)
}

function databasesIn(statement: OtherStatement, env: BindEnvironment): readonly string[] {
  const clause = statement.clauses.find((c) => c.kind === 'name')
  const name = clause?.name.parts[0]?.name ?? env.catalog.namespace.catalog
  const info = env.catalog.catalogs.get(name)
  if (info !== undefined) return [...info.databases].sort()
  throw sqlError('plan', 'show-catalog', `Catalog ${name} does not exist`, statement.span)
}
