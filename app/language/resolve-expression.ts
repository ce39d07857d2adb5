import type { CallExpr, ColumnRef, Expr, Identifier, OrderItem, WindowSpec } from '../sql/ast.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { fieldOf, fieldType, type Name, type NamedColumn, type NamedRelation, type NameScope } from './names.ts'
import { resolveQuery } from './resolve-query.ts'
import { itemType, note, type Resolving } from './resolving.ts'

/** Notes every name in an expression. */
export function resolveExpression(expr: Expr, scope: NameScope, r: Resolving): void {
  const inside = (part: Expr | undefined): void => {
    if (part !== undefined) resolveExpression(part, scope, r)
  }
  switch (expr.kind) {
    case 'column':
      resolveColumn(expr, scope, r)
      return
    case 'star':
      noteQualifier(expr.qualifier, scope, r)
      return
    case 'call':
      resolveCall(expr, scope, r)
      return
    case 'subquery':
    case 'exists':
      resolveQuery(expr.query, scope, r)
      return
    case 'case':
      for (const part of [expr.operand, expr.otherwise]) inside(part)
      for (const branch of expr.whens) for (const part of [branch.when, branch.then]) inside(part)
      return
    case 'table':
      for (const part of [...expr.partitionBy, ...expr.orderBy.map((item) => item.expr)]) inside(part)
      if (expr.query !== undefined) resolveQuery(expr.query, undefined, r)
      return
    case 'literal':
    case 'default':
    case 'keyword':
    case 'descriptor':
      return
    default:
      for (const part of operandsOf(expr)) inside(part)
      if ('query' in expr && expr.query !== undefined) resolveQuery(expr.query, scope, r)
  }
}

type Compound = Exclude<
  Expr,
  { kind: 'column' | 'star' | 'call' | 'subquery' | 'exists' | 'case' | 'table' | 'literal' | 'default' | 'keyword' }
>

function operandsOf(expr: Compound): readonly (Expr | undefined)[] {
  switch (expr.kind) {
    case 'unary':
    case 'cast':
    case 'field':
      return [expr.operand]
    case 'binary':
      return [expr.left, expr.right]
    case 'is':
      return [expr.operand, expr.other]
    case 'between':
      return [expr.operand, expr.low, expr.high]
    case 'in':
    case 'quantified':
      return [expr.operand, ...(expr.list ?? [])]
    case 'like':
      return [expr.operand, expr.pattern, expr.escape]
    case 'row':
      return expr.items
    case 'collection':
      return expr.items ?? []
    case 'index':
      return [expr.operand, expr.index]
    case 'interval':
      return typeof expr.value === 'string' ? [] : [expr.value]
    case 'named':
      return [expr.value]
    case 'descriptor':
      return []
  }
}

function resolveCall(call: CallExpr, scope: NameScope, r: Resolving): void {
  const { select, env } = r
  const text = call.name.parts.at(-1)?.name ?? ''
  note(r, { kind: 'function', text }, call.name.span, { type: () => select && itemType(call, select, env) })
  const parts = [...call.args, ...(call.withinDistinct ?? []), ...(call.filter === undefined ? [] : [call.filter])]
  for (const part of parts) resolveExpression(part, scope, r)
  resolveOrder([...(call.orderBy ?? []), ...(call.withinGroup ?? [])], scope, r)
  for (const clause of call.json ?? [])
    if (clause.kind === 'on' && clause.value !== undefined) resolveExpression(clause.value, scope, r)
  const { over } = call
  if (over === undefined) return
  if ('kind' in over) resolveWindow(over, scope, r)
  else note(r, scope.windows?.get(over.name), over.span)
}

export function resolveWindow(window: WindowSpec, scope: NameScope, r: Resolving): void {
  if (window.base !== undefined) note(r, scope.windows?.get(window.base.name), window.base.span)
  for (const part of window.partitionBy) resolveExpression(part, scope, r)
  resolveOrder(window.orderBy, scope, r)
}

export function resolveOrder(items: readonly OrderItem[], scope: NameScope, r: Resolving): void {
  for (const { expr } of items) resolveExpression(expr, scope, r)
}

/** What a column reference means. Its name is absent where it means a field, or nothing. */
export function resolveColumn(ref: ColumnRef, scope: NameScope, r: Resolving): NamedColumn | undefined {
  for (let at: NameScope | undefined = scope; at !== undefined; at = at.outer) {
    const found = findColumn(ref.parts, at)
    if (found === undefined) continue
    const { relation, qualifier, column, fields } = found
    const owner = qualifier.at(-1)
    if (owner !== undefined) note(r, relation.name, owner.span, { relation })
    const own = ref.parts[qualifier.length]
    const name = column.name ?? { kind: 'column', text: column.text }
    if (own !== undefined) note(r, name, own.span, { type: () => column.type() })
    return resolveFields(column, fields, r)
  }
  return undefined
}

interface FoundColumn {
  readonly relation: NamedRelation
  readonly qualifier: readonly Identifier[]
  readonly column: NamedColumn
  readonly fields: readonly Identifier[]
}

/** As the binder does: a relation's name and one of its columns, or else a column alone; what follows are fields. */
export function findColumn(parts: readonly Identifier[], { relations }: NameScope): FoundColumn | undefined {
  const texts = parts.map(({ name }) => name)
  for (const relation of relations) {
    const length = qualifierLength(texts, relation)
    const column = length === 0 ? undefined : columnOf(relation, texts[length])
    if (column !== undefined)
      return { relation, qualifier: parts.slice(0, length), column, fields: parts.slice(length + 1) }
  }
  for (const relation of relations) {
    const column = columnOf(relation, texts[0])
    if (column !== undefined) return { relation, qualifier: [], column, fields: parts.slice(1) }
  }
  return undefined
}

const columnOf = (relation: NamedRelation, text: string | undefined): NamedColumn | undefined =>
  relation.columns.find((column) => column.text === text)

/** How many of the names say the relation; 0 when they say another or none. */
function qualifierLength(texts: readonly string[], { text, path }: NamedRelation): number {
  if (texts.length > 1 && texts[0] === text) return 1
  for (let length = 2; path !== undefined && length <= Math.min(path.length, texts.length - 1); length++)
    if (path.slice(-length).every((part, at) => part === texts[at])) return length
  return 0
}

function resolveFields(column: NamedColumn, fields: readonly Identifier[], r: Resolving): NamedColumn | undefined {
  let name: Name | undefined = column.name
  let type = (): LogicalType | undefined => column.type()
  let text = column.text
  for (const field of fields) {
    const owner = type
    name = fieldOf(name, field.name)
    text = field.name
    type = () => fieldType(owner(), field.name)
    note(r, name, field.span, { type })
  }
  return { text, ...(name === undefined ? {} : { name }), type }
}

/** `t.*` and `t.row.*`: the relation or the column before the star. */
export function noteQualifier(qualifier: readonly Identifier[], scope: NameScope, r: Resolving): void {
  const [last] = qualifier.slice(-1)
  if (last === undefined) return
  const relation = scope.relations.find(({ text }) => text === last.name)
  if (relation !== undefined) note(r, relation.name, last.span, { relation })
  else resolveColumn({ kind: 'column', parts: qualifier, span: last.span }, scope, r)
}
