import { must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { operandsOf } from '../../expr/operands.ts'
import type { LogicalAggregate } from '../../logical/aggregate.ts'
import { expand, type LogicalExpand } from '../../logical/expand.ts'
import { conjuncts, inputsOf } from '../../logical/expressions.ts'
import { filter } from '../../logical/filter.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, type LogicalProject, project } from '../../logical/project.ts'
import { type WindowProperty, windowAggregate } from '../../logical/window-aggregate.ts'
import { holdsWindow, isRowtime, type WindowProperties, windowProperties } from '../../logical/window-properties.ts'
import { type LogicalWindowTableFunction, windowTableFunction } from '../../logical/window-table-function.ts'
import type { Rule } from '../rule.ts'
import { readColumns, vainColumns, withoutProjection } from './aggregate-skips-projection.ts'
import { attachedWindowAggregate } from './attached-window-aggregate.ts'
import { sessionGroupingSets } from './session-grouping-sets.ts'

const PROPERTIES: readonly WindowProperty[] = ['window_start', 'window_end', 'window_time']

/** GROUP BY window_start, window_end over a window TVF: one result per window, when its time has come. */
export const windowAggregateRule: Rule = {
  name: 'PullUpWindowTableFunctionIntoWindowAggregateRule',
  apply(original) {
    if (original.kind !== 'Aggregate' || original.sets.length !== 1) return undefined
    const node = (isLegacy(original) ? withoutProjection(original) : undefined) ?? original
    const expanded = node.input.kind === 'Expand' ? node.input : undefined
    const plain = asProject(expanded === undefined ? node.input : expanded.input)
    const table = windowTableBelow(plain.input)
    if (table?.window.kind === 'SESSION' && expanded !== undefined && repeatsSessions(node, expanded, plain))
      return sessionGroupingSets(node, expanded, plain, table)
    const windows = windowProperties(node.input)
    if (windows === undefined || !holdsWindow(node.keys, windows) || !groupsSessions(node.keys, windows))
      return undefined
    const isTable = windows.window.grouped === undefined && expanded === undefined && isRowtime(windows)
    // without the projection there is no occasion to bring windows and aggregation together
    const bare = isTable ? withoutProjection(node) : undefined
    if (bare !== undefined) return attachedWindowAggregate(bare, must(windowProperties(bare.input)))
    if (windows.window.kind !== 'SESSION' && isRowtime(windows) && picksByLike(plain.input))
      return attachedWindowAggregate(node, windows)
    if (table === undefined || readsWindow(node, plain, table, expanded))
      return isRowtime(windows) ? attachedWindowAggregate(node, windows) : undefined
    return convert(node, plain, table, expanded)
  },
}

/** GROUP BY TUMBLE(…) */
function isLegacy({ input }: LogicalAggregate): boolean {
  return input.kind === 'Project' && input.input.kind === 'WindowTableFunction' && input.input.window.grouped === true
}

function asProject(node: LogicalNode): LogicalProject {
  if (node.kind === 'Project') return node
  const all = node.columns.map((_, i) => inputRef(node, i, node.span))
  return project(
    node,
    all,
    node.columns.map((c) => c.name),
    node.span,
  )
}

/** Whether more is made of the window's columns than groups: then the rows have to carry them. */
function readsWindow(
  node: LogicalAggregate,
  inputs: LogicalProject,
  table: LogicalWindowTableFunction,
  expanded: LogicalExpand | undefined,
): boolean {
  const width = table.input.columns.length
  const isOwn = (expr: BoundExpr | undefined): boolean => expr?.kind === 'input' && expr.index >= width
  const keys = expanded === undefined ? node.keys : node.keys.map((k) => sourceOf(expanded, k))
  const grouped = new Set(keys.filter((k) => k !== undefined && isOwn(inputs.exprs[k])))
  const computes = inputs.exprs.some(
    (expr, i) => !grouped.has(i) && [...inputsOf(expr)].some((column) => column >= width),
  )
  const read = node.calls.flatMap(readColumns)
  return computes || read.some((column) => sourcesOf(expanded, column).some((source) => grouped.has(source)))
}

/** The columns below an Expand that may be what its column holds. */
function sourcesOf(expanded: LogicalExpand | undefined, column: number): readonly number[] {
  if (expanded === undefined) return [column]
  return [...new Set(expanded.projects.flatMap((exprs) => [...inputsOf(must(exprs[column]))]))]
}

/** The window TVF with the filter above it, which then drops rows before they open windows. */
function windowTableBelow(node: LogicalNode): LogicalWindowTableFunction | undefined {
  if (node.kind === 'WindowTableFunction') return node
  if (node.kind !== 'Filter' || node.input.kind !== 'WindowTableFunction') return undefined
  const table = node.input
  const width = table.input.columns.length
  if ([...inputsOf(node.condition)].some((i) => i >= width)) return undefined
  const input = filter(table.input, node.condition, node.span)
  return windowTableFunction(input, table.window, table.partitionBy, table.columns, table.span)
}

/**
 * LIKE is what Flink's planner would rather ask above the windows than below. It shows where windows overlap: there a
 * late row counts once for each of them.
 */
function picksByLike(node: LogicalNode): boolean {
  if (node.kind !== 'Filter' || node.input.kind !== 'WindowTableFunction') return false
  const parts = conjuncts(node.condition)
  const overlaps = node.input.window.kind === 'HOP'
  const picks = parts.some(isLike)
  if (overlaps && (picks ? parts.some(({ kind }) => kind !== 'call') : parts.some(hidesLike)))
    throw unsupported('LIKE beside other conditions over windows that overlap', node.span)
  return picks
}

/** LIKE '%' is none: it is TRUE. */
const isLike = (part: BoundExpr): boolean =>
  part.kind === 'call' && part.fn.name === 'LIKE' && !(part.args[1]?.kind === 'constant' && part.args[1].value === '%')

/** LIKE within what the planner may simplify to it. */
function hidesLike(part: BoundExpr): boolean {
  const isPlain = part.kind === 'call' || (part.kind === 'logic' && (part.op === 'OR' || part.args.some(isLike)))
  if (isPlain && !(part.kind === 'logic' && part.op === 'IS TRUE')) return false
  return holdsLike(part)
}

const holdsLike = (expr: BoundExpr): boolean => isLike(expr) || operandsOf(expr).some(holdsLike)

/** Sessions of a window TVF are per partition; grouped by anything else, they are ordinary columns. */
function groupsSessions(keys: readonly number[], windows: WindowProperties): boolean {
  if (windows.window.kind !== 'SESSION' || windows.window.grouped) return true
  const { starts, ends, times, partitionBy } = windows
  const others = new Set(keys.filter((key) => !starts.has(key) && !ends.has(key) && !times.has(key)))
  return others.size === partitionBy.length && partitionBy.every((column) => others.has(column))
}

/** Whether every grouping set has the window's bounds. */
function repeatsSessions(node: LogicalAggregate, expanded: LogicalExpand, inputs: LogicalProject): boolean {
  const windows = windowProperties(inputs)
  const sources = node.keys.map((key) => sourceOf(expanded, key)).filter((key) => key !== undefined)
  return windows !== undefined && holdsWindow(sources, windows)
}

function convert(
  node: LogicalAggregate,
  inputs: LogicalProject,
  table: LogicalWindowTableFunction,
  expanded: LogicalExpand | undefined,
): LogicalNode {
  const width = table.input.columns.length
  const propertyOf = (column: number): WindowProperty | undefined => {
    const source = expanded === undefined ? column : sourceOf(expanded, column)
    const expr = source === undefined ? undefined : inputs.exprs[source]
    return expr?.kind === 'input' && expr.index >= width ? PROPERTIES[expr.index - width] : undefined
  }
  const keys = node.keys.filter((k) => propertyOf(k) === undefined)
  const read = node.calls.flatMap(readColumns)
  const used = [...new Set([...keys, ...read, ...vainColumns(node)])]
  const input = expanded === undefined ? inputOf(inputs, table, used) : expandedInput(expanded, inputs, table, used)
  const place = (column: number): number => used.indexOf(column)
  const calls = node.calls.map((c) => ({
    ...c,
    args: c.args.map(place),
    ...(c.filter !== undefined && { filter: place(c.filter) }),
  }))
  const window = { ...table.window, time: used.length }
  const asked = PROPERTIES.filter((p) => node.keys.some((k) => propertyOf(k) === p))
  const properties = asked.map((property) => ({
    property,
    column: must(table.columns[width + PROPERTIES.indexOf(property)], 'window column'),
  }))
  const groups = windowAggregate(input, window, keys.map(place), calls, properties, node.span)
  const outputs = node.columns.map((_, i): BoundExpr => {
    const key = node.keys[i]
    if (key === undefined) return inputRef(groups, i - node.keys.length + keys.length, node.span)
    const property = propertyOf(key)
    if (property === undefined) return inputRef(groups, keys.indexOf(key), node.span)
    return inputRef(groups, keys.length + calls.length + asked.indexOf(property), node.span)
  })
  return project(
    groups,
    outputs,
    node.columns.map((c) => c.name),
    node.span,
  )
}

/** The columns `used` of the aggregation's input, computed below the windows, and the time column behind them. */
function inputOf(inputs: LogicalProject, table: LogicalWindowTableFunction, used: readonly number[]): LogicalProject {
  const exprs = used.map((i) => must(inputs.exprs[i], 'expression'))
  const width = table.input.columns.length
  if (exprs.some((e) => [...inputsOf(e)].some((i) => i >= width)))
    throw unsupported('aggregate over window_start, window_end or window_time', table.span)
  const time = inputRef(table.input, table.window.time, table.span)
  const names = used.map((i) => must(inputs.columns[i]).name)
  const timeName = must(table.input.columns[table.window.time]).name
  return project(table.input, [...exprs, time], [...names, timeName], inputs.span)
}

/** The column of the Expand's input that a column of its output hands on, if every list does so. */
function sourceOf(expanded: LogicalExpand, column: number): number | undefined {
  const sources = new Set(
    expanded.projects.map((exprs) => {
      const expr = exprs[column]
      return expr?.kind === 'input' ? expr.index : undefined
    }),
  )
  return sources.size === 1 ? [...sources][0] : undefined
}

/** Grouping sets: the rows are expanded before they are assigned to windows. */
function expandedInput(
  expanded: LogicalExpand,
  inputs: LogicalProject,
  table: LogicalWindowTableFunction,
  used: readonly number[],
): LogicalNode {
  const needed = new Set<number>()
  for (const exprs of expanded.projects) for (const i of used) inputsOf(must(exprs[i]), needed)
  const below = [...needed].sort((a, b) => a - b)
  const input = inputOf(inputs, table, below)
  const time = inputRef(input, below.length, table.span)
  const moved = expanded.projects.map((exprs) => [
    ...used.map((i): BoundExpr => {
      const expr = must(exprs[i])
      return expr.kind === 'input' ? { ...expr, index: below.indexOf(expr.index) } : expr
    }),
    time,
  ])
  const columns = [...used.map((i) => must(expanded.columns[i])), must(input.columns[below.length])]
  return expand(input, moved, columns, used.indexOf(expanded.expandId), expanded.span)
}
