import { must } from '../../base/assert.ts'
import type { BoundExpr } from '../expr/bound.ts'
import { sameExpr } from '../expr/same-expr.ts'
import type { Column } from './column.ts'
import { conjuncts, inputsOf, isDeterministic } from './expressions.ts'
import type { LogicalJoin } from './join.ts'
import { type Known, knownOf, moved, NOTHING } from './known.ts'

/**
 * What is known of a side holds above the join unless the side is padded. Where rows come out in pairs alone, what is known
 * of a column holds for those that the condition says are equal to it.
 */
export function knownOfJoin(node: LogicalJoin): Known {
  const width = node.left.columns.length
  const columns = [...node.left.columns, ...node.right.columns]
  switch (node.joinType) {
    case 'LEFT':
    case 'ANTI':
      return knownOf(node.left)
    case 'RIGHT':
      return ofRight(node, columns)
    case 'FULL':
      return NOTHING
    case 'SEMI':
      return within(width, inferred(node, columns))
    case 'INNER': {
      const { predicates, constants } = inferred(node, columns)
      return { predicates: [...predicates, ...conjuncts(node.condition).filter(isDeterministic)], constants }
    }
  }
}

function ofRight({ left, right }: LogicalJoin, columns: readonly Column[]): Known {
  const width = left.columns.length
  const { predicates, constants } = knownOf(right)
  return {
    predicates: moved(predicates, new Map(right.columns.map((_, i) => [i, i + width])), columns),
    constants: new Map([...constants].map(([column, constant]) => [column + width, constant])),
  }
}

/** What speaks of the first columns alone. */
const within = (width: number, { predicates, constants }: Known): Known => ({
  predicates: predicates.filter((predicate) => [...inputsOf(predicate)].every((column) => column < width)),
  constants: new Map([...constants].filter(([column]) => column < width)),
})

/** What is known of the rows that come into a join, over the columns of both sides. */
export function knownOfSides(node: LogicalJoin): Known {
  const left = knownOf(node.left)
  const right = ofRight(node, [...node.left.columns, ...node.right.columns])
  return {
    predicates: [...left.predicates, ...right.predicates],
    constants: new Map([...left.constants, ...right.constants]),
  }
}

function inferred(node: LogicalJoin, columns: readonly Column[]): Known {
  const sides = knownOfSides(node)
  const predicates = [...sides.predicates]
  const constants = new Map(sides.constants)
  for (const [a, b] of equalColumns(node.condition)) {
    const swapped = new Map(columns.map((_, i) => [i, i === a ? b : i === b ? a : i]))
    for (const other of moved(predicates, swapped, columns))
      if (!predicates.some((known) => sameExpr(known, other))) predicates.push(other)
    const [ofA, ofB] = [constants.get(a), constants.get(b)]
    if (ofA === undefined && ofB !== undefined) constants.set(a, ofB)
    if (ofB === undefined && ofA !== undefined) constants.set(b, must(ofA))
  }
  return { predicates, constants }
}

function equalColumns(condition: BoundExpr): readonly (readonly [number, number])[] {
  return conjuncts(condition).flatMap((part) => {
    if (part.kind !== 'call' || part.fn.name !== '=') return []
    const [a, b] = part.args
    return a?.kind === 'input' && b?.kind === 'input' && a.index !== b.index ? [[a.index, b.index] as const] : []
  })
}
