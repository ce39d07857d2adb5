import type { StreamNode, StreamPlan, TableSourceScan } from '../stream/node.ts'

/**
 * Sources of which columns are left out with no Calc to do it: Flink's connectors deliver all of them, and a projection of
 * its own stands above. What that one reads of a column that is NOT NULL has no NULL.
 */
export function narrowedSources(plan: StreamPlan): ReadonlySet<StreamNode> {
  const narrowed = new Set<StreamNode>()
  const passed = new Set<StreamNode>()
  for (const node of [...plan.nodes].reverse()) {
    const hands = node.kind === 'WatermarkAssigner' || node.kind === 'DropUpdateBefore'
    if (node.kind === 'Calc' || (hands && !passed.has(node))) continue
    for (const input of node.inputs) passed.add(input)
    if (node.kind === 'TableSourceScan' && passed.has(node) && !readsWhole(node)) narrowed.add(node)
  }
  return narrowed
}

/** All physical columns, in their order. */
const readsWhole = ({ table, fields }: TableSourceScan): boolean =>
  fields.length >= table.columns.filter((c) => c.form === 'physical').length && fields.every((field, i) => field === i)
