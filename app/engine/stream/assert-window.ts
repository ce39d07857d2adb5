import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { withoutTime } from '../../types/construct-type.ts'
import { typeText } from '../../types/type-text.ts'
import { isTimeAttribute } from '../logical/time-attribute.ts'
import type { LogicalWindowAggregate } from '../logical/window-aggregate.ts'
import type { LogicalWindowTableFunction } from '../logical/window-table-function.ts'

/** What Flink's planner asks of a window: a time attribute, and sizes that fit each other. Throws SqlError. */
export function assertWindow(node: LogicalWindowTableFunction | LogicalWindowAggregate): void {
  const { window, input, span } = node
  const refuse = (message: string) => sqlError('plan', 'window', message, span)
  if (window.aligned) throw refuse(`${window.kind} window with alignment is not supported yet.`)
  const column = input.columns[window.time]
  if (window.attached !== undefined) return
  if (!isTimeAttribute(input, window.time)) {
    const type = column === undefined ? '' : typeText(withoutTime(column.type))
    throw refuse(`The window function requires the timecol is a time attribute type, but is ${type}.`)
  }
  const { kind, size, slide = size, offset, gap } = window
  if (window.computed) throw refuse('Only constant window descriptors are supported.')
  if ([size, slide, offset, gap].includes(Number.NaN))
    throw refuse(
      'Window aggregate only support SECOND, MINUTE, HOUR, DAY as the time unit. MONTH and YEAR time unit are not supported yet.',
    )
  if (kind === 'SESSION') {
    if ((gap ?? 0) <= 0)
      throw refuse(`SESSION table function based aggregate requires gap to be positive, but got ${gap} ms.`)
    return
  }
  if (size <= 0 || slide <= 0) {
    const what = kind === 'TUMBLE' ? `size to be positive, but got ${size} ms` : `sizes to be positive`
    throw refuse(`${kind} table function based aggregate requires ${what}.`)
  }
  const isProctime = column !== undefined && 'time' in column.type && column.type.time === 'proctime'
  if (kind === 'HOP' && slide > size && isProctime && node.kind === 'WindowTableFunction')
    throw unsupported('HOP over processing time that leaves gaps', span)
  if (kind === 'CUMULATE' && size % slide !== 0) {
    const sizes = `maxSize ${size} ms and step ${slide} ms`
    throw refuse(
      `CUMULATE table function based aggregate requires maxSize must be an integral multiple of step, but got ${sizes}.`,
    )
  }
  if (kind === 'HOP' && node.kind === 'WindowAggregate' && !window.grouped && size % slide !== 0) {
    const sizes = `size ${size} ms and slide ${slide} ms`
    throw refuse(
      `HOP table function based aggregate requires size must be an integral multiple of slide, but got ${sizes}`,
    )
  }
  if (kind === 'TUMBLE' && Math.abs(offset) >= size) {
    const values = `size ${size} ms and offset ${offset} ms`
    throw refuse(`TUMBLE table function parameters must satisfy abs(offset) < size, but got ${values}.`)
  }
}
