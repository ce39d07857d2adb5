import { unsupported } from '../../sql/diagnostic.ts'
import type { BoundExpr, ScalarCall } from '../expr/bound.ts'
import { operandsOf } from '../expr/operands.ts'
import type { StreamNode } from '../stream/node.ts'

/** Flink reads the watermark after it has sorted by time, here projections come before. Throws SqlError. */
export function refuseSortedWatermark(input: StreamNode): void {
  if (input.kind !== 'Calc') return
  for (const expr of input.projections) {
    const call = watermarkCall(expr)
    if (call !== undefined) throw unsupported('CURRENT_WATERMARK with ORDER BY a time attribute', call.span)
  }
}

function watermarkCall(expr: BoundExpr): ScalarCall | undefined {
  if (expr.kind === 'call' && expr.fn.name === 'CURRENT_WATERMARK') return expr
  for (const part of operandsOf(expr)) {
    const call = watermarkCall(part)
    if (call !== undefined) return call
  }
  return undefined
}
