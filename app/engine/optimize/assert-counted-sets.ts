import { unsupported } from '../../sql/diagnostic.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'

/**
 * INTERSECT ALL and EXCEPT ALL count equal rows. Flink computes what stands above them before it counts, and looks
 * through them for keys; here that is refused. Throws SqlError.
 */
export function assertCountedSets(plan: LogicalNode): LogicalNode {
  const seen = new Set<LogicalNode>()
  const visit = (node: LogicalNode): void => {
    if (seen.has(node)) return
    seen.add(node)
    assertKeepsRows(node)
    for (const input of inputsOf(node)) visit(input)
  }
  visit(plan)
  return plan
}

function assertKeepsRows(node: LogicalNode): void {
  if (node.kind === 'Aggregate' && node.calls.length === 0 && countsRows(node.input))
    throw unsupported('DISTINCT over INTERSECT ALL or EXCEPT ALL', node.span)
  if (node.kind !== 'Project' || !countsRows(node.input)) return
  const read = new Set(node.exprs.map(plainColumn))
  const width = node.input.columns.length - 1
  const isWhole = Array.from({ length: width }, (_, i) => i).every((column) => read.has(column))
  if (read.has(undefined)) throw unsupported('a computed column over INTERSECT ALL or EXCEPT ALL', node.span)
  if (!isWhole) throw unsupported('INTERSECT ALL or EXCEPT ALL of which some columns are not read', node.span)
}

/** Whether these are the rows of an INTERSECT ALL or EXCEPT ALL. */
export const countsRows = (node: LogicalNode): boolean =>
  (node.kind === 'Correlate' && node.fn.kind === 'replicate') || (node.kind === 'Project' && countsRows(node.input))

function plainColumn(expr: BoundExpr): number | undefined {
  if (expr.kind === 'cast' && expr.mode === 'implicit') return plainColumn(expr.operand)
  return expr.kind === 'input' ? expr.index : undefined
}
