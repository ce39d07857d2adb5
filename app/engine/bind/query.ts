import type { CommonTable, Query, QueryBody } from '../../sql/ast.ts'
import { sqlError } from '../../sql/diagnostic.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import type { BindEnvironment, CommonTableBinding } from './environment.ts'
import { bindNamedRelation } from './from.ts'
import { inputRefs } from './input-refs.ts'
import { bindOrdered } from './order-by.ts'
import { bindRecursiveTable, recursiveUnion } from './recursive-table.ts'
import { bindSelect, type HiddenItems } from './select.ts'
import { bindSetOperation } from './set-operation.ts'
import { hasSideWithTables, isOrdered, unbracketed } from './unbracketed.ts'
import { bindValues } from './values.ts'

/** A query → the logical plan of its rows. Throws SqlError. */
export function bindQuery(written: Query, env: BindEnvironment): LogicalNode {
  const query = unbracketed(written)
  if (!env.nested && query.with.length === 0 && !isOrdered(query)) assertSides(query)
  const nested = { ...env, nested: true }
  const inner = query.with.length === 0 ? nested : withCommonTables(query.with, query.recursive, nested)
  return bindOrdered(query, env, (body, hidden) => bindBody(body, inner, hidden))
}

/** Flink's parser loses its way in `(WITH ..) UNION ..`, unless another query is around it. */
function assertSides({ body, span }: Query): void {
  if (hasSideWithTables(body))
    throw sqlError('parse', 'set-operation-with', 'A side of a set operation cannot begin with WITH here', span)
}

/** `hidden`: expressions that a SELECT gives behind its list. */
export function bindBody(body: QueryBody, env: BindEnvironment, hidden?: HiddenItems): LogicalNode {
  switch (body.kind) {
    case 'select':
      return bindSelect(body, env, hidden)
    case 'set-operation':
      return bindSetOperation(body, env)
    case 'values':
      return bindValues(body, env)
    case 'explicit-table':
      return bindNamedRelation(body.name, env).node
    case 'query':
      return bindQuery(body, env)
  }
}

function withCommonTables(
  tables: readonly CommonTable[],
  recursive: boolean | undefined,
  env: BindEnvironment,
): BindEnvironment {
  let result = env
  for (const table of tables) {
    const visible = result
    let bound: LogicalNode | undefined
    const binding: CommonTableBinding = {
      bind: () => (bound ??= bindCommonTable(table, recursive ?? false, visible)),
    }
    // A query may ignore a WITH table, but Flink still validates it.
    binding.bind()
    result = { ...result, commonTables: new Map([...result.commonTables, [table.name.name, binding]]) }
  }
  return result
}

function bindCommonTable(table: CommonTable, recursive: boolean, env: BindEnvironment): LogicalNode {
  const union = recursive ? recursiveUnion(table) : undefined
  if (union === undefined) return named(table, bindQuery(table.query, env))
  return bindRecursiveTable(table, union, env, { bind: bindBody, named: (node) => named(table, node) })
}

function named(table: CommonTable, node: LogicalNode): LogicalNode {
  assertDistinct(table, node)
  if (table.columns.length === 0) return node
  if (table.columns.length !== node.columns.length)
    throw sqlError('parse', 'column-count', 'Number of columns must match number of query columns', table.span)
  const names = table.columns.map((c) => c.name)
  return project(node, inputRefs(node, table.span), names, table.span)
}

function assertDistinct({ columns, span }: CommonTable, node: LogicalNode): void {
  const names = (columns.length > 0 ? columns : node.columns).map(({ name }) => name)
  const repeated = names.find((name, i) => names.indexOf(name) < i)
  if (repeated === undefined) return
  const message =
    columns.length > 0
      ? `Duplicate name '${repeated}' in column list`
      : `Column has duplicate column name '${repeated}' and no column list specified`
  throw sqlError('parse', 'column-duplicate', message, columns.findLast(({ name }) => name === repeated)?.span ?? span)
}
