import { must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { LogicalAggregate } from '../../logical/aggregate.ts'
import { inputsOf } from '../../logical/expressions.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, type LogicalProject, project } from '../../logical/project.ts'
import { type WindowProperty, windowAggregate } from '../../logical/window-aggregate.ts'
import { windowColumns } from '../../logical/window-columns.ts'
import type { LogicalWindowTableFunction } from '../../logical/window-table-function.ts'
import type { Rule } from '../rule.ts'

const PROPERTIES: readonly WindowProperty[] = ['window_start', 'window_end', 'window_time']

/** GROUP BY window_start, window_end over a window TVF: one result per window, when its time has come. */
export const windowAggregateRule: Rule = {
  name: 'StreamPhysicalWindowAggregateRule',
  apply(node) {
    if (node.kind !== 'Aggregate' || node.sets.length !== 1) return undefined
    const windows = windowColumns(node.input)
    const groupsByWindow = node.keys.some((k) => windows.starts.has(k)) && node.keys.some((k) => windows.ends.has(k))
    if (!groupsByWindow) return undefined
    const below = node.input.kind === 'Project' ? node.input.input : undefined
    if (node.input.kind !== 'Project' || below?.kind !== 'WindowTableFunction')
      throw unsupported('window aggregation over windowed rows', node.span)
    return convert(node, node.input, below)
  },
}

function convert(node: LogicalAggregate, inputs: LogicalProject, table: LogicalWindowTableFunction): LogicalNode {
  if (table.window.kind === 'SESSION') throw unsupported('SESSION window aggregation', node.span)
  const width = table.input.columns.length
  const propertyOf = (key: number): WindowProperty | undefined => {
    const expr = inputs.exprs[key]
    return expr?.kind === 'input' && expr.index >= width ? PROPERTIES[expr.index - width] : undefined
  }
  const keys = node.keys.filter((k) => propertyOf(k) === undefined)
  const read = node.calls.flatMap((c) => (c.filter === undefined ? c.args : [...c.args, c.filter]))
  const used = [...new Set([...keys, ...read])]
  const exprs = used.map((i) => must(inputs.exprs[i], 'expression'))
  if (exprs.some((e) => [...inputsOf(e)].some((i) => i >= width)))
    throw unsupported('aggregate over window_start, window_end or window_time', node.span)
  const time = inputRef(table.input, table.window.time, node.span)
  const names = used.map((i) => must(inputs.columns[i]).name)
  const timeName = must(table.input.columns[table.window.time]).name
  const input = project(table.input, [...exprs, time], [...names, timeName], inputs.span)
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
