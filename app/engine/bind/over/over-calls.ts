import { must } from '../../../base/assert.ts'
import type { CallExpr, Expr, FrameBound, OrderItem, Select, WindowSpec } from '../../../sql/ast.ts'
import { sqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import type { AggregateCall, BoundExpr, SortKey } from '../../expr/bound.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import type { AggregateFunction } from '../../functions/declaration.ts'
import { overFunctions } from '../../functions/over/over-functions.ts'
import { moveInputs } from '../../logical/expressions.ts'
import { isMatchedTime } from '../../logical/matched-time.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { type OverBound, type OverGroup, type OverWindow, over } from '../../logical/over.ts'
import { project } from '../../logical/project.ts'
import { bindAggregateCall } from '../bind-aggregate-call.ts'
import type { BindEnvironment } from '../environment.ts'
import { bindExpression } from '../expression/bind-expression.ts'
import type { BindContext, ExpressionScope } from '../expression/context.ts'
import { type FrameSurroundings, frameBound } from './frame-bound.ts'
import { NamedWindows } from './named-windows.ts'
import { isLiteralKey, withoutIdleCasts } from './window-keys.ts'

/** Results of OVER calls have indexes from here on until `place` knows where they stand. */
const OVER_BASE = 2_000_000

const RANKS: ReadonlySet<string> = new Set(['ROW_NUMBER', 'RANK', 'DENSE_RANK'])
const WITHOUT_FRAME: ReadonlySet<string> = new Set([...RANKS, ...overFunctions.keys()])

const POPULATIONS: ReadonlySet<string> = new Set(['VAR_POP', 'STDDEV_POP'])

/** Collects the OVER calls of one query, and what they read: columns of the rows below, and expressions over them. */
export class OverCalls {
  readonly #windows: NamedWindows
  readonly #env: BindEnvironment
  readonly #inNamed: (context: BindContext) => BindContext
  readonly #extras: BoundExpr[] = []
  readonly #groups: { window: OverWindow; calls: AggregateCall[]; places: number[] }[] = []
  /** Columns of the rows below; known when the last expression is bound, as GROUP BY may add some. */
  #width = EXTRA_BASE
  #count = 0

  /** `inNamed`: the context of what the WINDOW clause says. */
  constructor(select: Select, env: BindEnvironment, inNamed = (context: BindContext): BindContext => context) {
    this.#inNamed = inNamed
    this.#windows = new NamedWindows(select.windows)
    this.#env = env
  }

  get isEmpty(): boolean {
    return this.#count === 0
  }

  /** Some window is parted or ordered by a condition, or some call reads one. */
  get readsCondition(): boolean {
    return this.#extras.some((expr) => expr.type.kind === 'BOOLEAN')
  }

  /** Windows that nobody uses are still validated. */
  validate(scope: ExpressionScope, context: BindContext): void {
    const named = this.#inNamed(context)
    for (const spec of this.#windows.specs) {
      for (const expr of [...spec.partitionBy, ...spec.orderBy.map((o) => o.expr)]) bindExpression(expr, scope, named)
    }
  }

  /** The context in which a query's expressions are bound: with OVER. */
  within(context: BindContext): BindContext {
    const result: BindContext = { ...context, onOver: (call, scope) => this.#add(call, scope, nested(result)) }
    return result
  }

  #add(call: CallExpr, scope: ExpressionScope, context: BindContext): BoundExpr {
    const name = call.name.parts.at(-1)?.name.toUpperCase() ?? ''
    const known = overFunctions.get(name)
    const fn = known ?? this.#aggregate(call, name)
    if (name.startsWith('JSON_'))
      throw sqlError('parse', 'over-json', "Incorrect syntax near the keyword 'OVER'", call.span)
    if (call.nulls !== undefined && name !== 'LAG' && name !== 'LEAD') {
      const message = `Cannot specify IGNORE NULLS or RESPECT NULLS following '${name}'`
      throw sqlError('parse', 'nulls-clause', message, call.span)
    }
    const over = must(call.over)
    const spec = this.#windows.resolve(over)
    const isNamed = !('kind' in over) || over.base !== undefined
    const window = this.#window(spec, name, scope, isNamed ? this.#inNamed(context) : context, isNamed)
    const bound = bindAggregateCall(call, fn, scope, context, {
      distinct: call.quantifier === 'DISTINCT',
      global: mayBeEmpty(window),
      filtered: false,
    })
    const { args, clauses, type } = bound
    if (POPULATIONS.has(name) && args[0]?.type.nullable === false)
      throw unsupported(`${name} OVER values that are NOT NULL`, call.span)
    const next: AggregateCall = {
      fn,
      args: args.map((a) => this.#input(a)),
      distinct: bound.distinct,
      ...(clauses.length > 0 && { clauses }),
      type,
      name: `w0$o${this.#count}`,
      span: call.span,
    }
    const index = OVER_BASE + this.#place(window, next)
    return { kind: 'input', index, type, span: call.span }
  }

  #aggregate(call: CallExpr, name: string): AggregateFunction {
    const fn = this.#env.lookup(name)
    if (fn?.kind === 'aggregate') return fn
    throw sqlError('parse', 'function', `No match found for function signature ${name}`, call.name.span)
  }

  #place(window: OverWindow, call: AggregateCall): number {
    let group = this.#groups.find((g) => sameWindow(g.window, window))
    if (group === undefined) {
      group = { window, calls: [], places: [] }
      this.#groups.push(group)
    }
    const known = group.calls.findIndex((c) => sameCall(c, call))
    if (known >= 0) return must(group.places[known])
    group.calls.push(call)
    group.places.push(this.#count)
    return this.#count++
  }

  #window(spec: WindowSpec, name: string, scope: ExpressionScope, context: BindContext, isNamed: boolean): OverWindow {
    const { frame, span } = spec
    if (frame !== undefined && WITHOUT_FRAME.has(name))
      throw sqlError(
        'parse',
        'frame',
        'ROW/RANGE not allowed with RANK, DENSE_RANK or ROW_NUMBER functions',
        frame.span,
      )
    const bind = (expr: Expr): BoundExpr => {
      const bound = bindExpression(expr, scope, context)
      if (bound.type.kind === 'NULL') throw sqlError('parse', 'null-key', "Illegal use of 'NULL'", expr.span)
      return bound
    }
    const partitionBy = spec.partitionBy.map((expr) => this.#input(bind(expr)))
    const orders = spec.orderBy.map((item) => ({ item, expr: bind(item.expr) }))
    for (const { item, expr } of orders)
      if (shiftsRowtime(expr)) throw unsupported('OVER a row time that is moved', item.span)
    const unit = frame?.unit ?? (name === 'ROW_NUMBER' ? 'ROWS' : 'RANGE')
    if (frame?.unit === 'RANGE')
      assertRange(
        frame.start,
        frame.end,
        orders.map((o) => o.expr),
        span,
      )
    const around: FrameSurroundings = {
      unit,
      isNamed,
      bind: (expr) => bindExpression(expr, scope, context),
      constant: (expr) => (expr.kind === 'constant' ? expr.value : this.#env.constant(expr)),
    }
    const lower = frame === undefined ? UNBOUNDED : frameBound(frame.start, around)
    const upper = frame?.end === undefined ? CURRENT : frameBound(frame.end, around)
    const orderBy = orders
      .filter(({ expr }) => !isLiteralKey(expr))
      .map(({ item, expr }) => sortKey(item, this.#input(expr)))
    return { partitionBy, orderBy, unit, lower, upper, span }
  }

  #input(given: BoundExpr): number {
    const expr = withoutIdleCasts(given)
    if (expr.kind === 'input') return expr.index
    const known = this.#extras.findIndex((e) => sameExpr(e, expr))
    return EXTRA_BASE + (known >= 0 ? known : this.#extras.push(expr) - 1)
  }

  /** The rows with the results behind, and where an expression that was bound before finds its columns there. */
  over(rows: LogicalNode, span: Span): { readonly node: LogicalNode; place(expr: BoundExpr): BoundExpr } {
    if (this.isEmpty) return { node: rows, place: (expr) => expr }
    if (rows.columns.some((_, i) => isMatchedTime(rows, i))) throw unsupported('OVER over times of matched rows', span)
    this.#width = rows.columns.length
    const at = (index: number): number => (index >= EXTRA_BASE ? this.#width + index - EXTRA_BASE : index)
    const input = this.#withExtras(rows, span)
    const groups = this.#groups.map(
      ({ window, calls }): OverGroup => ({
        ...window,
        partitionBy: window.partitionBy.map(at),
        orderBy: window.orderBy.map((key) => ({ ...key, index: at(key.index) })),
        calls: calls.map((call) => ({ ...call, args: call.args.map(at) })),
      }),
    )
    const node = over(input, groups, span, this.#extras.length)
    const order = this.#groups.flatMap((g) => g.places)
    const place = (expr: BoundExpr): BoundExpr =>
      moveInputs(expr, (index) =>
        index >= OVER_BASE ? input.columns.length + order.indexOf(index - OVER_BASE) : index,
      )
    return { node, place }
  }

  #withExtras(rows: LogicalNode, span: Span): LogicalNode {
    if (this.#extras.length === 0) return rows
    const columns = rows.columns.map((c, index): BoundExpr => ({ kind: 'input', index, type: c.type, span }))
    const names = [...rows.columns.map((c) => c.name), ...this.#extras.map((_, i) => `$${rows.columns.length + i}`)]
    return project(rows, [...columns, ...this.#extras], names, span)
  }
}

/** Flink takes a frame that begins a number of rows, or a while, before the current row for one that may hold none. */
const mayBeEmpty = ({ lower, upper }: OverWindow): boolean => 'value' in lower || 'value' in upper

const EXTRA_BASE = 3_000_000
const UNBOUNDED: OverBound = { kind: 'UNBOUNDED PRECEDING' }
const CURRENT: OverBound = { kind: 'CURRENT ROW' }

/** Inside of OVER there is no other OVER. */
function nested(context: BindContext): BindContext {
  return {
    ...context,
    computesLiterals: false,
    onOver(call) {
      throw sqlError('parse', 'nested-aggregate', 'Aggregate expressions cannot be nested', call.span)
    },
  }
}

/** NULL sorts as the least value unless the query says otherwise. */
export function sortKey(item: OrderItem, index: number): SortKey {
  const nullsFirst = item.nulls === undefined ? !item.descending : item.nulls === 'FIRST'
  return { index, descending: item.descending, nullsFirst }
}

function assertRange(start: FrameBound, end: FrameBound | undefined, orders: readonly BoundExpr[], span: Span): void {
  const sized = [start, end].find((b) => b?.kind === 'PRECEDING' || b?.kind === 'FOLLOWING')
  if (sized === undefined || !('value' in sized)) return
  const [order] = orders
  if (order === undefined)
    throw sqlError('parse', 'frame', 'Window specification must contain an ORDER BY clause', span)
  const isTime = order.type.kind === 'TIMESTAMP' || order.type.kind === 'TIMESTAMP_LTZ' || order.type.kind === 'DATE'
  const isInterval = sized.value.kind === 'interval'
  if (isTime !== isInterval)
    throw sqlError('parse', 'frame', 'Data Type mismatch between ORDER BY and RANGE clause', sized.span)
}

const sameCall = (a: AggregateCall, b: AggregateCall): boolean =>
  a.fn === b.fn &&
  a.distinct === b.distinct &&
  a.args.join() === b.args.join() &&
  JSON.stringify(a.clauses ?? []) === JSON.stringify(b.clauses ?? [])

const sameWindow = (a: OverWindow, b: OverWindow): boolean => windowText(a) === windowText(b)

/** Flink's planner takes `rowtime + INTERVAL …` for a row time at first, and fails when it no longer does. */
const shiftsRowtime = (expr: BoundExpr): boolean =>
  expr.kind === 'call' &&
  (expr.fn.name === '+' || expr.fn.name === '-') &&
  expr.args.some(({ type }) => 'time' in type && type.time === 'rowtime')

const windowText = ({ partitionBy, orderBy, unit, lower, upper }: OverWindow): string =>
  JSON.stringify([partitionBy, orderBy, unit, lower, upper])
