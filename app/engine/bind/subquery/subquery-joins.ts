import { assert, must } from '../../../base/assert.ts'
import type { ExistsExpr, Expr, InExpr, QuantifiedExpr, Query, SubqueryExpr } from '../../../sql/ast.ts'
import { sqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { BOOLEAN, nullable } from '../../../types/construct-type.ts'
import { type AggregateCall, type BoundExpr, type Constant, caseBranch } from '../../expr/bound.ts'
import { aggregate } from '../../logical/aggregate.ts'
import { inputsOf, mapInputs, moveInputs } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import { type JoinType, join } from '../../logical/join.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, project } from '../../logical/project.ts'
import { uniqueKeys } from '../../logical/unique-keys.ts'
import type { BindEnvironment } from '../environment.ts'
import { bindExpression } from '../expression/bind-expression.ts'
import { callFunction } from '../expression/call-function.ts'
import type { BindContext, ExpressionScope, SubqueryExprNode } from '../expression/context.ts'
import { isCheck, junction } from '../expression/logic.ts'
import { assertOwnSources } from '../one-source.ts'
import { bindQuery } from '../query.ts'
import { conditionLogic, type Logic } from './condition-logic.ts'
import { conditionValue, type SubqueryHost } from './condition-value.ts'
import { assertUncorrelated, hasCorrelation } from './correlation.ts'
import { groupedByCorrelation, withoutCorrelatedFilters } from './decorrelate.ts'

/**
 * The subqueries of one clause, as joins of its rows: IN and EXISTS filter them by SEMI and ANTI joins, those inside an
 * expression and scalar subqueries add columns. The columns of the rows stay the first.
 */
export class SubqueryJoins {
  #node: LogicalNode
  readonly #scope: ExpressionScope
  readonly #env: BindEnvironment
  /** What a name in a subquery means that is not its own. */
  readonly #outer: () => ExpressionScope
  /** For what is compared with a subquery: there is no other one in it. */
  readonly #operands: BindContext
  readonly context: BindContext
  /** Columns that are correlated counts. */
  readonly #counts = new Set<number>()
  readonly #logic = new Map<SubqueryExprNode, Logic>()
  /** Of the expression that is being bound. */
  #isFilter = false

  /** `outer`: for each subquery, what a name in it means that is not its own. */
  constructor(
    node: LogicalNode,
    scope: ExpressionScope,
    env: BindEnvironment,
    context: BindContext,
    outer: () => ExpressionScope = () => scope,
  ) {
    this.#node = node
    this.#scope = scope
    this.#env = env
    this.#outer = outer
    this.#operands = context
    this.context = {
      ...context,
      onSubquery: (syntax) => {
        if (syntax.kind === 'subquery') return this.#scalar(syntax)
        const logic = syntax.kind === 'collection' ? undefined : this.#logic.get(syntax)
        if (logic === undefined || syntax.kind === 'collection') throw refusedPlace(syntax)
        return conditionValue(syntax, logic, this.#host())
      },
    }
  }

  /** Says before an expression is bound what its place has to know of it: IN and EXISTS inside become joins for that. */
  expect(expr: Expr, logic: Logic): void {
    this.#isFilter = logic === 'TRUE'
    for (const [subquery, place] of conditionLogic(expr, logic)) this.#logic.set(subquery, place)
  }

  #host(): SubqueryHost {
    return {
      context: this.context,
      width: () => this.#width,
      isFilter: this.#isFilter,
      bind: (query) => bindQuery(query, { ...this.#inner(), inExpression: true }),
      operand: (expr) => bindExpression(expr, this.#scope, this.#operands),
      call: (...args) => this.#call(...args),
      join: (...args) => this.#join(...args),
      column: (index, span) => inputRef(this.#node, index, span),
      ...(this.#env.decorrelation && { decorrelation: this.#env.decorrelation }),
    }
  }

  /** Whether IN and EXISTS that stand alone filter by SEMI and ANTI joins: not where Flink has come upon them too late. */
  get mayFilter(): boolean {
    return this.#env.inExpression !== true
  }

  get node(): LogicalNode {
    return this.#node
  }

  /**
   * A condition on a correlated COUNT that no count of 0 can pass makes Flink drop the padding, and move
   * the condition below the join. Throws SqlError.
   */
  assertKeepsPadding(condition: BoundExpr): void {
    const used = [...inputsOf(condition)]
    if (used.length === 0 || !used.every((column) => this.#counts.has(column))) return
    const none = withNulls(condition)
    if (this.#env.constant(none) !== true) throw unsupported('condition on a correlated COUNT alone', condition.span)
  }

  /** Makes a join of a condition that is nothing but IN or EXISTS; false for any other. */
  filter(condition: Expr): boolean {
    if (condition.kind === 'unary' && condition.op === 'NOT') return this.#filter(condition.operand, true)
    return this.#filter(condition, false)
  }

  #filter(condition: Expr, not: boolean): boolean {
    switch (condition.kind) {
      case 'exists':
        this.#exists(condition, not)
        return true
      case 'in':
        if (condition.query === undefined) return false
        this.#in(condition, condition.query, condition.operand, not !== condition.not)
        return true
      case 'quantified':
        if (condition.query === undefined) return false
        this.#quantified(condition, condition.query, not)
        return true
      default:
        return false
    }
  }

  #quantified(syntax: QuantifiedExpr, query: Query, not: boolean): void {
    const { op, quantifier, operand } = syntax
    const all = quantifier === 'ALL'
    if (op === '=' && !all) this.#in(syntax, query, operand, not)
    else if (op === '<>' && all) this.#in(syntax, query, operand, !not)
    else if (op === '=' || op === '<>') this.#distinct(syntax, query, (op === '=') !== not)
    else this.#compared(not ? { ...syntax, quantifier: all ? 'SOME' : 'ALL' } : syntax, query, not ? OPPOSITE[op] : op)
  }

  /** A comparison with the greatest or least value, which decides it for all. */
  #compared(syntax: QuantifiedExpr, query: Query, op: '<' | '<=' | '>' | '>='): void {
    const { span } = syntax
    const all = syntax.quantifier === 'ALL'
    const operand = bindExpression(syntax.operand, this.#scope, this.#operands)
    const bound = this.#bind(query)
    assertUncorrelated(bound)
    if (bound.columns.length !== 1) throw incompatible(span)
    const upward = op === '>' || op === '>='
    const extreme = this.#call(all === upward ? 'MAX' : 'MIN', bound, 0, 'm', span)
    const count = this.#call('COUNT', bound, undefined, 'c', span)
    const present = this.#call('COUNT', bound, 0, 'd', span)
    const groups = aggregate(bound, [], all ? [extreme, count, present] : [extreme, count], span)
    const zero: BoundExpr = { kind: 'constant', value: 0, type: count.type, span }
    const compare = (name: string, left: BoundExpr, right: BoundExpr): BoundExpr =>
      callFunction(name, [left, right], span, this.context)
    if (!all) {
      const some = filter(groups, compare('<>', inputRef(groups, 1, span), zero), span)
      const values = project(some, [inputRef(some, 0, span)], ['m'], span)
      this.#join(values, 'INNER', compare(op, operand, this.#right(values, 0, span)), span)
      return
    }
    const [m, c, d] = [0, 1, 2].map((i) => this.#right(groups, i, span)) as [BoundExpr, BoundExpr, BoundExpr]
    const counter = junction('OR', [compare(OPPOSITE[op], operand, m), compare('>', c, d)], span)
    const holds = junction('AND', [compare(op, operand, m), isCheck('IS NOT TRUE', counter, span)], span)
    this.#join(groups, 'INNER', junction('OR', [compare('=', c, zero), holds], span), span)
  }

  /** `= ALL`, else `<> SOME`: the distinct values are counted, and one of them is enough to compare with. */
  #distinct(syntax: QuantifiedExpr, query: Query, same: boolean): void {
    const { span } = syntax
    const operand = bindExpression(syntax.operand, this.#scope, this.#operands)
    const bound = this.#bind(query)
    assertUncorrelated(bound)
    if (bound.columns.length !== 1) throw incompatible(span)
    const values = aggregate(bound, [0], [], span)
    const calls = [
      this.#call('COUNT', values, undefined, 'c', span),
      this.#call('COUNT', values, 0, 'd', span),
      this.#call('MAX', values, 0, 'm', span),
    ]
    const groups = aggregate(values, [], calls, span)
    const compare = (name: string, left: BoundExpr, right: BoundExpr): BoundExpr =>
      callFunction(name, [left, right], span, this.context)
    const count = (value: number): BoundExpr => ({ kind: 'constant', value, type: must(calls[0]).type, span })
    const and = (...args: BoundExpr[]): BoundExpr => junction('AND', args, span)
    const or = (...args: BoundExpr[]): BoundExpr => junction('OR', args, span)
    const [all, filled] = [inputRef(groups, 0, span), inputRef(groups, 1, span)]
    const one = and(compare('=', filled, count(1)), compare('=', all, filled))
    const kept = filter(groups, same ? or(compare('=', all, count(0)), one) : compare('<>', all, count(0)), span)
    const [c, d, m] = [0, 1, 2].map((i) => this.#right(kept, i, span)) as [BoundExpr, BoundExpr, BoundExpr]
    const single = compare('=', d, count(1))
    if (same) {
      const equal = and(single, compare('=', operand, m), compare('=', d, c))
      this.#join(kept, 'INNER', or(compare('=', c, count(0)), equal), span)
      return
    }
    const few = or(and(compare('<>', d, c), compare('<=', d, count(1))), single)
    const several = and(or(compare('=', d, c), compare('>', d, count(1))), compare('<>', d, count(1)))
    const known = operand.type.nullable ? [isCheck('IS NOT NULL', operand, span)] : []
    this.#join(kept, 'INNER', or(and(few, compare('<>', operand, m)), and(several, ...known)), span)
  }

  /** A column of what is about to be joined, as the condition sees it. */
  #right(node: LogicalNode, column: number, span: Span): BoundExpr {
    return moveInputs(inputRef(node, column, span), (i) => i + this.#width)
  }

  #exists(syntax: ExistsExpr, not: boolean): void {
    const { span } = syntax
    const bound = this.#bind(syntax.query)
    const { node, conditions } = withoutCorrelatedFilters(bound, this.#width)
    if (conditions.length > 0) this.#join(node, not ? 'ANTI' : 'SEMI', junction('AND', conditions, span), span)
    else this.#existsAny(node, not, span)
  }

  /** EXISTS that does not depend on the row: Flink asks one row whether there is any. */
  #existsAny(node: LogicalNode, not: boolean, span: Span): void {
    if (isOneRow(node)) {
      const known = { ...yes(span), value: !not }
      this.#node = filter(this.#node, known, span)
      return
    }
    if (uniqueKeys(node).some((key) => key.length === 0)) throw unsupported('EXISTS of a single row', span)
    const found = this.#isPresent(node, span)
    const present = isCheck('IS NOT NULL', inputRef(found, 0, span), span)
    if (!not) {
      this.#join(filter(found, present, span), 'SEMI', yes(span), span)
      return
    }
    const flag = project(found, [present], ['$f0'], span)
    const asked = moveInputs(inputRef(flag, 0, span), (i) => i + this.#width)
    this.#join(flag, 'ANTI', asked, span)
  }

  /** One row, NULL while there are no rows. */
  #isPresent(node: LogicalNode, span: Span): LogicalNode {
    const flags = project(node, [yes(span)], ['i'], span)
    return aggregate(flags, [], [this.#call('MIN', flags, 0, 'm', span)], span)
  }

  #in(syntax: SubqueryExprNode & (InExpr | QuantifiedExpr), query: Query, operand: Expr, not: boolean): void {
    const { span } = syntax
    const operands = (operand.kind === 'row' ? operand.items : [operand]).map((item) =>
      bindExpression(item, this.#scope, this.#operands),
    )
    const bound = this.#bind(query)
    if (operands.length !== bound.columns.length) throw incompatible(span)
    // Flink's planner compares the columns one by one then, in different places
    if (operands.length > 1 && query.body.kind === 'select' && query.body.from === undefined)
      throw unsupported('a row IN (SELECT …) without FROM', span)
    const { node, conditions } = withoutCorrelatedFilters(bound, this.#width)
    const equal = operands.map((left, i): BoundExpr => {
      const right = moveInputs(inputRef(node, i, span), (column) => column + this.#width)
      const same = callFunction('=', [left, right], span, this.context)
      if (!not) return same
      const nulls = [left, right].filter((side) => side.type.nullable).map((side) => isCheck('IS NULL', side, span))
      return junction('OR', [...nulls, same], span)
    })
    this.#join(node, not ? 'ANTI' : 'SEMI', junction('AND', [...equal, ...conditions], span), span)
  }

  /** A scalar subquery: the column that LEFT JOIN adds, NULL where it has no row. */
  #scalar(syntax: SubqueryExpr): BoundExpr {
    const { span } = syntax
    const bound = bindQuery(syntax.query, { ...this.#inner(), inExpression: true })
    if (bound.columns.length !== 1) {
      const message = "Cannot apply '$SCALAR_QUERY' to arguments of more than a single field"
      throw sqlError('parse', 'scalar-query-width', message, span)
    }
    const width = this.#width
    if (hasCorrelation(bound)) {
      this.#env.decorrelation?.correlated(span)
      const { node, conditions, result, zero } = groupedByCorrelation(bound, width)
      this.#join(node, 'LEFT', junction('AND', conditions, span), span)
      const value = inputRef(this.#node, width + result, span)
      if (!zero) return value
      this.#counts.add(width + result)
      return zeroIfNull(value, span)
    }
    const node = isGlobalAggregate(bound)
      ? bound
      : aggregate(bound, [], [this.#call('SINGLE_VALUE', bound, 0, '$f0', span)], span)
    this.#join(node, 'LEFT', yes(span), span)
    return inputRef(this.#node, width, span)
  }

  #bind(query: Query): LogicalNode {
    return bindQuery(query, this.#inner())
  }

  #inner(): BindEnvironment {
    return { ...this.#env, outer: this.#outer() }
  }

  get #width(): number {
    return this.#node.columns.length
  }

  #join(node: LogicalNode, type: JoinType, condition: BoundExpr, span: Span): void {
    assertOwnSources(this.#node, node, this.#env, span)
    this.#node = join(this.#node, node, type, condition, span)
  }

  #call(
    name: 'MIN' | 'MAX' | 'COUNT' | 'SINGLE_VALUE',
    input: LogicalNode,
    column: number | undefined,
    as: string,
    span: Span,
  ): AggregateCall {
    const fn = this.#env.lookup(name)
    assert(fn?.kind === 'aggregate', `${name} is built in`)
    const args = column === undefined ? [] : [column]
    const types = args.map((i) => ({ type: must(input.columns[i], 'argument').type }))
    const inference = fn.infer(types, { distinct: false, global: true, filtered: false })
    if (!inference.ok) throw unsupported(`${name} of this type`, span)
    return { fn, args, distinct: false, type: inference.type, name: as, span }
  }
}

const OPPOSITE = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const

/** One row, which Flink sees at once: of what computes with it, or selects from it again, it asks for the single value. */
function isGlobalAggregate(node: LogicalNode): boolean {
  if (node.kind !== 'Project' || node.exprs.length !== node.input.columns.length) return false
  if (!node.exprs.every((e, i) => e.kind === 'input' && e.index === i)) return false
  const groups = node.input.kind === 'Filter' ? node.input.input : node.input
  return groups.kind === 'Aggregate' && groups.keys.length === 0 && groups.sets.length === 1
}

/** An aggregation without keys has its row whatever there is to aggregate: Flink does not even look. */
function isOneRow(node: LogicalNode): boolean {
  if (node.kind === 'Project') return isOneRow(node.input)
  return node.kind === 'Aggregate' && node.keys.length === 0 && node.sets.length === 1
}

const yes = (span: Span): Constant => ({ kind: 'constant', value: true, type: { ...BOOLEAN, nullable: false }, span })

const incompatible = (span: Span) =>
  sqlError('parse', 'in-types', 'Values passed to IN operator must have compatible types', span)

const refusedPlace = (syntax: SubqueryExprNode) =>
  unsupported(`${PLACES[syntax.kind]} inside an expression`, syntax.span)

const PLACES: Readonly<Record<SubqueryExprNode['kind'], string>> = {
  subquery: 'subquery',
  exists: 'EXISTS',
  in: 'IN (SELECT …)',
  quantified: 'quantified comparison',
  collection: 'ARRAY(SELECT …)',
}

function zeroIfNull(value: BoundExpr, span: Span): BoundExpr {
  const zero: BoundExpr = { kind: 'constant', value: 0, type: { ...value.type, nullable: false }, span }
  const isNull = isCheck('IS NULL', value, span)
  return { kind: 'case', branches: [caseBranch(isNull, zero)], otherwise: value, type: nullable(value.type), span }
}

/** The condition where every column is NULL. */
const withNulls = (condition: BoundExpr): BoundExpr =>
  mapInputs(condition, ({ type, span }) => ({ kind: 'constant', value: null, type: nullable(type), span }))
