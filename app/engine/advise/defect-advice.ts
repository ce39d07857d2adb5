import type { Expr, Identifier, MatchRef, Pattern, Query, Select } from '../../sql/ast.ts'
import type { Statement } from '../../sql/ast-statement.ts'
import type { Diagnostic } from '../../sql/diagnostic.ts'
import type { MessageParams } from '../../sql/messages.ts'
import type { Span } from '../../sql/span.ts'
import { visitSyntax } from '../../sql/visit-syntax.ts'
import { isInteger } from '../../types/type-family.ts'
import type { LogicalAggregate } from '../logical/aggregate.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { LogicalWindowAggregate } from '../logical/window-aggregate.ts'
import type { Rank, StreamNode } from '../stream/node.ts'
import { advice } from './advice.ts'
import { type DefectCode, FLINK_DEFECTS, type FlinkDefect } from './flink-defects.ts'

// Where a job meets an entry of the ledger.

const LEDGER: ReadonlyMap<string, FlinkDefect> = new Map(FLINK_DEFECTS.map((defect) => [defect.code, defect]))
const VARIANCES = new Set(['VAR_POP', 'VAR_SAMP', 'VARIANCE', 'STDDEV', 'STDDEV_POP', 'STDDEV_SAMP'])
const SEES_LAST_PEER = new Set(['RANK', 'DENSE_RANK', 'LAG', 'LEAD'])

function defect(code: DefectCode, span: Span, params: MessageParams = {}): Diagnostic {
  const { seen = '', issue } = LEDGER.get(code) ?? {}
  return advice(code, { ...params, source: issue === undefined ? `Flink ${seen}` : `Flink ${seen}, ${issue}` }, span)
}

export function adviseOnPlanDefects(node: StreamNode): readonly Diagnostic[] {
  switch (node.kind) {
    case 'Rank':
      return isSilentlyUpdating(node) ? [defect('defect.top-1-insert-only', node.span)] : []
    case 'OverAggregate': {
      const peers = node.order !== 'other' && node.unit === 'RANGE'
      const calls = peers ? node.calls.filter(({ fn }) => SEES_LAST_PEER.has(fn.name)) : []
      return calls.map((call) => defect('defect.over-rank-ties', call.span, { function: call.fn.name }))
    }
    default:
      return []
  }
}

/** Planned as if it sent inserts only, though it replaces its row. */
function isSilentlyUpdating({ form, numbered, range, order, mode }: Rank): boolean {
  const isTop1 = 'end' in range && range.start === 1 && range.end === 1
  return form === 'Rank' && !numbered && isTop1 && order === 'other' && mode.updates === 'none'
}

/** As bound: the planner takes such calls apart. */
export function adviseOnLogicalDefects(node: LogicalNode): readonly Diagnostic[] {
  const inner = inputsOf(node).flatMap(adviseOnLogicalDefects)
  return node.kind === 'Aggregate' || node.kind === 'WindowAggregate' ? [...narrowCalls(node), ...inner] : inner
}

/** Aggregates that keep the type of whole numbers. */
function narrowCalls({ calls, input }: LogicalAggregate | LogicalWindowAggregate): readonly Diagnostic[] {
  return calls.flatMap(({ fn, args, type, span }) => {
    const argument = input.columns[args[0] ?? -1]?.type
    if (argument === undefined || !isInteger(argument)) return []
    const params = { function: fn.name, type: argument.kind }
    if (VARIANCES.has(fn.name) && isInteger(type)) return [defect('defect.integer-variance', span, params)]
    const isNarrow = type.kind === 'TINYINT' || type.kind === 'SMALLINT'
    return fn.name === 'SUM' && isNarrow ? [defect('defect.narrow-sum', span, params)] : []
  })
}

