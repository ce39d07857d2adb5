import { must } from '../../base/assert.ts'
import type { OtherStatement, QualifiedName } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { BOOLEAN, nullable, STRING } from '../../types/construct-type.ts'
import { typeText } from '../../types/type-text.ts'
import type { Value } from '../../types/value.ts'
import { type CatalogEntry, DEFAULT_CATALOG, DEFAULT_DATABASE, pathText } from '../catalog/catalog.ts'
import type { BindEnvironment } from './environment.ts'
import { type BoundStatement, done } from './statement-result.ts'

/** The statements about the catalog itself; what is not here is refused by its name. */
export function administer(statement: OtherStatement, env: BindEnvironment): BoundStatement {
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
      return use(statement)
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

function show(statement: OtherStatement, title: string, entries: readonly CatalogEntry[]): BoundStatement {
  const words = statement.clauses.filter((c) => c.kind === 'words')
  const filter = statement.clauses.find((c) => c.kind === 'string')
  if (statement.clauses.some((c) => c.kind === 'name') || words.some((w) => w.text !== 'LIKE'))
    throw unsupported(`${statement.verb} with this filter`, statement.span)
  const pattern = filter?.kind === 'string' ? likePattern(filter.text) : undefined
  const names = entries.map((e) => e.name).filter((n) => pattern === undefined || pattern.test(n))
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
  const watermark = entry.kind === 'table' ? entry.watermark : undefined
  if (watermark !== undefined && entry.kind === 'table' && entry.definition.watermarkText === undefined)
    throw unsupported('DESCRIBE of a table with a watermark', statement.span)
  const rows = entry.columns.map((column, i): readonly Value[] => {
    const marked =
      watermark?.column === i && 'precision' in column.type ? { ...column.type, time: 'rowtime' } : column.type
    const text = typeText(nullable(marked as typeof column.type))
    const inKey = key.includes(column.name) ? `PRI(${key.join(', ')})` : null
    const at = watermark?.column === i && entry.kind === 'table' ? (entry.definition.watermarkText ?? null) : null
    return [column.name, text, column.type.nullable, inKey, null, at]
  })
  return { kind: 'result', columns: DESCRIPTION, rows }
}

function use(statement: OtherStatement): BoundStatement {
  const names = nameOf(statement).parts.map((p) => p.name)
  const path = names.length === 1 ? [DEFAULT_CATALOG, ...names] : names
  if (path.length === 2 && path[0] === DEFAULT_CATALOG && path[1] === DEFAULT_DATABASE) return done
  if (path[0] !== DEFAULT_CATALOG) {
    const message = `A catalog with name [${path[0]}] does not exist.`
    throw sqlError('plan', 'use-catalog', message, statement.span)
  }
  throw unsupported('databases other than default_database', statement.span)
}
