import type { Identifier, Query } from '../../sql/ast.ts'
import { SqlError, sqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { Column } from '../logical/column.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { BindEnvironment } from './environment.ts'
import { bindQuery } from './query.ts'
import { viewText } from './view-text.ts'

/** What of a view is fixed when it is made. */
export function viewColumns(
  query: Query,
  names: readonly Identifier[],
  span: Span,
  env: BindEnvironment,
): { readonly columns: readonly Column[]; readonly expanded: string | SqlError } {
  const bound = bindQuery(query, env)
  if (names.length > 0 && names.length !== bound.columns.length)
    throw sqlError('parse', 'view-columns', 'VIEW definition and input fields not match:', span)
  const columns = bound.columns.map((c, i) => ({ name: names[i]?.name ?? c.name, type: c.type }))
  const repeated = columns.find((c, i) => columns.findIndex((d) => d.name === c.name) !== i)
  if (repeated === undefined) return { columns, expanded: expandedText(query, bound, env) }
  const message = `A column with the same name \`${repeated.name}\` has been defined`
  throw sqlError('parse', 'view-column-duplicate', message, query.span)
}

function expandedText(query: Query, bound: LogicalNode, env: BindEnvironment): string | SqlError {
  try {
    return viewText(query, bound, env)
  } catch (error) {
    if (error instanceof SqlError) return error
    throw error
  }
}
