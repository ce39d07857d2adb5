import { must } from '../../../base/assert.ts'
import { sqlError } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { LogicalAggregate } from '../../logical/aggregate.ts'
import type { Column } from '../../logical/column.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, project } from '../../logical/project.ts'
import { type WindowProperty, windowAggregate } from '../../logical/window-aggregate.ts'
import type { WindowProperties } from '../../logical/window-properties.ts'

/** GROUP BY window_start, window_end of rows that already are in windows: each result belongs to the same window. */
export function attachedWindowAggregate(node: LogicalAggregate, windows: WindowProperties): LogicalNode {
  const { input, keys, calls, span } = node
  const propertyOf = (key: number): WindowProperty | undefined => {
    if (windows.starts.has(key)) return 'window_start'
    if (windows.ends.has(key)) return 'window_end'
    return windows.times.has(key) ? 'window_time' : undefined
  }
  const others = keys.filter((key) => propertyOf(key) === undefined)
  const asked = (['window_start', 'window_end', 'window_time'] as const).flatMap((property) => {
    const position = keys.findIndex((key) => propertyOf(key) === property)
    return position < 0 ? [] : [{ property, column: must(node.columns[position]) }]
  })
  const start = must(keys.find((key) => windows.starts.has(key)))
  const time = must(keys.find((key) => windows.ends.has(key)))
  assertNotPadded(input.columns[start], input.columns[time], node)
  const window = { ...windows.window, start, time, attached: windows.timeType }
  const groups = windowAggregate(input, window, others, calls, asked, span)
  const outputs = node.columns.map((_column, i): BoundExpr => {
    const key = keys[i]
    if (key === undefined) return inputRef(groups, i - keys.length + others.length, span)
    const property = propertyOf(key)
    if (property === undefined) return inputRef(groups, others.indexOf(key), span)
    return inputRef(groups, others.length + calls.length + asked.findIndex((a) => a.property === property), span)
  })
  return project(
    groups,
    outputs,
    node.columns.map((c) => c.name),
    span,
  )
}

/** The window of a side that an outer join pads may be NULL, which a window aggregation's columns cannot be. */
function assertNotPadded(start: Column | undefined, end: Column | undefined, { span }: LogicalAggregate): void {
  if (!start?.type.nullable && !end?.type.nullable) return
  throw sqlError('plan', 'window-nullable', 'Type mismatch: the window columns may be NULL here', span)
}
