import { must } from '../../../base/assert.ts'
import type { ExistsExpr, Expr, InExpr, QuantifiedExpr, Query } from '../../../sql/ast.ts'
import { sqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { BOOLEAN, notNull, withNullable } from '../../../types/construct-type.ts'
import { isCharacter, isNumeric } from '../../../types/type-family.ts'
import { type AggregateCall, type BoundExpr, caseBranch } from '../../expr/bound.ts'
import { aggregate } from '../../logical/aggregate.ts'
import { moveInputs } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import type { JoinType } from '../../logical/join.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, project } from '../../logical/project.ts'
import { rank } from '../../logical/rank.ts'
import { callFunction } from '../expression/call-function.ts'
import type { BindContext } from '../expression/context.ts'
import { isCheck, junction, negation, nullOf } from '../expression/logic.ts'
import { inputRefs } from '../input-refs.ts'
import type { ConditionSubquery, Logic } from './condition-logic.ts'
import { assertUncorrelated, hasCorrelation } from './correlation.ts'
import { keyedByCorrelation } from './decorrelate.ts'
import type { DecorrelationWatch } from './decorrelation-watch.ts'

/** The rows that a subquery is joined to. */
export interface SubqueryHost {
  readonly context: BindContext
  /** Of the rows so far: each join widens them. */
  width(): number
  /** The expression decides whether a row stays. */
  readonly isFilter: boolean
  readonly decorrelation?: DecorrelationWatch
  bind(query: Query): LogicalNode
  operand(expr: Expr): BoundExpr
  call(
    name: 'MIN' | 'MAX' | 'COUNT',
    input: LogicalNode,
    column: number | undefined,
    as: string,
    span: Span,
  ): AggregateCall
  join(node: LogicalNode, type: JoinType, condition: BoundExpr, span: Span): void
  column(index: number, span: Span): BoundExpr
}

/** A subquery that is a condition inside an expression, as a value over the joined rows (Calcite's SubQueryRemoveRule). */
export function conditionValue(syntax: ConditionSubquery, logic: Logic, host: SubqueryHost): BoundExpr {
  const { span } = syntax
  const query = must(syntax.query, 'query')
  if (syntax.kind === 'exists') return existsValue(syntax, logic, host)
  if (syntax.kind === 'in') return negatedIf(syntax.not, inValue(syntax, query, logic, host), span, host)
  const all = syntax.quantifier === 'ALL'
  if (syntax.op === '=' && !all) return inValue(syntax, query, logic, host)
  if (syntax.op === '<>' && all) return negatedIf(true, inValue(syntax, query, logic, host), span, host)
  const some = someValue(all ? OPPOSITE[syntax.op] : syntax.op, syntax, query, host)
  return negatedIf(all, some, span, host)
}

const OPPOSITE = { '=': '<>', '<>': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const

function negatedIf(not: boolean, value: BoundExpr, span: Span, { context }: SubqueryHost): BoundExpr {
  return not ? negation(value, span, context) : value
}

const literal = (value: boolean, span: Span): BoundExpr => ({
  kind: 'constant',
  value,
  type: notNull(BOOLEAN),
  span,
})

function existsValue({ query, span }: ExistsExpr, logic: Logic, host: SubqueryHost): BoundExpr {
  const bound = host.bind(query)
  if (isNeverEmpty(bound)) return literal(true, span)
  return joinMarked(bound, [], [], logic, span, host) ?? literal(true, span)
}

/**
 * Joins the distinct rows of the subquery with a column that is TRUE, and asks for it; where only TRUE matters, the
 * join alone decides and there is nothing to ask. `operands` are what the first columns have to equal.
 */
function joinMarked(
  bound: LogicalNode,
  fields: readonly number[],
  operands: readonly BoundExpr[],
  logic: Logic,
  span: Span,
  host: SubqueryHost,
): BoundExpr | undefined {
  const width = host.width()
  const keyed = hasCorrelation(bound) ? keyedByCorrelation(bound, fields, width) : undefined
  const rows = keyed?.node ?? selected(bound, fields, span)
  if (keyed !== undefined) host.decorrelation?.correlated(span)
  else if (fields.length === 0) host.decorrelation?.groupedByLiteral(span)
  const alone = logic === 'TRUE' && rows.columns.length > 0
  const names = [...rows.columns.map((c) => c.name), ...(alone ? [] : ['i'])]
  const marked = project(rows, [...inputRefs(rows, span), ...(alone ? [] : [literal(true, span)])], names, span)
  const distinct = aggregate(
    marked,
    names.map((_, i) => i),
    [],
    span,
  )
  const equal = operands.map((left, i) =>
    callFunction('=', [left, moveInputs(inputRef(distinct, i, span), (c) => c + width)], span, host.context),
  )
  const conditions = [...equal, ...(keyed?.conditions ?? [])]
  const on = conditions.length === 0 ? literal(true, span) : junction('AND', conditions, span)
  host.join(distinct, logic === 'TRUE' ? 'INNER' : 'LEFT', on, span)
  if (logic === 'TRUE') return undefined
  return isCheck('IS NOT NULL', host.column(width + names.length - 1, span), span)
}

const selected = (node: LogicalNode, fields: readonly number[], span: Span): LogicalNode =>
  project(
    node,
    fields.map((i) => inputRef(node, i, span)),
    fields.map((i) => must(node.columns[i]).name),
    span,
  )

function inValue(syntax: InExpr | QuantifiedExpr, query: Query, place: Logic, host: SubqueryHost): BoundExpr {
  const { operand, span } = syntax
  const operands = (operand.kind === 'row' ? operand.items : [operand]).map((item) => host.operand(item))
  const bound = host.bind(query)
  if (operands.length !== bound.columns.length)
    throw sqlError('parse', 'in-types', 'Values passed to IN operator must have compatible types', span)
  const nullable = [...operands, ...bound.columns].some(({ type }) => type.nullable)
  // Flink sees that this is a plain negation
  if (place === 'UNKNOWN_AS_FALSE' && !nullable && host.isFilter)
    throw unsupported('IS NOT TRUE of an IN that is never NULL', span)
  const logic = place === 'TRUE_FALSE_UNKNOWN' && !nullable ? 'TRUE_FALSE' : place
  if (operands.every(({ kind }) => kind === 'constant')) return literalInValue(operands, bound, logic, span, host)
  const counts =
    logic === 'TRUE_FALSE_UNKNOWN' || logic === 'UNKNOWN_AS_TRUE' ? joinCounts(bound, span, host) : undefined
  const fields = operands.map((_, i) => i)
  const found = joinMarked(bound, fields, operands, logic, span, host)
  if (found === undefined) return literal(true, span)
  const nulls = operands.filter(({ type }) => type.nullable).map((o) => isCheck('IS NULL', o, span))
  if (counts === undefined) {
    const present = operands.filter(({ type }) => type.nullable).map((o) => isCheck('IS NOT NULL', o, span))
    return junction('AND', [found, ...present], span)
  }
  const unknown = nullOf(BOOLEAN, span)
  const branches = [
    caseBranch(counts.isEmpty, literal(false, span)),
    ...(nulls.length > 0 ? [caseBranch(junction('OR', nulls, span), unknown)] : []),
    caseBranch(found, literal(true, span)),
    caseBranch(counts.holdsNull, logic === 'UNKNOWN_AS_TRUE' ? literal(true, span) : unknown),
  ]
  return { kind: 'case', branches, otherwise: literal(false, span), type: BOOLEAN, span }
}

/** How many rows there are, and how many of them are not NULL: it tells FALSE from UNKNOWN. */
function joinCounts(bound: LogicalNode, span: Span, host: SubqueryHost) {
  // Flink counts the rows of each group of the correlation, and reads the table twice
  if (hasCorrelation(bound)) throw unsupported('a correlated IN whose UNKNOWN counts', span)
  // where the count is read, Flink fails
  if (bound.columns.length > 1) throw unsupported('an IN of several columns whose UNKNOWN counts', span)
  const { context } = host
  const width = host.width()
  const calls = [host.call('COUNT', bound, undefined, 'c', span), host.call('COUNT', bound, 0, 'ck', span)]
  const counts = aggregate(bound, [], calls, span)
  host.join(counts, 'INNER', literal(true, span), span)
  const [all, values] = [host.column(width, span), host.column(width + 1, span)]
  const zero: BoundExpr = { kind: 'constant', value: 0, type: all.type, span }
  return {
    isEmpty: callFunction('=', [all, zero], span, context),
    holdsNull: callFunction('<', [values, all], span, context),
  }
}

/** A literal is looked for before the join, which then has one row at most: whether it was found, else whether NULL was. */
function literalInValue(
  operands: readonly BoundExpr[],
  bound: LogicalNode,
  logic: Logic,
  span: Span,
  host: SubqueryHost,
): BoundExpr {
  assertUncorrelated(bound)
  if (operands.some((o) => o.kind === 'constant' && o.value === null)) throw unsupported('NULL IN (SELECT …)', span)
  const { context } = host
  const width = host.width()
  const columns = inputRefs(bound, span)
  const equal = junction(
    'AND',
    operands.map((left, i) => callFunction('=', [left, must(columns[i])], span, context)),
    span,
  )
  const binary = logic === 'TRUE' || logic === 'TRUE_FALSE'
  if (binary) {
    host.decorrelation?.groupedByLiteral(span)
    const flags = project(filter(bound, equal, span), [literal(true, span)], ['cs'], span)
    host.join(aggregate(flags, [0], [], span), logic === 'TRUE' ? 'INNER' : 'LEFT', literal(true, span), span)
    return logic === 'TRUE' ? literal(true, span) : isCheck('IS NOT NULL', host.column(width, span), span)
  }
  const missing = columns.filter(({ type }) => type.nullable).map((c) => isCheck('IS NULL', c, span))
  const kept = filter(bound, junction('OR', [equal, ...missing], span), span)
  const present = junction(
    'AND',
    columns.map((c) => isCheck('IS NOT NULL', c, span)),
    span,
  )
  const flags = project(kept, [present], ['cs'], span)
  const groups = aggregate(flags, [0], [host.call('COUNT', flags, undefined, 'c', span)], span)
  const order = [{ index: 0, descending: true, nullsFirst: false }]
  const range = { start: 1, end: 1 }
  const best = rank(
    groups,
    { form: 'SortLimit', ranking: 'ROW_NUMBER', partitionBy: [], orderBy: order, range, numbered: false },
    span,
  )
  host.join(best, 'LEFT', literal(true, span), span)
  const found = host.column(width, span)
  // without CASE, which may not stand in a condition above the join
  const known = isCheck('IS NOT NULL', host.column(width + 1, span), span)
  const isTrue = junction('AND', [known, isCheck('IS TRUE', found, span)], span)
  if (logic === 'UNKNOWN_AS_FALSE') return isTrue
  const isUnknown = junction('AND', [known, isCheck('IS FALSE', found, span)], span)
  if (logic === 'UNKNOWN_AS_TRUE') return junction('OR', [isTrue, isUnknown], span)
  return junction('OR', [isTrue, junction('AND', [isUnknown, nullOf(BOOLEAN, span)], span)], span)
}

/** `op SOME`: the greatest or least value decides, and the counts tell what is unknown. */
function someValue(
  op: '=' | '<>' | '<' | '<=' | '>' | '>=',
  syntax: QuantifiedExpr,
  query: Query,
  host: SubqueryHost,
): BoundExpr {
  const { span } = syntax
  const operand = host.operand(syntax.operand)
  const bound = host.bind(query)
  assertUncorrelated(bound)
  if (bound.columns.length !== 1)
    throw sqlError('parse', 'in-types', 'Values passed to IN operator must have compatible types', span)
  const compared = [operand.type, must(bound.columns[0]).type]
  if (compared.some(isNumeric) && compared.some(isCharacter))
    throw unsupported('numbers beside texts under SOME or ALL', span)
  const differs = op === '<>'
  const rows = differs ? aggregate(bound, [0], [], span) : bound
  const extreme = op === '>' || op === '>=' ? 'MIN' : 'MAX'
  const calls = [
    host.call(extreme, rows, 0, 'm', span),
    host.call('COUNT', rows, undefined, 'c', span),
    host.call('COUNT', rows, 0, 'd', span),
  ]
  const { context } = host
  const width = host.width()
  const nullable = operand.type.nullable || must(bound.columns[0]).type.nullable
  const type = withNullable(BOOLEAN, nullable)
  host.join(aggregate(rows, [], calls, span), 'INNER', literal(true, span), span)
  const [m, c, d] = [0, 1, 2].map((i) => host.column(width + i, span)) as [BoundExpr, BoundExpr, BoundExpr]
  const count = (value: number): BoundExpr => ({ kind: 'constant', value, type: c.type, span })
  const compare = (name: string, left: BoundExpr, right: BoundExpr): BoundExpr =>
    callFunction(name, [left, right], span, context)
  const holds = compare(op, operand, m)
  const unknown = nullOf(BOOLEAN, span)
  const empty = caseBranch(compare('=', c, count(0)), literal(false, span))
  if (!differs) {
    const branches = [
      empty,
      caseBranch(isCheck('IS TRUE', holds, span), literal(true, span)),
      caseBranch(compare('>', c, d), unknown),
    ]
    return { kind: 'case', branches, otherwise: holds, type, span }
  }
  const one = junction('AND', [compare('<>', d, c), compare('<=', d, count(1))], span)
  const branches = [
    empty,
    caseBranch(isCheck('IS NULL', operand, span), unknown),
    caseBranch(one, junction('OR', [holds, unknown], span)),
    caseBranch(compare('=', d, count(1)), holds),
  ]
  return { kind: 'case', branches, otherwise: literal(true, span), type, span }
}

/** A global aggregation and rows that are written down are there whatever comes. */
function isNeverEmpty(node: LogicalNode): boolean {
  switch (node.kind) {
    case 'Values':
      return node.rows.length > 0
    case 'Aggregate':
      return node.keys.length === 0
    case 'Project':
    case 'Sort':
      return isNeverEmpty(node.input)
    case 'Union':
      return node.inputs.some(isNeverEmpty)
    default:
      return false
  }
}
