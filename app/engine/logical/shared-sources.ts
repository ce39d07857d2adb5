import { inputsOf } from './inputs.ts'
import type { LogicalNode } from './node.ts'
import type { LogicalTableScan } from './table-scan.ts'

/**
 * Sources that Flink normalizes once for several readers of one query: then all columns pass
 * ChangelogNormalize and filters stay above it. A watermark operator in between keeps readers apart.
 */
export function sharedSources(plan: LogicalNode): (scan: LogicalTableScan) => boolean {
  const scans = new Map<string, number>()
  const visit = (node: LogicalNode): void => {
    if (node.kind === 'TableScan') scans.set(keyOf(node), (scans.get(keyOf(node)) ?? 0) + 1)
    for (const input of inputsOf(node)) visit(input)
  }
  visit(plan)
  return (scan) => {
    const { table } = scan
    const apart = table.watermark !== undefined && !table.watermarkPushDown
    return scan.normalized && !apart && (scans.get(keyOf(scan)) ?? 0) > 1
  }
}

const keyOf = (scan: LogicalTableScan): string => scan.table.path.join('.')
