import { must } from '../../base/assert.ts'
import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import type { LogicalRank } from '../logical/rank.ts'
import { isRowtime, type WindowProperties } from '../logical/window-properties.ts'
import { makeNode } from './make-node.ts'
import type { StreamNode } from './node.ts'
import { timeOrder } from './over-to-stream.ts'

/** A ranking within each window; one row by time alone is a deduplication. Throws SqlError for what Flink refuses. */
export function windowRankToStream(node: LogicalRank, windows: WindowProperties, input: StreamNode): StreamNode {
  const { ranking, orderBy, range, numbered, columns, span } = node
  const refuse = (message: string) => sqlError('plan', 'window-rank', message, span)
  const [first, second] = orderBy
  const order = first !== undefined && second === undefined ? timeOrder(node.input, first.index) : 'other'
  const isTop1 = 'start' in range && range.start === 1 && range.end === 1
  const { misread } = range
  const shared = {
    inputs: [input],
    ...windowOf(node, windows, input),
    timeType: windows.timeType,
    ...(misread === undefined ? {} : { misread }),
    columns,
    span,
  }
  if (first !== undefined && isTop1 && !numbered && order !== 'other' && ranking === 'ROW_NUMBER') {
    if (!isRowtime(windows) || order === 'proctime')
      throw refuse('Processing time Window Deduplication is not supported yet.')
    return makeNode({ kind: 'WindowDeduplicate', ...shared, time: first.index, keepLast: first.descending })
  }
  if (!isRowtime(windows)) throw refuse('Processing time Window TopN is not supported yet.')
  if (ranking !== 'ROW_NUMBER')
    throw refuse(`${ranking}() function is not supported on Window TopN currently, only ROW_NUMBER() is supported.`)
  if ('endColumn' in range) {
    const column = must(input.columns[range.endColumn]).name
    throw refuse(`Rank strategy rankEnd=${column} is not supported on window rank currently.`)
  }
  const { start, end } = range
  return makeNode({ kind: 'WindowRank', ...shared, orderBy, start, end, numbered })
}

/** The window's end, and by what else the rows are parted. */
function windowOf({ partitionBy, span }: LogicalRank, { starts, ends, times }: WindowProperties, input: StreamNode) {
  const windowEnd = must(partitionBy.find((column) => ends.has(column)))
  const isWindow = (column: number): boolean => starts.has(column) || ends.has(column) || times.has(column)
  // Flink takes a missing window for one of 1970, more or less
  if (partitionBy.some((column) => isWindow(column) && input.columns[column]?.type.nullable))
    throw unsupported('a ranking in windows that an outer join may pad', span)
  return { windowEnd, partitionBy: partitionBy.filter((column) => !isWindow(column)) }
}
