import type { Identifier, Query } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { Column } from '../logical/column.ts'
import type { BindEnvironment } from './environment.ts'
import { bindQuery } from './query.ts'

/** The columns of a view, fixed when it is made. */
export function viewColumns(
  query: Query,
  names: readonly Identifier[],
  span: Span,
  env: BindEnvironment,
): readonly Column[] {
  const bound = bindQuery(query, env)
  if (names.length > 0 && names.length !== bound.columns.length)
    throw sqlError('parse', 'view-columns', 'VIEW definition and input fields not match:', span)
  const columns = bound.columns.map((c, i) => ({ name: names[i]?.name ?? c.name, type: c.type }))
  const repeated = columns.find((c, i) => columns.findIndex((d) => d.name === c.name) !== i)
  if (repeated === undefined) return columns
  const message = `A column with the same name \`${repeated.name}\` has been defined`
  throw sqlError('parse', 'view-column-duplicate', message, query.span)
}
