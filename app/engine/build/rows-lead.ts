import type { BoundExpr } from '../expr/bound.ts'
import type { StreamNode } from '../stream/node.ts'

/**
 * Whether the watermark that a row causes is not ahead of its time in this column: the rows come as they are from a
 * table whose watermark is its row time or something before it.
 */
export function rowsLead(node: StreamNode, column: number): boolean {
  switch (node.kind) {
    case 'Calc': {
      const expr = node.projections[column]
      return expr?.kind === 'input' && node.inputs.every((input) => rowsLead(input, expr.index))
    }
    case 'Expand':
      return node.projects.every((exprs) => {
        const expr = exprs[column]
        return expr?.kind === 'input' && node.inputs.every((input) => rowsLead(input, expr.index))
      })
    case 'Union':
      return node.inputs.every((input) => rowsLead(input, column))
    case 'WatermarkAssigner':
      return node.column === column && (node.expr === undefined || isBehind(node.expr, column))
    case 'TableSourceScan':
      return node.watermark?.column === column && isBehind(node.watermark.expr, column)
    default:
      return false
  }
}

/** `ts`, or `ts - INTERVAL …`. */
function isBehind(expr: BoundExpr, column: number): boolean {
  if (expr.kind === 'input') return expr.index === column
  if (expr.kind !== 'call' || expr.fn.name !== '-') return false
  const [time, delay] = expr.args
  return time?.kind === 'input' && time.index === column && delay?.kind === 'constant' && Number(delay.value) >= 0
}
