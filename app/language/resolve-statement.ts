import type { CatalogEntry } from '../engine/catalog/catalog.ts'
import type { Identifier } from '../sql/ast.ts'
import type { CreateTable, CreateView, Insert, Statement, TableElement } from '../sql/ast-statement.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { introducedBy, type NamedColumn, type NamedRelation, type NameScope } from './names.ts'
import { resolveColumn, resolveExpression } from './resolve-expression.ts'
import { resolveRelationName } from './resolve-from.ts'
import { renamed, resolveQuery } from './resolve-query.ts'
import { note, type Resolving } from './resolving.ts'

/** Notes every name in a statement; answers the relation that it defines. */
export function resolveStatement(statement: Statement, r: Resolving): NamedRelation | undefined {
  switch (statement.kind) {
    case 'query-statement':
      resolveQuery(statement.query, undefined, r)
      return undefined
    case 'insert':
      resolveInsert(statement, r)
      return undefined
    case 'statement-set':
      for (const insert of statement.inserts) resolveInsert(insert, r)
      return undefined
    case 'explain':
      resolveStatement(statement.statement, r)
      return undefined
    case 'create-view':
      return resolveView(statement, r)
    case 'create-table':
      return resolveTable(statement, r)
    case 'other': {
      if (statement.name !== undefined) resolveRelationName(statement.name, r)
      for (const clause of statement.clauses) {
        if (clause.kind === 'query') resolveQuery(clause.query, undefined, r)
        if (clause.kind === 'statement') resolveStatement(clause.statement, r)
      }
      return undefined
    }
    case 'set':
    case 'reset':
      return undefined
  }
}

function resolveInsert(insert: Insert, r: Resolving): void {
  const target = resolveRelationName(insert.target, r)
  const scope: NameScope = { relations: target === undefined ? [] : [target] }
  for (const { parts, span } of insert.columns ?? []) resolveColumn({ kind: 'column', parts, span }, scope, r)
  for (const { name, value } of insert.partition) {
    resolveColumn({ kind: 'column', parts: [name], span: name.span }, scope, r)
    if (value !== undefined) resolveExpression(value, scope, r)
  }
  resolveQuery(insert.query, undefined, r)
}

function resolveView(view: CreateView, r: Resolving): NamedRelation {
  const columns = renamed(resolveQuery(view.query, undefined, r), view.columns, r)
  return defined(view, 'view', columns, r)
}

function defined(
  { name }: CreateTable | CreateView,
  kind: 'table' | 'view',
  columns: readonly NamedColumn[],
  r: Resolving,
): NamedRelation {
  const last = name.parts.at(-1) as Identifier
  const own = introducedBy(last, kind, r.statement)
  const relation = { text: last.name, name: own, columns }
  note(r, own, last.span, { relation })
  return relation
}

function resolveTable(table: CreateTable, r: Resolving): NamedRelation {
  const base = table.like === undefined ? undefined : resolveRelationName(table.like.source, r)
  const made = table.query === undefined ? [] : resolveQuery(table.query, undefined, r)
  const listed = renamed(made, table.columnNames ?? [], r)
  const elements = table.elements ?? []
  const own = elements.flatMap((element): NamedColumn[] => {
    if (element.kind !== 'column') return []
    const { name: identifier, type: syntax } = element
    const name = introducedBy(identifier, 'column', r.statement, syntax)
    const type = (): ReturnType<NamedColumn['type']> => declaredType(identifier.name, r.entry)
    note(r, name, identifier.span, { type })
    return [{ text: identifier.name, name, type }]
  })
  const columns = [...(base?.columns ?? []), ...own, ...listed]
  const scope: NameScope = { relations: [{ columns }] }
  for (const element of elements) resolveElement(element, scope, r)
  for (const column of [...(table.partitionedBy ?? []), ...(table.distribution?.columns ?? [])])
    resolveColumn({ kind: 'column', parts: [column], span: column.span }, scope, r)
  return defined(table, 'table', columns, r)
}

/** As queries see it: the column of the watermark is a time attribute. */
function declaredType(text: string, entry: CatalogEntry | undefined): LogicalType | undefined {
  const at = entry?.columns.findIndex(({ name }) => name === text) ?? -1
  const type = entry?.columns[at]?.type
  const isTime = entry?.kind === 'table' && entry.watermark?.column === at
  return isTime && (type?.kind === 'TIMESTAMP' || type?.kind === 'TIMESTAMP_LTZ') ? { ...type, time: 'rowtime' } : type
}

function resolveElement(element: TableElement, scope: NameScope, r: Resolving): void {
  switch (element.kind) {
    case 'column':
      if (element.expr !== undefined) resolveExpression(element.expr, scope, r)
      return
    case 'watermark':
      resolveColumn({ kind: 'column', parts: element.column.parts, span: element.column.span }, scope, r)
      resolveExpression(element.expr, scope, r)
      return
    case 'constraint':
      for (const column of element.columns)
        resolveColumn({ kind: 'column', parts: [column], span: column.span }, scope, r)
  }
}
