import { must } from '../../../base/assert.ts'
import type { Expr, Identifier, MatchRef, OrderItem } from '../../../sql/ast.ts'
import { type SqlError, sqlError, unsupported } from '../../../sql/diagnostic.ts'
import { sameIgnoringNullability } from '../../../types/type-text.ts'
import type { SortKey } from '../../expr/bound.ts'
import type { Column } from '../../logical/column.ts'
import { match } from '../../logical/match.ts'
import type { MatchExpression, MatchSkip, MatchSpec, PatternVariable } from '../../logical/match-spec.ts'
import type { LogicalNode } from '../../logical/node.ts'
import type { BindEnvironment } from '../environment.ts'
import { bindExpression } from '../expression/bind-expression.ts'
import { plainContext } from '../expression-context.ts'
import type { Relation } from '../from.ts'
import { RelationScope } from '../scope.ts'
import { bindPattern } from './bind-pattern.ts'
import { bindMatchExpression, type MatchSurroundings } from './match-expressions.ts'
import { MatchNames } from './match-names.ts'

/** MATCH_RECOGNIZE over a relation: the partition columns, then the measures. Throws SqlError. */
export function bindMatch(ref: MatchRef, input: Relation, env: BindEnvironment): LogicalNode {
  assertForm(ref, env)
  const columns = input.node.columns
  const partitionBy = ref.partitionBy.map((e) => columnIndex(e, input))
  if (new Set(partitionBy).size < partitionBy.length)
    throw sqlError('parse', 'column-ambiguous', 'A column of PARTITION BY is ambiguous', ref.span)
  const orderBy = ref.orderBy.map((item) => sortKey(item, input))
  const pattern = bindPattern(ref.pattern)
  assertVariables(ref, pattern.variables)
  const around = (names: MatchNames): MatchSurroundings => ({ names, columns, env })
  const tables = input.scope.relations.flatMap((r) => (r.name === undefined ? [] : [r.name]))
  const defined = ref.define.map((d) => d.name.name)
  const subsets = ref.subsets.map((s) => s.name.name)
  const measuring = around(new MatchNames(pattern.variables, [...defined, ...subsets, ...tables], columns))
  const defining = around(new MatchNames(pattern.variables, [...defined, ...tables], columns))
  const measures = bindMeasures(ref, measuring)
  // Flink's validator and its planner do not agree whether it may be NULL
  const made = measures.find(({ expression: { expr } }) => expr.kind === 'call' && expr.fn.name === 'ROW')
  if (made !== undefined) throw unsupported('ROW (…) in MEASURES', made.expression.expr.span)
  const conditions = bindConditions(ref, defining)
  const within = bindWithin(ref, env)
  const skip = bindSkip(ref, pattern.variables)
  const keys = partitionBy.map((i) => must(columns[i], 'partition column'))
  const output = [
    ...keys,
    ...measures.map((m) => ({ name: m.name, type: m.expression.expr.type })).filter((m) => !isNamed(keys, m.name)),
  ]
  const refusal =
    pattern.refusal ??
    refusedSkip(ref) ??
    refusedPartition(ref, partitionBy, columns) ??
    refusedNames(ref, keys, measures) ??
    within.refusal
  const spec: MatchSpec = {
    partitionBy,
    orderBy,
    pattern: pattern.variables.map((variable): PatternVariable => {
      const condition = conditions.get(variable.name)
      return condition === undefined ? variable : { ...variable, condition }
    }),
    skip,
    ...(within.milliseconds !== undefined && { within: within.milliseconds }),
    measures: measures.map((m) => m.expression),
    ...(refusal && { refusal }),
  }
  if (ref.within !== undefined) assertPlainRowtimes(measures, ref)
  return match(input.node, spec, output, ref.span)
}

const isNamed = (columns: readonly Column[], name: string): boolean => columns.some((c) => c.name === name)

