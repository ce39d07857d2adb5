import { must } from '../../../base/assert.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { inputsOf, mapInputs } from '../../logical/expressions.ts'
import type { JoinType } from '../../logical/join.ts'
import { splitCondition } from '../../logical/join-condition.ts'
import type { LogicalNode } from '../../logical/node.ts'
import { searchForms } from '../../logical/search-form.ts'

export interface SideFilters {
  readonly left: readonly BoundExpr[]
  readonly right: readonly BoundExpr[]
}

interface Sides {
  readonly left: LogicalNode
  readonly right: LogicalNode
}

/**
 * Filters on their way into a join that read nothing but keys of one side: with `a = b` they hold for the keys of the
 * other side too, and Flink filters both (FlinkFilterJoinRule). What stands below a side already is not looked at. `parts`
 * are over the columns of both sides, `keys` is the condition that names the keys; the filters come out over the columns of
 * their side.
 */
export function filtersOfOtherSide(
  parts: readonly BoundExpr[],
  keys: BoundExpr,
  joinType: JoinType,
  { left, right }: Sides,
): SideFilters {
  if (!CARRYING.has(joinType)) return { left: [], right: [] }
  const width = left.columns.length
  const { pairs } = splitCondition(keys, width)
  const toRight = new Map(pairs.map((pair) => [pair.left, pair.right]))
  const toLeft = new Map(pairs.map((pair) => [pair.right + width, pair.left]))
  const suitable = joinType === 'INNER' ? parts : comparisonsWithLiterals(parts)
  return { left: moved(suitable, toLeft, left), right: moved(suitable, toRight, right) }
}

const CARRYING: ReadonlySet<JoinType> = new Set(['INNER', 'LEFT', 'RIGHT'])

function comparisonsWithLiterals(parts: readonly BoundExpr[]): readonly BoundExpr[] {
  const forms = searchForms('AND', parts)
  return parts.filter(
    (part) =>
      part.kind === 'call' &&
      COMPARISONS.has(part.fn.name) &&
      part.args.some((arg) => arg.kind === 'constant') &&
      forms.get(part) !== 'search',
  )
}

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])

function moved(parts: readonly BoundExpr[], columns: ReadonlyMap<number, number>, to: LogicalNode): BoundExpr[] {
  return parts
    .filter((part) => {
      const read = [...inputsOf(part)]
      return read.length > 0 && read.every((column) => columns.has(column))
    })
    .map((part) =>
      mapInputs(part, (ref) => {
        const index = must(columns.get(ref.index))
        return { ...ref, index, type: must(to.columns[index]).type }
      }),
    )
}
