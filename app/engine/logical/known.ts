import { must } from '../../base/assert.ts'
import { sameIgnoringNullability } from '../../types/type-text.ts'
import type { BoundExpr, Constant } from '../expr/bound.ts'
import type { Column } from './column.ts'
import { conjunction, conjuncts, inputsOf, isDeterministic, mapInputs } from './expressions.ts'
import { knownOfJoin } from './known-of-join.ts'
import { literalsOf } from './literals-of.ts'
import type { LogicalNode } from './node.ts'

/** What Flink's planner knows of all rows of a node without looking at them (Calcite's RelMdPredicates). */
export interface Known {
  /** What filters ask of them, and what follows where columns are joined. */
  readonly predicates: readonly BoundExpr[]
  /** The columns for which a projection says a literal. */
  readonly constants: ReadonlyMap<number, Constant>
}

export const NOTHING: Known = { predicates: [], constants: new Map() }

export function knownOf(node: LogicalNode): Known {
  switch (node.kind) {
    case 'Filter': {
      const { predicates, constants } = knownOf(node.input)
      return { predicates: [...predicates, ...conjuncts(node.condition).filter(isDeterministic)], constants }
    }
    case 'Project': {
      const columns = node.exprs.map((expr) => (expr.kind === 'input' ? expr.index : -1))
      const below = knownAt(columns, knownOf(node.input), node.columns)
      const own = node.exprs.flatMap((expr, i) => {
        const literal = literalOf(expr)
        return literal === undefined ? [] : [[i, literal] as const]
      })
      return { ...below, constants: new Map([...below.constants, ...own]) }
    }
    case 'Aggregate':
      return node.sets.length > 1 ? NOTHING : knownAt(node.keys, knownOf(node.input), node.columns)
    case 'WatermarkAssigner':
      return knownOf(node.input)
    case 'Join':
      return knownOfJoin(node)
    default:
      return NOTHING
  }
}

/** The columns that have one value: a constant that a projection says, or what filters leave. */
export function constantsIn({ predicates, constants }: Known): ReadonlyMap<number, Constant> {
  const asked = conjunction(predicates)
  return asked === undefined ? constants : new Map([...constants, ...literalsOf(asked)])
}

/** Into a cast the planner does not look, but NULL is a literal of any type. */
function literalOf(expr: BoundExpr): Constant | undefined {
  if (expr.kind === 'constant') return expr
  const isNull = expr.kind === 'cast' && expr.operand.kind === 'constant' && expr.operand.value === null
  return isNull ? { kind: 'constant', value: null, type: expr.type, span: expr.span } : undefined
}

/** Of a node that takes these columns from the one below, in this order; -1 stands for others. */
function knownAt(taken: readonly number[], below: Known, columns: readonly Column[]): Known {
  const places = new Map<number, number>()
  for (const [place, column] of taken.entries()) if (!places.has(column)) places.set(column, place)
  return {
    predicates: moved(below.predicates, places, columns),
    constants: new Map(
      taken.flatMap((column, place) => {
        const constant = below.constants.get(column)
        return constant === undefined ? [] : [[place, constant] as const]
      }),
    ),
  }
}

/** The predicates that read nothing but these columns, over the columns to which they have moved. */
export function moved(
  predicates: readonly BoundExpr[],
  places: ReadonlyMap<number, number>,
  columns: readonly Column[],
): readonly BoundExpr[] {
  return predicates
    .filter((predicate) => {
      const read = [...inputsOf(predicate)]
      return read.length > 0 && read.every((column) => places.has(column))
    })
    .map((predicate) =>
      mapInputs(predicate, (ref) => {
        const index = must(places.get(ref.index))
        const { type } = must(columns[index])
        return sameIgnoringNullability(ref.type, type) ? { ...ref, index, type } : { ...ref, index }
      }),
    )
}
