import type { Insert } from '../../sql/ast-statement.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { pathText, quotedPath } from '../catalog/catalog.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { LogicalSink } from '../logical/sink.ts'
import type { BindEnvironment } from './environment.ts'
import { bindQuery } from './query.ts'
import { staticPartition } from './static-partition.ts'
import { writeQuery } from './write-query.ts'

/** Options about how a connector writes, where nothing is written outside. */
const WRITING_OPTION = /^(sink\.parallelism|sink\.delivery-guarantee|sink\.transactional-id-prefix|properties\..+)$/

/** INSERT INTO: the query's columns under the names and types of the table's. */
export function bindInsert(insert: Insert, env: BindEnvironment): LogicalSink {
  if (insert.conflict !== undefined) throw unsupported('ON CONFLICT', insert.span)
  for (const hint of insert.hints) {
    const isHarmless = hint.options.length > 0 && hint.options.every(({ key }) => WRITING_OPTION.test(key))
    if (hint.name.name.toUpperCase() !== 'OPTIONS' || !isHarmless)
      throw unsupported(`hint ${hint.name.name}`, hint.span)
  }
  const table = targetTable(insert, env)
  if (insert.overwrite) {
    const message = `INSERT OVERWRITE requires that the underlying DynamicTableSink of table '${pathText(table.path)}' implements the SupportsOverwrite interface.`
    throw sqlError('plan', 'insert-overwrite', message, insert.span)
  }
  const fixed = staticPartition(insert, table, env)
  const query = bindQuery(insert.query, env)
  return writeQuery({ query, table, ...(insert.columns && { names: insert.columns }), fixed, span: insert.span }, env)
}

function targetTable(insert: Insert, env: BindEnvironment): CatalogTable {
  const path = env.catalog.path(insert.target)
  const entry = env.catalog.find(path)
  if (entry?.kind === 'table') return entry
  const quoted = quotedPath(path)
  const message =
    entry === undefined
      ? `Cannot find table '${quoted}' in any of the catalogs [default_catalog], nor as a temporary table.`
      : `Cannot insert into the view ${quoted}`
  throw sqlError(entry === undefined ? 'parse' : 'plan', 'insert-target', message, insert.target.span)
}
