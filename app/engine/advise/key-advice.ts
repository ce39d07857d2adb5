import type { Diagnostic } from '../../sql/diagnostic.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Sink, StreamNode } from '../stream/node.ts'
import { advice } from './advice.ts'
import { visitExpr } from './visit-expr.ts'

/** A key that comes out different each time it is computed: what it should replace stays. */
export function adviseOnKeys({ table, inputs, span }: Sink): readonly Diagnostic[] {
  const [input] = inputs
  if (table === undefined || input === undefined) return []
  return table.primaryKey.flatMap((column) => {
    const name = table.columns[column]?.name
    const index = input.columns.findIndex((_, at) => inputName(table, at) === name)
    const found = index < 0 ? undefined : chanceOf(input, index)
    if (found === undefined || name === undefined) return []
    return [advice('advice.chance-in-key', { function: found.name, column: name }, found.span ?? span)]
  })
}

/** A sink takes its physical columns, then its stored metadata. */
function inputName(table: NonNullable<Sink['table']>, at: number): string | undefined {
  const physical = table.columns.filter(({ form }) => form === 'physical')
  const stored = table.columns.filter(({ form, virtual }) => form === 'metadata' && !virtual)
  return [...physical, ...stored][at]?.name
}

interface Chance {
  readonly name: string
  readonly span?: BoundExpr['span']
}

/** The function without a fixed answer from which a column is computed. */
function chanceOf(node: StreamNode, index: number): Chance | undefined {
  const [input] = node.inputs
  switch (node.kind) {
    case 'Calc': {
      const expr = node.projections[index]
      return expr === undefined || input === undefined ? undefined : chanceIn(expr, input)
    }
    case 'GroupAggregate': {
      const key = node.keys[index]
      return key === undefined || input === undefined ? undefined : chanceOf(input, key)
    }
    case 'Union':
      return node.inputs.map((each) => chanceOf(each, index)).find((chance) => chance !== undefined)
    case 'ChangelogNormalize':
    case 'DropUpdateBefore':
    case 'WatermarkAssigner':
    case 'Rank':
    case 'OverAggregate':
      return input !== undefined && index < input.columns.length ? chanceOf(input, index) : undefined
    case 'Join':
    case 'IntervalJoin':
    case 'TemporalJoin': {
      const [left, right] = node.inputs
      const width = left?.columns.length ?? 0
      const side = index < width ? left : right
      return side === undefined ? undefined : chanceOf(side, index < width ? index : index - width)
    }
    default:
      return undefined
  }
}

function chanceIn(expr: BoundExpr, input: StreamNode): Chance | undefined {
  let found: Chance | undefined
  visitExpr(expr, (part) => {
    if (part.kind === 'input') found ??= chanceOf(input, part.index)
    else if (part.kind === 'call' && !part.fn.deterministic) found ??= { name: part.fn.name, span: part.span }
  })
  return found
}
