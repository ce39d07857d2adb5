import { must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { aggregate, type LogicalAggregate } from '../../logical/aggregate.ts'
import { expand, type LogicalExpand } from '../../logical/expand.ts'
import { inputsOf } from '../../logical/expressions.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, type LogicalProject, project } from '../../logical/project.ts'
import { type LogicalWindowTableFunction, windowTableFunction } from '../../logical/window-table-function.ts'

/**
 * Grouping sets over sessions: Flink repeats the rows before it makes the sessions, so that a set which leaves
 * out the partition's column has sessions across all partitions. The groups then are ordinary, updating ones.
 */
export function sessionGroupingSets(
  node: LogicalAggregate,
  expanded: LogicalExpand,
  inputs: LogicalProject,
  table: LogicalWindowTableFunction,
): LogicalNode {
  const width = table.input.columns.length
  const isOwn = (column: number): boolean => {
    const expr = inputs.exprs[column]
    return expr?.kind === 'input' && expr.index >= width
  }
  const readsOwn = inputs.exprs.some((expr, i) => !isOwn(i) && [...inputsOf(expr)].some((column) => column >= width))
  const below = inputs.exprs.map((_, i) => i).filter((i) => !isOwn(i))
  const kept = expanded.columns.map((_, i) => i).filter((i) => ownSource(expanded, i, isOwn) === undefined)
  const partitionBy = table.partitionBy.map((column) => {
    const source = inputs.exprs.findIndex((e) => e.kind === 'input' && e.index === column)
    return kept.indexOf(source)
  })
  const grouped = partitionBy.every((i) => i >= 0 && node.keys.includes(must(kept[i])))
  if (readsOwn || !grouped) throw unsupported('SESSION window aggregation with these grouping sets', node.span)

  const time = inputRef(table.input, table.window.time, table.span)
  const rows = project(
    table.input,
    [...below.map((i) => must(inputs.exprs[i])), time],
    [...below.map((i) => must(inputs.columns[i]).name), must(table.input.columns[table.window.time]).name],
    inputs.span,
  )
  const timeColumn = inputRef(rows, below.length, table.span)
  const place = (expr: BoundExpr): BoundExpr =>
    expr.kind === 'input' ? { ...expr, index: below.indexOf(expr.index) } : expr
  const projects = expanded.projects.map((exprs) => [...kept.map((i) => place(must(exprs[i]))), timeColumn])
  const columns = [...kept.map((i) => must(expanded.columns[i])), must(rows.columns[below.length])]
  const repeated = expand(rows, projects, columns, kept.indexOf(expanded.expandId), expanded.span)
  const windows = windowTableFunction(
    repeated,
    { ...table.window, time: kept.length },
    partitionBy,
    [...columns, ...table.columns.slice(width)],
    table.span,
  )
  const exprs = expanded.columns.map((_, i) => {
    const own = ownSource(expanded, i, isOwn)
    if (own === undefined) return inputRef(windows, kept.indexOf(i), expanded.span)
    const expr = inputs.exprs[own]
    const property = expr?.kind === 'input' ? expr.index - width : 0
    return inputRef(windows, columns.length + property, expanded.span)
  })
  const names = expanded.columns.map((c) => c.name)
  return aggregate(project(windows, exprs, names, expanded.span), node.keys, node.calls, node.span)
}

/** The window column of the input that a column of the Expand hands on in every set. */
function ownSource(expanded: LogicalExpand, column: number, isOwn: (column: number) => boolean): number | undefined {
  const [first] = expanded.projects
  const expr = first?.[column]
  return expr?.kind === 'input' && isOwn(expr.index) ? expr.index : undefined
}
