import { sqlError, unsupported } from '../../sql/diagnostic.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'

/**
 * LEFT JOIN UNNEST makes columns nullable that are NOT NULL for the projection above it. Flink's planner stumbles
 * over that only where such a column comes out as it is, not in an expression or where nobody reads it.
 */
export function assertPadding(consumer: LogicalNode): void {
  if (consumer.kind === 'Filter' || consumer.kind === 'Aggregate') return
  for (const input of inputsOf(consumer)) {
    const column = strictColumns(input).find(({ index }) => comesOut(consumer, index))
    if (column === undefined) continue
    if (consumer.kind !== 'Project' && consumer.kind !== 'Sink')
      throw unsupported('LEFT JOIN UNNEST of NOT NULL columns below another operator', consumer.span)
    const message = `Type mismatch: ${column.name} is NOT NULL, yet LEFT JOIN makes it nullable`
    throw sqlError('plan', 'correlate', message, input.span)
  }
}

function comesOut(consumer: LogicalNode, index: number): boolean {
  return consumer.kind !== 'Project' || consumer.exprs.some((expr) => expr.kind === 'input' && expr.index === index)
}

function strictColumns(node: LogicalNode): readonly { readonly name: string; readonly index: number }[] {
  if (node.kind === 'Filter') return strictColumns(node.input)
  if (node.kind !== 'Correlate' || node.joinType !== 'LEFT') return []
  const width = node.input.columns.length
  return node.fnColumns.flatMap(({ name, type }, i) => (type.nullable ? [] : [{ name, index: width + i }]))
}
