import { must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { aggregate } from '../../logical/aggregate.ts'
import { conjunction, conjuncts, moveInputs } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, project, selectColumns } from '../../logical/project.ts'
import { isCheck } from '../expression/logic.ts'
import { inputRefs } from '../input-refs.ts'
import { assertUncorrelated, isCorrelated, mapCorrelated } from './correlation.ts'

/** A subquery without its correlated conditions, which are to be asked where it is joined. */
export interface Decorrelated {
  readonly node: LogicalNode
  /** Over the columns of the enclosing query, then those of `node`. */
  readonly conditions: readonly BoundExpr[]
}

/**
 * For EXISTS and IN: conditions that name the enclosing query move out of the filters. The columns that
 * they need follow those of the subquery.
 */
export function withoutCorrelatedFilters(node: LogicalNode, outerWidth: number): Decorrelated {
  const parts: BoundExpr[] = []
  const lifted = lift(node, parts)
  assertUncorrelated(lifted)
  for (const part of parts) {
    // with others, Flink joins the values of both sides first
    const compares = part.kind === 'call' && (COMPARISONS.has(part.fn.name) || part.unplannable !== undefined)
    if (!compares) throw unsupported('correlation other than by comparison', part.span)
  }
  const conditions = parts.map((part) => toJoin(part, outerWidth))
  return { node: lifted, conditions }
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])

/** Takes the correlated conjuncts out, as conditions over the result; a projection hands all columns on for them that it has not itself. */
function lift(node: LogicalNode, parts: BoundExpr[]): LogicalNode {
  if (node.kind === 'Filter') {
    const below = lift(node.input, parts)
    const own = conjuncts(node.condition)
    parts.push(...own.filter(isCorrelated))
    const kept = conjunction(own.filter((part) => !isCorrelated(part)))
    return kept === undefined ? below : filter(below, kept, node.span)
  }
  if (node.kind !== 'Project') return node
  const inner: BoundExpr[] = []
  const below = lift(node.input, inner)
  if (inner.length === 0) return below === node.input ? node : project(below, node.exprs, names(node), node.span)
  const width = node.exprs.length
  const columnOf = (column: number): number => {
    const same = node.exprs.findIndex((expr) => expr.kind === 'input' && expr.index === column)
    return same < 0 ? width + column : same
  }
  parts.push(...inner.map((part) => moveInputs(part, columnOf)))
  const exprs = [...node.exprs, ...inputRefs(below, node.span)]
  return project(below, exprs, [...names(node), ...names(below)], node.span)
}

const names = (node: LogicalNode): readonly string[] => node.columns.map((c) => c.name)

function toJoin(part: BoundExpr, outerWidth: number): BoundExpr {
  const moved = moveInputs(part, (i) => i + outerWidth)
  return mapCorrelated(moved, ({ depth, index, type, span }) => {
    if (depth > 0) throw unsupported('correlation over several levels', span)
    return { kind: 'input', index, type, span }
  })
}

/** A correlated aggregation, grouped by the columns that the enclosing query equates. */
export interface DecorrelatedAggregate {
  readonly node: LogicalNode
  readonly conditions: readonly BoundExpr[]
  /** Of the columns of `node`: the result where there is a group. */
  readonly result: number
  /** The result where there is none is 0, as of COUNT; else NULL. */
  readonly zero: boolean
}

/** For a scalar subquery: one global aggregation over rows filtered by equalities with the enclosing query. */
export function groupedByCorrelation(node: LogicalNode, outerWidth: number): DecorrelatedAggregate {
  const refused = () => unsupported('this form of correlated scalar subquery', node.span)
  if (node.kind !== 'Project' || node.exprs.length !== 1 || node.input.kind !== 'Aggregate') throw refused()
  const groups = node.input
  const [result] = node.exprs
  if (groups.keys.length > 0 || groups.groupings.length > 0 || result?.kind !== 'input') throw refused()
  const call = must(groups.calls[result.index], 'aggregate call')
  const parts: BoundExpr[] = []
  const rows = lift(groups.input, parts)
  assertUncorrelated(rows)
  const keys = parts.map((part) => equated(part) ?? refuse(refused))
  const present = conjunction(
    keys
      .filter(({ inner }) => rows.columns[inner]?.type.nullable)
      .map(({ inner }) => isCheck('IS NOT NULL', inputRef(rows, inner, node.span), node.span)),
  )
  const filtered = present === undefined ? rows : filter(rows, present, node.span)
  const distinct = [...new Set(keys.map((k) => k.inner))]
  const read = [...new Set([...distinct, ...call.args, ...(call.filter === undefined ? [] : [call.filter])])]
  const at = (column: number): number => read.indexOf(column)
  const moved = { ...call, args: call.args.map(at), ...(call.filter !== undefined && { filter: at(call.filter) }) }
  const grouped = aggregate(selectColumns(filtered, read, node.span), distinct.map(at), [moved], node.span)
  const conditions = keys.map(({ part, inner }) => {
    return toJoin(
      moveInputs(part, () => distinct.indexOf(inner)),
      outerWidth,
    )
  })
  return { node: grouped, conditions, result: distinct.length, zero: call.fn.name === 'COUNT' }
}

/** Rows without their correlated conditions: some of their columns, then those that the enclosing query equates, none of them NULL. */
export function keyedByCorrelation(
  bound: LogicalNode,
  fields: readonly number[],
  outerWidth: number,
): { readonly node: LogicalNode; readonly conditions: readonly BoundExpr[] } {
  const { span } = bound
  const parts: BoundExpr[] = []
  const rows = lift(bound, parts)
  assertUncorrelated(rows)
  const keys = parts.map(
    (part) =>
      equated(part) ?? refuse(() => unsupported('correlation other than by equality inside an expression', span)),
  )
  const inner = [...new Set(keys.map((key) => key.inner))]
  const present = conjunction(
    inner
      .filter((column) => rows.columns[column]?.type.nullable)
      .map((column) => isCheck('IS NOT NULL', inputRef(rows, column, span), span)),
  )
  const node = selectColumns(present === undefined ? rows : filter(rows, present, span), [...fields, ...inner], span)
  const conditions = keys.map(({ part, inner: column }) =>
    toJoin(
      moveInputs(part, () => fields.length + inner.indexOf(column)),
      outerWidth,
    ),
  )
  return { node, conditions }
}

function refuse(error: () => Error): never {
  throw error()
}

/** `column = outer column`, either way round, of one type. */
function equated(part: BoundExpr): { readonly part: BoundExpr; readonly inner: number } | undefined {
  if (part.kind !== 'call' || part.fn.name !== '=' || part.args.length !== 2) return undefined
  const inner = part.args.find((arg) => arg.kind === 'input')
  const outer = part.args.find((arg) => arg.kind === 'correlated')
  return inner?.kind === 'input' && outer !== undefined ? { part, inner: inner.index } : undefined
}
