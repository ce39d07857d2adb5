import { must } from '../../../base/assert.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { LogicalAggregate } from '../../logical/aggregate.ts'
import { attachedWindow } from '../../logical/attached-window.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { inputRef, project } from '../../logical/project.ts'
import { isTimeAttribute } from '../../logical/time-attribute.ts'
import { type WindowProperty, windowAggregate } from '../../logical/window-aggregate.ts'
import type { WindowColumns } from '../../logical/window-columns.ts'

/** GROUP BY window_start, window_end of rows that already are in windows: each result belongs to the same window. */
export function attachedWindowAggregate(node: LogicalAggregate, windows: WindowColumns): LogicalNode {
  const { input, keys, calls, span } = node
  const attached = attachedWindow(input)
  if (attached === undefined || attached.window.kind === 'SESSION')
    throw unsupported('window aggregation over windowed rows', span)
  const propertyOf = (key: number): WindowProperty | undefined => {
    if (windows.starts.has(key)) return 'window_start'
    if (windows.ends.has(key)) return 'window_end'
    return isTimeAttribute(input, key) ? 'window_time' : undefined
  }
  const others = keys.filter((key) => propertyOf(key) === undefined)
  const asked = (['window_start', 'window_end', 'window_time'] as const).flatMap((property) => {
    const position = keys.findIndex((key) => propertyOf(key) === property)
    return position < 0 ? [] : [{ property, column: must(node.columns[position]) }]
  })
  const time = must(keys.find((key) => windows.ends.has(key)))
  const { grouped: _, ...made } = attached.window
  const window = { ...made, time, attached: attached.timeType }
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
