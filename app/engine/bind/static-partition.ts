import type { Insert } from '../../sql/ast-statement.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import { pathText } from '../catalog/catalog.ts'
import type { CatalogTable } from '../catalog/table.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { BindEnvironment } from './environment.ts'
import { bindExpression } from './expression/bind-expression.ts'
import { plainContext } from './expression-context.ts'
import { RelationScope } from './scope.ts'

/** INSERT INTO t PARTITION (c = 'x'): the columns that every row gets the same value for, by name. */
export function staticPartition(
  insert: Insert,
  table: CatalogTable,
  env: BindEnvironment,
): ReadonlyMap<string, BoundExpr> {
  const values = new Map<string, BoundExpr>()
  for (const { name, value } of insert.partition) {
    if (value === undefined) continue
    if (value.kind === 'literal' && value.type === 'null')
      throw sqlError('parse', 'static-partition', 'not a literal: NULL', value.span)
    if (!table.columns.some((c) => c.name === name.name))
      throw sqlError('parse', 'insert-column', `Unknown target column '${name.name}'`, name.span)
    values.set(name.name, bindExpression(value, new RelationScope([], { inTable: true }), plainContext(env, 'VALUES')))
  }
  const { partitionedBy } = table.definition
  const stray = [...values.keys()].find((name) => !partitionedBy.includes(name))
  if (stray === undefined) return values
  const message = `Static partition column '${stray}' should be in the partition keys list [${partitionedBy.join(', ')}] for table '${pathText(table.path)}'.`
  throw sqlError('plan', 'static-partition', message, insert.span)
}
