import { must } from '../../base/assert.ts'
import type { NamedTable, QualifiedName, TableAlias, TableRef } from '../../sql/ast.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import type { CatalogView } from '../catalog/table.ts'
import type { LogicalNode } from '../logical/node.ts'
import { project } from '../logical/project.ts'
import { bindCorrelatedJoin, bindUnnestAlone, isCorrelated } from './correlated-join.ts'
import { type BindEnvironment, simpleName } from './environment.ts'
import { inputRefs } from './input-refs.ts'
import { bindJoin } from './join.ts'
import { bindMatch } from './match/bind-match.ts'
import { missingName } from './missing-name.ts'
import { bindQuery } from './query.ts'
import { RelationScope } from './scope.ts'
import { bindTable } from './table.ts'
import { assertTableHints } from './table-hints.ts'
import { isOrdered } from './unbracketed.ts'
import { bindValues } from './values.ts'
import { bindWindowTable, isWindowTableFunction } from './window-table.ts'

/** What a FROM clause offers: rows, and the names of their columns. */
export interface Relation {
  readonly node: LogicalNode
  readonly scope: RelationScope
}

export function bindFrom(ref: TableRef, env: BindEnvironment): Relation {
  switch (ref.kind) {
    case 'named-table':
      return bindNamedTable(ref, env)
    case 'derived-table': {
      if (ref.lateral) throw unsupported('LATERAL', ref.span)
      return aliased(bindQuery(ref.query, env), ref.alias, ref.span)
    }
    case 'values-table':
      return aliased(named(bindValues(ref.values, env), ref.alias), ref.alias, ref.span)
    case 'table-function': {
      if (!isWindowTableFunction(ref.call)) throw unsupported('table function in FROM', ref.span)
      return aliased(bindWindowTable(ref.call, env), ref.alias, ref.span)
    }
    case 'join':
      if (isCorrelated(ref.right)) return bindCorrelatedJoin(ref, ref.right, bindFrom(ref.left, env), env)
      return bindJoin(ref, env)
    case 'unnest':
      return bindUnnestAlone(ref, env)
    case 'match':
      return aliased(bindMatch(ref, bindFrom(ref.input, env), env), ref.alias, ref.span)
    case 'pivot':
      throw unsupported(ref.unpivot ? 'UNPIVOT' : 'PIVOT', ref.span)
  }
}

function bindNamedTable(ref: NamedTable, env: BindEnvironment): Relation {
  if (ref.systemTime?.kind === 'literal') {
    const message = 'A table as of a moment: its catalog keeps no history'
    throw sqlError('parse', 'system-time', message, ref.systemTime.span)
  }
  if (ref.systemTime !== undefined) throw unsupported('FOR SYSTEM_TIME AS OF', ref.systemTime.span)
  if (ref.sample !== undefined) throw unsupported('TABLESAMPLE', ref.span)
  assertTableHints(ref, env)
  const { node, path } = bindNamedRelation(ref.name, env)
  if (ref.alias !== undefined) return aliased(node, ref.alias, ref.span)
  const name = ref.name.parts.at(-1)?.name ?? ''
  return { node, scope: new RelationScope([{ name, ...(path && { path }), columns: node.columns, offset: 0 }]) }
}

/** A name in FROM: a WITH table, a table or a view. */
export function bindNamedRelation(
  name: QualifiedName,
  env: BindEnvironment,
): { readonly node: LogicalNode; readonly path?: readonly string[] } {
  const simple = simpleName(name)
  const common = simple === undefined ? undefined : env.commonTables.get(simple)
  if (common !== undefined) return { node: common.bind() }
  const path = env.catalog.path(name)
  const entry = env.catalog.find(path)
  if (entry === undefined) {
    const text = name.parts.map((p) => p.name).join('.')
    const known = [...env.commonTables.keys(), ...env.catalog.entries().map((each) => each.name)]
    const last = must(name.parts.at(-1), 'name')
    throw missingName('table-not-found', `Object '${text}' not found`, { ...last, span: name.span }, known)
  }
  const node = entry.kind === 'table' ? bindTable(entry, name.span, env) : expandView(entry, name.span, env)
  return { node, path }
}

/** An ordered SELECT makes a view whose text Flink cannot read again; behind WITH, and of a set operation, it can. */
function assertReadable({ query }: CatalogView, span: Span): void {
  if (!isOrdered(query)) return
  const { body, orderBy, limit, offset } = query
  if (query.with.length === 0 && body.kind === 'select') {
    const word = orderBy.length > 0 ? 'ORDER' : offset === undefined ? 'FETCH' : 'OFFSET'
    throw sqlError('parse', 'view-order', `Encountered "${word}" in the text of the view`, span)
  }
  if (limit === undefined) throw unsupported('a view with ORDER BY or OFFSET and without LIMIT', span)
}

/** A view's text is bound anew at each use, in the session's catalog, without the caller's WITH tables. */
function expandView(view: CatalogView, span: Span, env: BindEnvironment): LogicalNode {
  const key = view.path.join('.')
  if (env.expanding.includes(key)) throw sqlError('plan', 'view-cycle', `View ${key} refers to itself`, span)
  assertReadable(view, span)
  const catalog = env.catalog.seenFrom(view.namespace)
  const node = bindQuery(view.query, { ...env, catalog, commonTables: new Map(), expanding: [...env.expanding, key] })
  const refs = inputRefs(node, span)
  const names = view.columns.map((c) => c.name)
  // a `*` stands for the columns of the time when the view was made; what a table got since is not among them
  const chosen =
    refs.length === names.length ? refs : names.map((name) => refs[node.columns.findIndex((c) => c.name === name)])
  const exprs = chosen.filter((ref) => ref !== undefined)
  if (exprs.length < names.length) throw unsupported('view whose tables have changed', span)
  return project(node, exprs, names, span)
}

export function aliased(node: LogicalNode, alias: TableAlias | undefined, span: Span): Relation {
  if (alias === undefined) return { node, scope: new RelationScope([{ columns: node.columns, offset: 0 }]) }
  const renamed = alias.columns.length === 0 ? node : rename(node, alias, span)
  return {
    node: renamed,
    scope: new RelationScope([{ name: alias.name.name, columns: renamed.columns, offset: 0 }]),
  }
}

/** The only column of VALUES takes the name of the table, if that has no names for columns. */
function named(node: LogicalNode, alias: TableAlias | undefined): LogicalNode {
  if (alias === undefined || alias.columns.length > 0 || node.columns.length !== 1) return node
  return project(node, inputRefs(node, node.span), [alias.name.name], node.span)
}

function rename(node: LogicalNode, alias: TableAlias, span: Span): LogicalNode {
  const names = alias.columns.map((c) => c.name)
  if (names.length !== node.columns.length) {
    const has = node.columns.map((c) => `'${c.name}'`).join(', ')
    const message = `List of column aliases must have same degree as table; table has ${node.columns.length} columns (${has}), whereas alias list has ${names.length} columns`
    throw sqlError('parse', 'alias-count', message, span)
  }
  const seen = new Set<string>()
  for (const column of alias.columns) {
    if (seen.has(column.name))
      throw sqlError('parse', 'alias-duplicate', `Duplicate name '${column.name}' in column alias list`, column.span)
    seen.add(column.name)
  }
  return project(node, inputRefs(node, span), names, span)
}
