import { must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { AggregateCall, BoundExpr, Constant } from '../../expr/bound.ts'
import { mapOperands, operandsOf } from '../../expr/operands.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import { composeInputs, inputsOf, moveInputs } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import { literalsOf } from '../../logical/literals-of.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { type LogicalOver, type OverGroup, over } from '../../logical/over.ts'
import { inputRef, project, selectColumns } from '../../logical/project.ts'
import type { Rule } from '../rule.ts'
import { ProgramOrder } from './program-order.ts'

/**
 * What a projection with OVER calls becomes: calls that nobody reads are gone, and the rows that a window keeps are
 * those below, with all their columns, or only what the projection needs. Both show where the order is not time.
 */
export const projectToWindow: Rule = {
  name: 'ProjectToLogicalProjectAndWindowRule',
  apply(node) {
    if (node.kind !== 'Project') return undefined
    const qualify = node.input.kind === 'Filter' ? node.input : undefined
    const below = (qualify ?? node).input
    if (below.kind !== 'Over' || below.extras === undefined) return undefined
    const window = new Windowed(below, [...node.exprs, ...(qualify ? [qualify.condition] : [])])
    const rows = window.build()
    const exprs = window.results
    const kept = qualify ? filter(rows, must(exprs.at(-1)), qualify.span) : rows
    const names = node.columns.map((c) => c.name)
    return project(kept, exprs.slice(0, names.length), names, node.span)
  },
}

/** Marks the result of a call until its place is known. */
const CALL_BASE = 4_000_000

/** An expression over the rows below, with calls in it. */
type Place = (column: number) => BoundExpr

/** Without the calls that nobody reads a projection may become one with those below. */
export const pruneOverCalls: Rule = {
  name: 'FlinkProjectMergeRule (OVER)',
  apply(node) {
    if (node.kind !== 'Project' || node.input.kind !== 'Over' || node.input.extras === undefined) return undefined
    const { input, groups, extras, span } = node.input
    const width = input.columns.length
    const used = new Set(node.exprs.flatMap((expr) => [...inputsOf(expr)]))
    const all = groups.flatMap((group) => group.calls)
    const kept = all.filter((_, i) => used.has(width + i))
    if (kept.length === all.length) return undefined
    const place = (index: number): number =>
      index < width ? index : width + kept.indexOf(must(all[index - width], 'call'))
    const fewer = groups
      .map((group) => ({ ...group, calls: group.calls.filter((call) => kept.includes(call)) }))
      .filter((group) => group.calls.length > 0)
    const rows = fewer.length === 0 ? input : over(input, fewer, span, extras)
    const exprs = node.exprs.map((expr) => moveInputs(expr, place))
    const names = node.columns.map((c) => c.name)
    return project(rows, exprs, names, node.span)
  },
}

/** What was computed and could have been NULL is a cast of its value to Flink's planner. */
const isLiteral = ({ type, value }: Constant): boolean => !type.nullable || value === null

class Windowed {
  readonly #over: LogicalOver
  readonly #exprs: readonly BoundExpr[]
  readonly #calls: readonly AggregateCall[]
  readonly #groups: readonly OverGroup[]
  /** What lies below the projection that prepares the rows, and what that computes. */
  readonly #rows: LogicalNode
  readonly #below: readonly BoundExpr[] | undefined
  results: readonly BoundExpr[] = []

  constructor(node: LogicalOver, exprs: readonly BoundExpr[]) {
    this.#over = node
    this.#exprs = exprs
    const used = new Set(exprs.flatMap((expr) => [...inputsOf(expr)]))
    const all = node.groups.flatMap((group) => group.calls)
    this.#calls = all.filter((_, i) => used.has(this.#width + i))
    this.#groups = node.groups
      .map((group) => ({ ...group, calls: group.calls.filter((call) => this.#calls.includes(call)) }))
      .filter((group) => group.calls.length > 0)
    const { input } = node
    if (input.kind !== 'Project' || (holdsOver(input.input) && !this.#readsExtras())) this.#rows = ownColumns(node)
    else {
      this.#rows = input.input
      this.#below = input.exprs
    }
  }

  /** Whether some call reads what was computed for it. */
  #readsExtras(): boolean {
    const first = this.#width - (this.#over.extras ?? 0)
    return this.#groups.some(({ partitionBy, orderBy, calls }) =>
      [...partitionBy, ...orderBy.map((key) => key.index), ...calls.flatMap((c) => c.args)].some((c) => c >= first),
    )
  }

  get #width(): number {
    return this.#over.input.columns.length
  }

  build(): LogicalNode {
    const { span } = this.#over
    if (this.#groups.length === 0) {
      this.results = this.#exprs.map((expr) => this.#inlined(expr))
      return this.#rows
    }
    if (this.#startsWithCall()) return this.#overAll()
    const carried: BoundExpr[] = []
    const carry = (expr: BoundExpr): BoundExpr => {
      const known = carried.findIndex((c) => sameExpr(c, expr))
      const index = known >= 0 ? known : carried.push(expr) - 1
      return { kind: 'input', index, type: expr.type, span: expr.span }
    }
    const own = this.#exprs.map((expr) => this.#lifted(expr, carry))
    const groups = this.#placed((column) => carry(this.#inlined(this.#column(column))))
    const names = carried.map((expr, i) =>
      expr.kind === 'input' ? must(this.#rows.columns[expr.index]).name : `$${i}`,
    )
    const rows = project(this.#rows, carried, names, span)
    this.results = own.map((expr) => this.#withCalls(expr, carried.length))
    return over(rows, groups, span)
  }

  /** The window keeps the rows as they are. */
  #overAll(): LogicalNode {
    if (holdsOver(this.#rows)) throw unsupported('OVER calls of columns beside calls of expressions', this.#over.span)
    const groups = this.#placed((column) => this.#inlined(this.#column(column)))
    const width = this.#rows.columns.length
    this.results = this.#exprs.map((expr) => this.#withCalls(this.#inlined(expr), width))
    return over(this.#rows, groups, this.#over.span)
  }

  #column(index: number): BoundExpr {
    return inputRef(this.#over.input, index, this.#over.span)
  }

  #isCall(expr: BoundExpr): boolean {
    return expr.kind === 'input' && expr.index >= this.#width
  }

  /** Over the rows below; calls stay what they are. */
  #inlined(expr: BoundExpr): BoundExpr {
    if (this.#isCall(expr)) return this.#marked(expr)
    if (expr.kind === 'input') return this.#below === undefined ? expr : composeInputs(expr, this.#below)
    return mapOperands(expr, (operand) => this.#inlined(operand))
  }

  /** The largest parts without calls are computed below the window; literals are none of them. */
  #lifted(expr: BoundExpr, carry: (expr: BoundExpr) => BoundExpr): BoundExpr {
    if (expr.kind === 'constant') return expr
    if (this.#isCall(expr)) return this.#marked(expr)
    if (!this.#readsCall(expr)) return carry(this.#inlined(expr))
    return mapOperands(expr, (operand) => this.#lifted(operand, carry))
  }

  #readsCall(expr: BoundExpr): boolean {
    return [...inputsOf(expr)].some((column) => column >= this.#width)
  }

  #marked(expr: BoundExpr): BoundExpr {
    if (expr.kind !== 'input') return expr
    const call = must(this.#over.groups.flatMap((group) => group.calls)[expr.index - this.#width], 'call')
    return { ...expr, index: CALL_BASE + this.#groups.flatMap((group) => group.calls).indexOf(call) }
  }

  /** Results of calls where they stand behind so many columns. */
  #withCalls(expr: BoundExpr, width: number): BoundExpr {
    return moveInputs(expr, (index) => (index >= CALL_BASE ? width + index - CALL_BASE : index))
  }

  #placed(place: Place): readonly OverGroup[] {
    const at = (column: number): number => {
      const expr = place(column)
      if (expr.kind !== 'input') throw unsupported('OVER calls of columns beside calls of expressions', this.#over.span)
      return expr.index
    }
    return this.#groups.map((group) => ({
      ...group,
      partitionBy: group.partitionBy.filter((column) => !this.#isLiteral(column)).map(at),
      orderBy: group.orderBy
        .filter(({ index }) => !this.#isLiteral(index))
        .map((key) => ({ ...key, index: at(key.index) })),
      calls: group.calls.map((call) => ({ ...call, args: call.args.map(at) })),
    }))
  }

  /** What the rows below give as a literal parts and orders nothing; what the window computes itself is kept. */
  #isLiteral(column: number): boolean {
    const isOwn = column < this.#width - (this.#over.extras ?? 0)
    const below = this.#inlined(this.#column(column))
    return (
      isOwn &&
      ((below.kind === 'constant' && isLiteral(below)) || (below.kind === 'input' && this.#isPinned(below.index)))
    )
  }

  /** A filter below leaves a column one value, and the select list names it: then Flink writes the literal, in windows too. */
  #isPinned(column: number): boolean {
    if (this.#rows.kind !== 'Filter') return false
    const value = literalsOf(this.#rows.condition).get(column)
    if (value === undefined || value.type.nullable !== must(this.#rows.columns[column]).type.nullable) return false
    if (!isLiteral(value)) return false
    return this.#exprs.some((expr) => {
      const own = expr.kind === 'input' && !this.#isCall(expr) ? this.#inlined(expr) : undefined
      return own?.kind === 'input' && own.index === column
    })
  }

  /** Whether Flink's planner, which takes what depends on nothing else first, comes upon a call before all else. */
  #startsWithCall(): boolean {
    const order = new ProgramOrder()
    for (const expr of this.#exprs) this.#register(expr, order)
    return order.firstComputed() === 'call'
  }

  #register(expr: BoundExpr, order: ProgramOrder): number {
    if (!this.#isCall(expr) || expr.kind !== 'input') {
      if (expr.kind !== 'input')
        return order.add(
          expr,
          operandsOf(expr).map((operand) => this.#register(operand, order)),
        )
      const below = this.#inlined(expr)
      return below.kind === 'input' ? order.column(below.index) : this.#registerBelow(below, order)
    }
    const all = this.#over.groups.flatMap((group) => group.calls)
    const call = must(all[expr.index - this.#width], 'call')
    const group = must(this.#over.groups.find((g) => g.calls.includes(call)))
    const read = [...call.args, ...group.orderBy.map((key) => key.index), ...group.partitionBy]
    return order.addCall(
      call,
      read.map((column) => this.#registerBelow(this.#inlined(this.#column(column)), order)),
    )
  }

  #registerBelow(expr: BoundExpr, order: ProgramOrder): number {
    if (expr.kind === 'input') return order.column(expr.index)
    return order.add(
      expr,
      operandsOf(expr).map((operand) => this.#registerBelow(operand, order)),
    )
  }
}

function ownColumns({ input, extras = 0, span }: LogicalOver): LogicalNode {
  if (extras === 0) return input
  const own = input.columns.slice(0, input.columns.length - extras)
  return selectColumns(
    input,
    own.map((_, i) => i),
    span,
  )
}

/** A projection over a window is no part of what another window prepares. */
function holdsOver(node: LogicalNode): boolean {
  return node.kind === 'Over' || (node.kind === 'Filter' && holdsOver(node.input))
}