function assertForm(ref: MatchRef, env: BindEnvironment): void {
  // Flink keeps a view's text as it prints it, and cannot read this clause back
  if (env.expanding.length > 0)
    throw sqlError('parse', 'match-in-view', 'Encountered "MATCH_RECOGNIZE" in the text of a view', ref.span)
  if (ref.input.alias !== undefined)
    throw sqlError('parse', 'syntax', 'Encountered "MATCH_RECOGNIZE" behind an alias', ref.span)
  if (ref.input.kind !== 'named-table' && ref.input.kind !== 'derived-table')
    throw sqlError('parse', 'syntax', 'Encountered "MATCH_RECOGNIZE"', ref.span)
  if (ref.alias !== undefined && ref.alias.columns.length > 0) {
    const { name } = ref.alias.name
    throw sqlError('parse', 'match-alias', `Duplicate relation name '${name}' in FROM clause`, ref.alias.name.span)
  }
  if (ref.rows === 'ALL ROWS PER MATCH') throw unsupported('ALL ROWS PER MATCH', ref.span)
  if (ref.measures.length === 0) throw unsupported('MATCH_RECOGNIZE without MEASURES', ref.span)
}

function columnIndex(expr: Expr, input: Relation): number {
  if (expr.kind !== 'column') throw sqlError('parse', 'match-column', 'Only a column can stand here', expr.span)
  const bound = input.scope.resolve(expr)
  if (bound.kind !== 'input') throw unsupported('field of a row column', expr.span)
  return bound.index
}

function sortKey(item: OrderItem, input: Relation): SortKey {
  if (item.nulls !== undefined) throw sqlError('parse', 'match-order', 'NULLS is not allowed here', item.span)
  return { index: columnIndex(item.expr, input), descending: item.descending, nullsFirst: !item.descending }
}

/** Names of DEFINE and SUBSET that are not their own, and variables that nobody knows. */
function assertVariables(ref: MatchRef, pattern: readonly PatternVariable[]): void {
  const known = (variable: Identifier): void => {
    if (!pattern.some((v) => v.name === variable.name))
      throw sqlError('parse', 'match-variable', `Unknown pattern '${variable.name}'`, variable.span)
  }
  const subsets = ref.subsets.map((s) => s.name.name)
  assertDistinct([...new Set(pattern.map((v) => v.name)), ...subsets], ref)
  for (const { members } of ref.subsets) members.forEach(known)
  assertDistinct(
    ref.define.map((d) => d.name.name),
    ref,
  )
  const target = ref.skip?.variable
  if (target === undefined || subsets.includes(target.name)) return
  if (ref.define.some((d) => d.name.name === target.name) && !pattern.some((v) => v.name === target.name))
    throw unsupported('SKIP TO a variable that is not in the pattern', target.span)
  known(target)
}

function assertDistinct(names: readonly string[], ref: MatchRef): void {
  const repeated = names.find((name, i) => names.indexOf(name) !== i)
  if (repeated === undefined) return
  throw sqlError('parse', 'match-variable', `Pattern variable '${repeated}' has already been defined`, ref.span)
}

interface Measure {
  readonly name: string
  readonly expression: MatchExpression
}

function bindMeasures(ref: MatchRef, around: MatchSurroundings): readonly Measure[] {
  const measures = ref.measures.map(({ expr, name, span }): Measure => {
    if (name === undefined) throw sqlError('parse', 'syntax', 'A measure needs AS and a name', span)
    const expression = bindMatchExpression(expr, { clause: 'MEASURES' }, around)
    assertTyped(expression, expr)
    return { name: name.name, expression }
  })
  const names = measures.map((m) => m.name)
  if (new Set(names).size < names.length)
    throw sqlError('parse', 'match-measures', 'Multiple entries with same key', ref.span)
  return measures
}

