import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import { inputsOf } from '../logical/inputs.ts'
import type { LogicalNode } from '../logical/node.ts'
import type { LogicalTableScan } from '../logical/table-scan.ts'
import { calcProgram } from './calc-program.ts'

/**
 * The conditions that all readers of a source ask: of a source that is normalized once for several of them Flink puts these
 * into ChangelogNormalize, or below it, and each reader then has its own. Without any, all columns pass and nothing is asked.
 */
export function commonFilters(plan: LogicalNode): (scan: LogicalTableScan) => readonly BoundExpr[] {
  const asked = new Map<string, readonly BoundExpr[]>()
  const visit = (node: LogicalNode): void => {
    const { base, conditions } = calcProgram(node)
    const scan = base.kind === 'WatermarkAssigner' ? calcProgram(base.input).base : base
    if (scan.kind !== 'TableScan') {
      for (const input of inputsOf(base)) visit(input)
      return
    }
    const known = asked.get(keyOf(scan)) ?? conditions
    asked.set(
      keyOf(scan),
      known.filter((one) => conditions.some((other) => sameExpr(one, other))),
    )
  }
  visit(plan)
  return (scan) => asked.get(keyOf(scan)) ?? []
}

const keyOf = (scan: LogicalTableScan): string => scan.table.path.join('.')
