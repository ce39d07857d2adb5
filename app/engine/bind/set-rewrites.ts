import { assert, must } from '../../base/assert.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { BIGINT, BOOLEAN, notNull } from '../../types/construct-type.ts'
import { sameType } from '../../types/type-text.ts'
import { type AggregateCall, type BoundExpr, caseBranch } from '../expr/bound.ts'
import { aggregate, type LogicalAggregate } from '../logical/aggregate.ts'
import type { Column } from '../logical/column.ts'
import { correlate } from '../logical/correlate.ts'
import { conjuncts, inputsOf, isDeterministic } from '../logical/expressions.ts'
import { filter } from '../logical/filter.ts'
import { join } from '../logical/join.ts'
import { isNeverTrue } from '../logical/never-true.ts'
import type { LogicalNode } from '../logical/node.ts'
import { isFixed } from '../logical/pinned-columns.ts'
import { inputRef, project } from '../logical/project.ts'
import { union } from '../logical/union.ts'
import type { BindEnvironment } from './environment.ts'
import { callFunction } from './expression/call-function.ts'
import { junction, nullOf } from './expression/logic.ts'
import { plainContext } from './expression-context.ts'
import { inputRefs } from './input-refs.ts'

// INTERSECT and EXCEPT as Flink runs them: by joins where each row counts once, by counting with ALL.

export interface SetRewrite {
  readonly op: 'INTERSECT' | 'EXCEPT' | 'MINUS'
  readonly left: LogicalNode
  readonly right: LogicalNode
  readonly columns: readonly Column[]
  readonly span: Span
}

/** The distinct rows of the left side that have, or have not, an equal one on the right side. */
export function membership(set: SetRewrite, env: BindEnvironment): LogicalNode {
  const { op, columns, span } = set
  const left = typed(set.left, set)
  const right = typed(set.right, set)
  const context = plainContext(env, 'ON')
  const equal = columns.map(({ type }, i) => {
    const other: BoundExpr = { kind: 'input', index: columns.length + i, type, span }
    return callFunction('IS NOT DISTINCT FROM', [inputRef(left, i, span), other], span, context)
  })
  const rows = join(left, right, op === 'INTERSECT' ? 'SEMI' : 'ANTI', junction('AND', equal, span), span)
  return aggregate(rows, allOf(columns), [], span)
}

/** Counts equal rows on both sides, then repeats each as often as the counts say. */
export function multiplicity(set: SetRewrite, env: BindEnvironment): LogicalNode {
  const { columns, span } = set
  if (set.op !== 'INTERSECT' && isEmpty(set.right, env)) return typed(set.left, set)
  assertVarying(set)
  const { groups, count } = set.op === 'INTERSECT' ? lesserCount(set, env) : remainder(set, env)
  const keys = columns.map((_, i) => inputRef(groups, i, span))
  const names = columns.map((c) => c.name)
  const counted = project(groups, [...keys, count], [...names, 'count'], span)
  const fn = { kind: 'replicate' as const, count: inputRef(counted, columns.length, span) }
  const repeated = correlate(counted, { fn, fnColumns: [], joinType: 'INNER' }, span)
  return project(
    repeated,
    columns.map((_, i) => inputRef(repeated, i, span)),
    names,
    span,
  )
}

/** What is known of a column on one side Flink's planner takes for known of the other side too. */
function assertVarying({ op, left, right, columns, span }: SetRewrite): void {
  const sides = op === 'INTERSECT' ? [left, right] : [left]
  if (columns.some((_, i) => sides.some((side) => isFixed(side, i))))
    throw unsupported(`${op} ALL of a column with one value`, span)
}

interface Counted {
  readonly groups: LogicalNode
  readonly count: BoundExpr
}

/** INTERSECT ALL: groups that both sides have, as often as the side that has it less. */
function lesserCount(set: SetRewrite, env: BindEnvironment): Counted {
  const { span } = set
  const yes: BoundExpr = { kind: 'constant', value: true, type: BOOLEAN, span }
  const no = nullOf(BOOLEAN, span)
  const names = ['vcol_left_marker', 'vcol_right_marker']
  const both = marked(set, [yes, no], [no, yes], names)
  const groups = grouped(both, set, 'COUNT', ['vcol_left_cnt', 'vcol_right_cnt'], env)
  const context = plainContext(env, 'SELECT')
  const width = set.columns.length
  const [left, right] = [inputRef(groups, width, span), inputRef(groups, width + 1, span)]
  const one = bigint(1, span)
  const present = [left, right].map((count) => callFunction('>=', [count, one], span, context))
  const more = callFunction('>', [left, right], span, context)
  const lesser: BoundExpr = {
    kind: 'case',
    branches: [caseBranch(more, right)],
    otherwise: left,
    type: left.type,
    span,
  }
  return { groups: filter(groups, junction('AND', present, span), span), count: lesser }
}

