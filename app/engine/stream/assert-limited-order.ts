import { unsupported } from '../../sql/diagnostic.ts'
import type { Rank, Sink, StreamNode } from './node.ts'

/** Which VALUES of a union comes first differs from run to run in Flink: a LIMIT without an order shows it. Throws SqlError. */
export function assertLimitedOrder(sink: Sink): void {
  visit(sink)
}

function visit(node: StreamNode): void {
  if (node.kind === 'Rank' && isUnordered(node) && node.inputs.some((input) => valuesIn(input) > 1))
    throw unsupported('LIMIT over a union of VALUES', node.span)
  for (const input of node.inputs) visit(input)
}

/** An order by what is the same for all rows is none. */
function isUnordered({ orderBy, inputs }: Rank): boolean {
  const [input] = inputs
  return orderBy.every(({ index }) => input?.kind === 'Calc' && input.projections[index]?.kind === 'constant')
}

/** How many VALUES hand their rows on to here. */
function valuesIn(node: StreamNode): number {
  if (node.kind === 'Values') return 1
  if (node.kind !== 'Calc' && node.kind !== 'Union') return 0
  return node.inputs.reduce((sum, input) => sum + valuesIn(input), 0)
}