export function adviseOnSyntaxDefects(statement: Statement): readonly Diagnostic[] {
  const found: Diagnostic[] = []
  visitSyntax(statement, (node) => {
    switch (node.kind) {
      case 'interval':
      case 'like':
      case 'call':
        found.push(...inExpression(node as Expr))
        return
      case 'derived-table':
        found.push(...orderedInside((node as unknown as { readonly query: Query }).query))
        return
      case 'select':
        found.push(...groupedByNumber(node as unknown as Select))
        return
      case 'match':
        found.push(...inPattern(node as unknown as MatchRef))
    }
  })
  return found
}

function inExpression(expr: Expr): readonly Diagnostic[] {
  if (expr.kind === 'interval') {
    if (expr.qualifier.from === 'WEEK') return [defect('defect.interval-week', expr.span)]
    return expr.qualifier.from === 'QUARTER' ? [defect('defect.interval-quarter', expr.span)] : []
  }
  if (expr.kind === 'like')
    return expr.op === 'LIKE' && isEmptyText(expr.pattern) ? [defect('defect.empty-like', expr.span)] : []
  if (expr.kind !== 'call') return []
  const name = expr.name.parts.at(-1)?.name.toUpperCase()
  const isOrdered = (expr.orderBy?.length ?? 0) + (expr.withinGroup?.length ?? 0) > 0
  if (name === 'ARRAY_AGG' && isOrdered) return [defect('defect.array-agg-order', expr.span)]
  if ((name === 'LAG' || name === 'LEAD') && expr.nulls === 'IGNORE')
    return [defect('defect.lag-nulls', expr.span, { function: name })]
  if (name === 'GROUP_ID') return [defect('defect.group-id', expr.span)]
  return name === 'REGEXP' && isEmptyText(expr.args[1]) ? [defect('defect.empty-regexp', expr.span)] : []
}

const isEmptyText = (expr: Expr | undefined): boolean =>
  expr?.kind === 'literal' && expr.type === 'string' && expr.text === ''

function orderedInside({ orderBy, limit, offset }: Query): readonly Diagnostic[] {
  const [first] = orderBy
  return first !== undefined && limit === undefined && offset === undefined
    ? [defect('defect.subquery-order', first.span)]
    : []
}

function groupedByNumber({ groupBy = [] }: Select): readonly Diagnostic[] {
  return groupBy.flatMap((item) =>
    item.kind === 'expr' && item.expr.kind === 'literal' && item.expr.type === 'number'
      ? [defect('defect.group-by-number', item.span, { number: item.expr.text })]
      : [],
  )
}

function inPattern({ pattern, define, subsets, strictStart, strictEnd }: MatchRef): readonly Diagnostic[] {
  const used = new Set([...variablesOf(pattern), ...subsets.map(({ name }) => name)].map(({ name }) => name))
  const defined = new Set(define.map(({ name }) => name.name))
  const anchors = strictStart || strictEnd ? [defect('defect.match-anchors', pattern.span)] : []
  const unused = define.filter(({ name }) => !used.has(name.name))
  return [
    ...anchors,
    ...unused.map(({ name }) => defect('defect.match-unused-define', name.span, { variable: name.name })),
    ...greedyBeforeAnything(pattern, defined),
  ]
}

/** A greedy loop adds that its condition does not hold to the next variable; one without a condition never matches. */
function greedyBeforeAnything(pattern: Pattern, defined: ReadonlySet<string>): readonly Diagnostic[] {
  if (pattern.kind !== 'sequence') return []
  return pattern.items.flatMap((item, at) => {
    const next = pattern.items[at + 1]
    const isLoop = item.kind === 'quantified' && item.greedy && item.max !== item.min && item.max !== 1
    if (!isLoop || next?.kind !== 'variable' || item.item.kind !== 'variable') return []
    const loop = item.item.name.name
    if (defined.has(loop)) return []
    return [defect('defect.match-greedy', item.span, { loop, next: next.name.name })]
  })
}

function variablesOf(pattern: Pattern): readonly Identifier[] {
  if (pattern.kind === 'variable') return [pattern.name]
  return 'items' in pattern ? pattern.items.flatMap(variablesOf) : variablesOf(pattern.item)
}