/** EXCEPT ALL: the rows of the left side less those of the right side, if any remain. */
function remainder(set: SetRewrite, env: BindEnvironment): Counted {
  const { span } = set
  const both = marked(set, [bigint(1, span)], [bigint(-1, span)], ['vcol_marker'])
  const groups = grouped(both, set, 'SUM', ['sum_vcol_marker'], env)
  const sum = inputRef(groups, set.columns.length, span)
  const left = callFunction('>', [sum, bigint(0, span)], span, plainContext(env, 'SELECT'))
  return { groups: filter(groups, left, span), count: sum }
}

/** Both sides in one, with columns that tell them apart. */
function marked(
  set: SetRewrite,
  ofLeft: readonly BoundExpr[],
  ofRight: readonly BoundExpr[],
  names: readonly string[],
): LogicalNode {
  const { columns, span } = set
  const side = (node: LogicalNode, marks: readonly BoundExpr[]): LogicalNode =>
    project(node, [...inputRefs(node, span), ...marks], [...columns.map((c) => c.name), ...names], span)
  const markers = names.map((name, i): Column => ({ name, type: must(ofLeft[i], 'marker').type }))
  const inputs = [side(typed(set.left, set), ofLeft), side(typed(set.right, set), ofRight)]
  return union(inputs, [...columns, ...markers], span)
}

/** The rows grouped as a whole, with an aggregate of each marker. */
function grouped(
  rows: LogicalNode,
  set: SetRewrite,
  name: 'COUNT' | 'SUM',
  names: readonly string[],
  env: BindEnvironment,
): LogicalAggregate {
  const { columns, span } = set
  const fn = env.lookup(name)
  assert(fn?.kind === 'aggregate', `${name} is built in`)
  const calls = names.map((as, i): AggregateCall => {
    const index = columns.length + i
    const argument = { type: must(rows.columns[index], 'marker').type }
    const inference = fn.infer([argument], { distinct: false, global: false, filtered: false })
    assert(inference.ok, `${name} takes its marker`)
    return { fn, args: [index], distinct: false, type: inference.type, name: as, span }
  })
  return aggregate(rows, allOf(columns), calls, span)
}

const bigint = (value: number, span: Span): BoundExpr => ({ kind: 'constant', value, type: notNull(BIGINT), span })

const allOf = (columns: readonly Column[]): readonly number[] => columns.map((_, i) => i)

/**
 * A side under the common types. A cast that only allows NULL is kept: behind it Flink no longer knows
 * that rows are distinct.
 */
function typed(side: LogicalNode, set: SetRewrite): LogicalNode {
  const { columns, span } = set
  if (side.columns.every((c, i) => sameType(c.type, must(columns[i], 'column').type))) return side
  const exprs = inputRefs(side, span).map((operand, i): BoundExpr => {
    const { type } = must(columns[i], 'column')
    return sameType(operand.type, type) ? operand : { kind: 'cast', mode: 'implicit', operand, type, span }
  })
  return project(
    side,
    exprs,
    columns.map((c) => c.name),
    span,
  )
}

/** Whether Flink sees at once that a query has no rows. */
function isEmpty(node: LogicalNode, env: BindEnvironment): boolean {
  if (node.kind === 'Values') return node.rows.length === 0
  if (node.kind === 'Project') return isEmpty(node.input, env)
  if (node.kind !== 'Filter') return false
  const { condition } = node
  if (isNeverTrue(condition) || conjuncts(condition).some(isNullOfNotNull)) return true
  const never = inputsOf(condition).size === 0 && isDeterministic(condition) && env.constant(condition) !== true
  return never || isEmpty(node.input, env)
}

const isNullOfNotNull = (part: BoundExpr): boolean =>
  part.kind === 'logic' && part.op === 'IS NULL' && part.args.every((arg) => !arg.type.nullable)