/** With WITHIN the last watermark may be the time of a match. It is no date, and functions make nothing sensible of it. */
function assertPlainRowtimes(measures: readonly Measure[], ref: MatchRef): void {
  for (const { expression } of measures)
    if (expression.expr.kind !== 'input' && expression.slots.some((slot) => slot.kind === 'rowtime'))
      throw unsupported('MATCH_ROWTIME within an expression, with WITHIN', ref.span)
}

function assertTyped(bound: MatchExpression, syntax: Expr): void {
  if (bound.expr.type.kind === 'NULL') throw sqlError('parse', 'null-argument', `Illegal use of 'NULL'`, syntax.span)
}

function bindConditions(ref: MatchRef, around: MatchSurroundings): ReadonlyMap<string, MatchExpression> {
  return new Map(
    ref.define.map(({ name, condition, span }) => {
      const variable = around.names.variable(name.name) ?? 'none'
      const bound = bindMatchExpression(condition, { clause: 'DEFINE', variable }, around)
      const { type } = bound.expr
      assertTyped(bound, condition)
      if (type.kind !== 'BOOLEAN') throw sqlError('parse', 'not-a-condition', 'DEFINE clause must be a condition', span)
      return [name.name, bound]
    }),
  )
}

function bindWithin(
  ref: MatchRef,
  env: BindEnvironment,
): { readonly milliseconds?: number; readonly refusal?: SqlError } {
  const { within } = ref
  if (within === undefined) return {}
  if (within.kind !== 'interval' || typeof within.value !== 'string')
    throw sqlError('parse', 'syntax', 'WITHIN needs an interval', within.span)
  if (within.negative) throw sqlError('parse', 'match-within', 'Interval must be non-negative', within.span)
  const bound = bindExpression(within, new RelationScope([]), plainContext(env, 'SELECT'))
  if (bound.type.kind === 'INTERVAL_DAY_SECOND') {
    const milliseconds = Number(env.constant(bound))
    // a time that is written with its sign inside the quotes is no bound to Flink
    return milliseconds < 0 ? {} : { milliseconds }
  }
  const message = 'Only constant intervals with millisecond resolution are supported as time constraints of patterns.'
  return { refusal: sqlError('plan', 'match-within', message, within.span) }
}

function bindSkip(ref: MatchRef, pattern: readonly PatternVariable[]): MatchSkip {
  const { skip } = ref
  if (skip === undefined) return { kind: 'NEXT ROW' }
  if (skip.kind === 'PAST LAST ROW' || skip.kind === 'NEXT ROW') return { kind: skip.kind }
  const variable = pattern.findIndex((v) => v.name === skip.variable?.name)
  return { kind: skip.kind === 'FIRST' ? 'FIRST' : 'LAST', variable }
}

// ---------------------------------------------------------------- what the planner refuses

function refusedSkip({ skip, subsets, span }: MatchRef): SqlError | undefined {
  if (!subsets.some((s) => s.name.name === skip?.variable?.name)) return undefined
  const message = 'The pattern name specified in AfterMatchSkipStrategy can not be found in the given Pattern'
  return sqlError('plan', 'match-skip', message, span)
}

/** Flink takes the values of the partition columns in the order of the table, under the names as they are written. */
function refusedPartition(
  ref: MatchRef,
  partitionBy: readonly number[],
  columns: readonly Column[],
): SqlError | undefined {
  const taken = [...partitionBy].sort((a, b) => a - b)
  const fits = partitionBy.every((column, i) => {
    const from = must(columns[taken[i] ?? -1], 'partition column')
    return sameIgnoringNullability(from.type, must(columns[column], 'partition column').type)
  })
  if (fits) return undefined
  return sqlError('plan', 'match-partition', 'Incompatible types of expression and result type.', ref.span)
}

function refusedNames(ref: MatchRef, keys: readonly Column[], measures: readonly Measure[]): SqlError | undefined {
  const repeated = measures.find((m) => isNamed(keys, m.name))
  if (repeated === undefined) return undefined
  return sqlError('plan', 'match-names', `Columns ambiguously defined: {${repeated.name}}`, ref.span)
}
