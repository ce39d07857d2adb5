import type { CreateTable, CreateView, Statement } from '../../sql/ast-statement.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { type ObjectPath, quotedPath } from '../catalog/catalog.ts'
import { assertSupportedConfiguration } from '../catalog/configuration.ts'
import type { CatalogTable } from '../catalog/table.ts'
import { sink } from '../logical/sink.ts'
import type { TableOverride } from '../run-types.ts'
import { administer } from './administer.ts'
import { bindCreateTable } from './create-table.ts'
import { bindCreateTableAs } from './create-table-as.ts'
import type { BindEnvironment } from './environment.ts'
import { bindInsert } from './insert.ts'
import { uniqueNames } from './names.ts'
import { bindQuery } from './query.ts'
import { type BoundStatement, done, nothing } from './statement-result.ts'
import { unbracketed } from './unbracketed.ts'
import { viewColumns } from './view-columns.ts'

/** What a statement may change. */
export interface Session {
  readonly config: Map<string, string>
  readonly overrides: ReadonlyMap<string, TableOverride>
  /** The statement's own text, for the text of views. */
  readonly text: string
}

/** Gives a statement its meaning in the session; definitions take effect. Throws SqlError. */
export function bindStatement(statement: Statement, env: BindEnvironment, session: Session): BoundStatement {
  switch (statement.kind) {
    case 'set':
      if (statement.key === undefined) throw unsupported('SET without an option', statement.span)
      session.config.set(statement.key, statement.value ?? '')
      return nothing
    case 'reset':
      if (statement.key === undefined) session.config.clear()
      else session.config.delete(statement.key)
      return nothing
    case 'create-table':
      return createTable(statement, env, session)
    case 'create-view':
      return createView(statement, env, session)
    case 'query-statement': {
      assertSupportedConfiguration(env.config, statement.span)
      const query = bindQuery(statement.query, env)
      const names = uniqueNames(query.columns.map((c) => c.name))
      const columns = query.columns.map((c, i) => ({ name: names[i] ?? c.name, type: c.type }))
      return { kind: 'query', sink: sink(query, columns, undefined, 'result', statement.span) }
    }
    case 'insert':
      assertSupportedConfiguration(env.config, statement.span)
      return { kind: 'insert', sinks: [bindInsert(statement, env)] }
    case 'statement-set':
      assertSupportedConfiguration(env.config, statement.span)
      return { kind: 'insert', sinks: statement.inserts.map((i) => bindInsert(i, env)) }
    case 'explain':
      throw unsupported('EXPLAIN', statement.span)
    case 'other':
      return administer(statement, env, session)
  }
}

/** Definitions go only into databases that exist. */
function assertDatabase(path: ObjectPath, create: CreateTable | CreateView, env: BindEnvironment): void {
  const [catalog, database] = path
  if (env.catalog.hasDatabase({ catalog, database })) return
  const message = env.catalog.catalogs.has(catalog)
    ? `Database ${database} does not exist in Catalog ${catalog}.`
    : `Catalog ${catalog} does not exist`
  throw sqlError('plan', 'database-missing', message, create.name.span)
}

function createTable(create: CreateTable, env: BindEnvironment, session: Session): BoundStatement {
  const override = session.overrides.get(env.catalog.path(create.name)[2])
  if (create.query === undefined) {
    putTable(bindCreateTable(create, env, override), create, env)
    return nothing
  }
  assertSupportedConfiguration(env.config, create.span)
  const { table, write } = bindCreateTableAs(create, env, override)
  const inserted = write()
  if (putTable(table, create, env)) return { kind: 'insert', sinks: [inserted] }
  throw unsupported('CREATE TABLE IF NOT EXISTS … AS SELECT of a table that exists', create.span)
}

/** False where the table was there before and may stay. */
function putTable(table: CatalogTable, create: CreateTable, env: BindEnvironment): boolean {
  const path = table.path as ObjectPath
  if (!create.temporary) assertDatabase(path, create, env)
  const exists = env.catalog.has(path, create.temporary)
  if (exists && create.ifNotExists) return false
  if (exists && !create.replace) throw alreadyExists(path, create)
  if (!exists && create.mustExist) {
    const message = `The table ${quotedPath(path)} to be replaced doesn't exist. You can try to use CREATE TABLE AS statement or CREATE OR REPLACE TABLE AS statement.`
    throw sqlError('plan', 'replace-missing', message, create.name.span)
  }
  env.catalog.put(table, create.temporary)
  return true
}

const alreadyExists = (path: ObjectPath, create: CreateTable | CreateView) => {
  const message = `Table (or view) ${path[1]}.${path[2]} already exists in Catalog ${path[0]}.`
  return sqlError('plan', 'table-exists', message, create.name.span)
}

function createView(create: CreateView, env: BindEnvironment, session: Session): BoundStatement {
  const made = viewColumns(create.query, create.columns, create.name.span, env)
  const path = env.catalog.path(create.name)
  if (!create.temporary) assertDatabase(path, create, env)
  // OR REPLACE is read and has no effect in Flink
  if (env.catalog.has(path, create.temporary)) {
    if (create.ifNotExists) return done
    throw alreadyExists(path, create)
  }
  const { start, end } = create.querySpan
  const text = session.text.slice(start, end)
  env.catalog.put(
    {
      ...{ kind: 'view', name: path[2], path, query: unbracketed(create.query), namespace: env.catalog.namespace },
      ...{ text, ...made, span: create.span },
      ...(create.comment !== undefined && { comment: create.comment }),
    },
    create.temporary,
  )
  return done
}
