import type { CreateTable, CreateView, Statement } from '../../sql/ast-statement.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { ObjectPath } from '../catalog/catalog.ts'
import { assertSupportedConfiguration } from '../catalog/configuration.ts'
import { sink } from '../logical/sink.ts'
import type { TableOverride } from '../run-types.ts'
import { administer } from './administer.ts'
import { bindCreateTable } from './create-table.ts'
import type { BindEnvironment } from './environment.ts'
import { bindInsert } from './insert.ts'
import { uniqueNames } from './names.ts'
import { bindQuery } from './query.ts'
import { type BoundStatement, done, nothing } from './statement-result.ts'
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
  const table = bindCreateTable(create, env, session.overrides.get(env.catalog.path(create.name)[2]))
  if (!create.temporary) assertDatabase(table.path as ObjectPath, create, env)
  if (env.catalog.has(table.path as ObjectPath, create.temporary)) {
    if (create.ifNotExists) return nothing
    throw alreadyExists(table.path as ObjectPath, create)
  }
  env.catalog.put(table, create.temporary)
  return nothing
}

const alreadyExists = (path: ObjectPath, create: CreateTable | CreateView) => {
  const message = `Table (or view) ${path[1]}.${path[2]} already exists in Catalog ${path[0]}.`
  return sqlError('plan', 'table-exists', message, create.name.span)
}

function createView(create: CreateView, env: BindEnvironment, session: Session): BoundStatement {
  const columns = viewColumns(create.query, create.columns, create.name.span, env)
  const path = env.catalog.path(create.name)
  if (!create.temporary) assertDatabase(path, create, env)
  if (env.catalog.has(path, create.temporary) && !create.replace) {
    if (create.ifNotExists) return done
    throw alreadyExists(path, create)
  }
  const { start, end } = create.querySpan
  const text = session.text.slice(start, end)
  env.catalog.put(
    {
      ...{ kind: 'view', name: path[2], path, query: create.query, namespace: env.catalog.namespace },
      ...{ text, columns, span: create.span },
    },
    create.temporary,
  )
  return done
}
