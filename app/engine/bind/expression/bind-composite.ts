import type { CollectionExpr, Expr, FieldExpr, Identifier, IndexExpr, RowExpr } from '../../../sql/ast.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { multiset, NULL, notNull, nullable } from '../../../types/construct-type.ts'
import { leastRestrictive } from '../../../types/least-restrictive.ts'
import type { RowType } from '../../../types/logical-type.ts'
import { typeText } from '../../../types/type-text.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { isWrittenNull } from '../../expr/written-null.ts'
import type { Binder } from './binder.ts'
import { callFunction } from './call-function.ts'
import { expressionError } from './expression-error.ts'
import { isBareNull } from './logic.ts'
import { planFailure } from './plan-failure.ts'

export function bindRow(expr: RowExpr, binder: Binder): BoundExpr {
  const items = expr.items.map((item) => binder.bind(item))
  const bareNull = items.find((item) => isBareNull(item))
  if (bareNull) throw expressionError('bind.illegal-null', bareNull.span)
  return callFunction('ROW', items, expr.span, binder.context)
}

export function bindCollection(expr: CollectionExpr, binder: Binder): BoundExpr {
  const { span, type } = expr
  if (expr.query) return binder.context.onSubquery(expr, undefined, binder.scope)
  const written = expr.items ?? []
  const halfRow = written.length > 1 ? written.find(isRowWithNull) : undefined
  if (halfRow) throw unsupported(`ROW with NULL among others of ${type}`, halfRow.span)
  const items = written.map((item) => binder.bind(item))
  if (items.length === 0) throw expressionError(type === 'MAP' ? 'bind.empty-map' : 'bind.empty-collection', span)
  if (type === 'MAP' && items.length % 2 !== 0) throw expressionError('bind.odd-map', span)
  if (type === 'MULTISET') {
    const element = leastRestrictive(items.map((item) => item.type)) ?? NULL
    return planFailure(expressionError('bind.no-plan', span, { what: type }), notNull(multiset(element)), span)
  }
  return callFunction(type, items, span, binder.context)
}

/** Its NULL takes the type of the other rows, until Flink asks for its code. */
const isRowWithNull = (expr: Expr): boolean =>
  expr.kind === 'row' && expr.items.some((item) => item.kind === 'literal' && item.type === 'null')

/** array[1], map['key'], row['field'] */
export function bindIndex(expr: IndexExpr, binder: Binder): BoundExpr {
  const operand = binder.bind(expr.operand)
  const index = binder.bind(expr.index)
  const { span } = expr
  const value = index.kind === 'constant' ? index.value : undefined
  if (isRow(operand) && value !== undefined) {
    const { fields } = operand.type
    const position = typeof value === 'number' ? value - 1 : fields.findIndex((field) => field.name === value)
    if (position >= 0 && position < fields.length) return fieldAccess(operand, position, span)
    throw expressionError('bind.no-field', expr.index.span, { name: String(value), table: typeText(operand.type) })
  }
  if (operand.type.kind === 'ARRAY' && typeof value === 'number' && value < 1 && !isWrittenNull(operand)) {
    const failure = expressionError('bind.array-index', expr.index.span, { index: String(value) })
    const call = callFunction('ITEM', [operand, index], span, binder.context)
    return call.kind === 'call' ? { ...call, unplannable: failure } : call
  }
  return callFunction('ITEM', [operand, index], span, binder.context)
}

export function bindField(expr: FieldExpr, binder: Binder): BoundExpr {
  return accessFields(binder.bind(expr.operand), [expr.name], expr.span)
}

/** The nested fields of a row by name, one below the other. */
export function accessFields(operand: BoundExpr, names: readonly Identifier[], span: Span): BoundExpr {
  let expr = operand
  for (const { name, span: place } of names) {
    if (!isRow(expr)) throw expressionError('bind.field-of-scalar', place, { name, type: typeText(expr.type) })
    const index = expr.type.fields.findIndex((field) => field.name === name)
    if (index < 0) throw expressionError('bind.no-field', place, { name, table: typeText(expr.type) })
    expr = fieldAccess(expr, index, span)
  }
  return expr
}

const isRow = (expr: BoundExpr): expr is BoundExpr & { readonly type: RowType } =>
  expr.type.kind === 'ROW' || expr.type.kind === 'STRUCTURED'

function fieldAccess(operand: BoundExpr & { readonly type: RowType }, index: number, span: Span): BoundExpr {
  const field = operand.type.fields[index]
  if (!field) throw new RangeError('field index')
  const type = operand.type.nullable ? nullable(field.type) : field.type
  return { kind: 'field', operand, index, type, span }
}
