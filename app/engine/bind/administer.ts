import { must } from '../../base/assert.ts'
import type { QualifiedName } from '../../sql/ast.ts'
import type { OtherStatement } from '../../sql/ast-statement.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { BOOLEAN, nullable, STRING } from '../../types/construct-type.ts'
import { typeText } from '../../types/type-text.ts'
import type { Value } from '../../types/value.ts'
import { type CatalogEntry, DEFAULT_CATALOG, pathText } from '../catalog/catalog.ts'
import { alterTable } from './alter-table.ts'
import { alterView } from './alter-view.ts'
import type { Session } from './bind-statement.ts'
import type { BindEnvironment } from './environment.ts'
import { type BoundStatement, done } from './statement-result.ts'

/** The statements about the catalog itself; what is not here is refused by its name. */
export function administer(statement: OtherStatement, env: BindEnvironment, session: Session): BoundStatement {
  switch (statement.verb) {
    case 'DROP TABLE':
    case 'DROP VIEW':
      return drop(statement, env, false)
    case 'DROP TEMPORARY TABLE':
    case 'DROP TEMPORARY VIEW':
      return drop(statement, env, true)
    case 'SHOW TABLES':
      return show(statement, 'table name', env.catalog.entries())
    case 'SHOW VIEWS':
      return show(
        statement,
        'view name',
        env.catalog.entries().filter((e) => e.kind === 'view'),
      )
    case 'DESCRIBE':
      return describe(statement, env)
    case 'USE':
      return changeDatabase(statement, env)
    case 'CREATE DATABASE':
      return createDatabase(statement, env)
    case 'SHOW DATABASES':
      return showNames(statement, 'database name', env.catalog.databases)
    case 'SHOW CURRENT DATABASE':
      return showNames(statement, 'current database name', [env.catalog.database])
    case 'ALTER VIEW':
    case 'ALTER VIEW RENAME':
      return alterView(statement, env, session)
    case 'ALTER TABLE RENAME':
    case 'ALTER TABLE ADD':
    case 'ALTER TABLE DROP':
    case 'ALTER TABLE SET':
      return alterTable(statement, env, session)
    case 'UPDATE':
    case 'DELETE': {
      const message = `${statement.verb} statement is not supported for streaming mode now.`
      throw sqlError('plan', 'streaming-only', message, statement.span)
    }
    default:
      throw unsupported(statement.verb, statement.span)
  }
}

function nameOf(statement: OtherStatement): QualifiedName {
  const clause = statement.clauses.find((c) => c.kind === 'name')
  return must(statement.name ?? (clause?.kind === 'name' ? clause.name : undefined), 'name')
}

const says = (statement: OtherStatement, words: string): boolean =>
  statement.clauses.some((c) => c.kind === 'words' && c.text === words)

function drop(statement: OtherStatement, env: BindEnvironment, temporary: boolean): BoundStatement {
  const name = nameOf(statement)
  const path = env.catalog.path(name)
  const entry = env.catalog.find(path)
  const kind = statement.verb.endsWith('VIEW') ? 'view' : 'table'
  const isTemporary = entry !== undefined && env.catalog.isTemporary(entry)
  if (entry?.kind === kind && isTemporary && !temporary) {
    const message = `Temporary ${kind} with identifier '${pathText(path)}' exists. Drop it first before removing the permanent ${kind}.`
    throw sqlError('plan', 'drop-temporary', message, name.span)
  }
  if (entry?.kind === kind && isTemporary === temporary) {
    env.catalog.drop(path, temporary)
    return done
  }
  if (says(statement, 'IF EXISTS')) return done
  const what = `${temporary ? 'Temporary ' : ''}${kind}`
  const message = `${what.charAt(0).toUpperCase()}${what.slice(1)} with identifier '${pathText(path)}' does not exist.`
  throw sqlError('plan', 'drop-missing', message, name.span)
}

const show = (statement: OtherStatement, title: string, entries: readonly CatalogEntry[]): BoundStatement =>
  showNames(
    statement,
    title,
    entries.map((e) => e.name),
  )

function showNames(statement: OtherStatement, title: string, all: readonly string[]): BoundStatement {
  const words = statement.clauses.filter((c) => c.kind === 'words')
  const filter = statement.clauses.find((c) => c.kind === 'string')
  if (statement.clauses.some((c) => c.kind === 'name') || words.some((w) => w.text !== 'LIKE'))
    throw unsupported(`${statement.verb} with this filter`, statement.span)
  const pattern = filter?.kind === 'string' ? likePattern(filter.text) : undefined
  const names = all.filter((n) => pattern === undefined || pattern.test(n))
  return { kind: 'result', columns: [{ name: title, type: STRING }], rows: names.map((n) => [n]) }
}

function likePattern(text: string): RegExp {
  const source = text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.')
  return new RegExp(`^${source}$`, 's')
}

const DESCRIPTION = [
  { name: 'name', type: STRING },
  { name: 'type', type: STRING },
  { name: 'null', type: BOOLEAN },
  { name: 'key', type: STRING },
  { name: 'extras', type: STRING },
  { name: 'watermark', type: STRING },
]

function describe(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const name = nameOf(statement)
  const path = env.catalog.path(name)
  const entry = env.catalog.find(path)
  if (entry === undefined) {
    const quoted = path.map((p) => `\`${p}\``).join('.')
    const message = `Tables or views with the identifier '${quoted}' doesn't exist.`
    throw sqlError('plan', 'describe-missing', message, name.span)
  }
  if (entry.kind === 'table' && entry.columns.some((c) => c.form !== 'physical'))
    throw unsupported('DESCRIBE of a table with computed or metadata columns', statement.span)
  const key = entry.kind === 'table' ? entry.primaryKey.map((k) => must(entry.columns[k]).name) : []
  if (entry.kind === 'table' && entry.watermark !== undefined)
    throw unsupported('DESCRIBE of a table with a watermark', statement.span)
  const rows = entry.columns.map((column): readonly Value[] => {
    const inKey = key.includes(column.name) ? `PRI(${key.join(', ')})` : null
    return [column.name, typeText(nullable(column.type)), column.type.nullable, inKey, null, null]
  })
  return { kind: 'result', columns: DESCRIPTION, rows }
}

function changeDatabase(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const names = nameOf(statement).parts.map((p) => p.name)
  const [catalog, database] = names.length === 1 ? [DEFAULT_CATALOG, names[0]] : names
  if (catalog !== DEFAULT_CATALOG) {
    const message = `A catalog with name [${catalog}] does not exist.`
    throw sqlError('plan', 'use-catalog', message, statement.span)
  }
  if (database === undefined || !env.catalog.databases.includes(database)) {
    const message = `A database with name [${database}] does not exist in the catalog: [${DEFAULT_CATALOG}].`
    throw sqlError('plan', 'use-database', message, statement.span)
  }
  env.catalog.enterDatabase(database)
  return done
}

function createDatabase(statement: OtherStatement, env: BindEnvironment): BoundStatement {
  const name = nameOf(statement)
  if (name.parts.length > 1) throw unsupported('CREATE DATABASE in another catalog', name.span)
  const database = must(name.parts[0]).name
  if (env.catalog.databases.includes(database)) {
    if (says(statement, 'IF NOT EXISTS')) return done
    const message = `Database ${database} already exists in Catalog ${DEFAULT_CATALOG}.`
    throw sqlError('plan', 'database-exists', message, name.span)
  }
  env.catalog.createDatabase(database)
  return done
}
