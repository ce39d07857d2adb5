import { must } from '../../base/assert.ts'
import type { OtherStatement } from '../../sql/ast-statement.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { pathText } from '../catalog/catalog.ts'
import type { CatalogView } from '../catalog/table.ts'
import type { Session } from './bind-statement.ts'
import type { BindEnvironment } from './environment.ts'
import { nameOf } from './name-of.ts'
import { type BoundStatement, done } from './statement-result.ts'
import { viewColumns } from './view-columns.ts'

/** ALTER VIEW … AS, ALTER VIEW … RENAME TO. */
export function alterView(statement: OtherStatement, env: BindEnvironment, session: Session): BoundStatement {
  const name = nameOf(statement)
  const path = env.catalog.path(name)
  const view = env.catalog.find(path)
  if (view?.kind !== 'view') {
    const message = `View ${pathText(path)} does not exist or is a temporary view.`
    throw sqlError('parse', 'view-missing', message, name.span)
  }
  const temporary = env.catalog.isTemporary(view)
  const changed = altered(view, statement, env, session)
  if (statement.verb === 'ALTER VIEW RENAME') {
    const [catalog, database, object] = changed.path
    if (env.catalog.has([catalog ?? '', database ?? '', object ?? ''], temporary)) {
      const message = `Table (or view) ${database}.${object} already exists in Catalog ${catalog}.`
      throw sqlError('plan', 'table-exists', message, statement.span)
    }
    env.catalog.drop(path, temporary)
  }
  env.catalog.put(changed, temporary)
  return done
}

function altered(view: CatalogView, statement: OtherStatement, env: BindEnvironment, session: Session): CatalogView {
  const clause = must(statement.clauses.find((c) => c.kind === 'query' || c.kind === 'name'))
  if (clause.kind === 'name') {
    const path = env.catalog.path(clause.name)
    return { ...view, name: path[2], path }
  }
  if (clause.kind !== 'query') return view
  const { start, end } = clause.span
  const made = viewColumns(clause.query, [], clause.span, env)
  const { namespace } = env.catalog
  return { ...view, query: clause.query, namespace, text: session.text.slice(start, end), ...made }
}
