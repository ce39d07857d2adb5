import { sqlError } from '../../../sql/diagnostic.ts'
import { isCharacter } from '../../../types/type-family.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { conjuncts, inputsOf } from '../../logical/expressions.ts'
import type { LogicalJoin } from '../../logical/join.ts'
import type { Rule } from '../rule.ts'

/** Looks at a join's condition again whenever one has been pushed into it. */
export const joinKeyTypes: Rule = {
  name: 'JoinConditionTypeCoerceRule',
  apply(node) {
    if (node.kind === 'Join') assertKeysCompare(node)
    return undefined
  },
}

/** A text is not read as a time to join by it. */
export function assertKeysCompare({ condition, left }: LogicalJoin): void {
  const width = left.columns.length
  for (const part of conjuncts(condition)) {
    const operands = comparedBy(part)
    const [a, b] = operands
    const read = operands.find((arg) => arg.kind === 'cast' && arg.unplanned && isCharacter(arg.operand.type))
    if (a === undefined || b === undefined || read === undefined) continue
    const sides = [a, b].map((side) => new Set([...inputsOf(side)].map((column) => column < width)))
    if (sides.some((side) => side.size !== 1) || sides[0]?.has(true) === sides[1]?.has(true)) continue
    const message = `implicit type conversion between VARCHAR and ${read.type.kind} is not supported on join's condition now`
    throw sqlError('plan', 'join-key-types', message, part.span)
  }
}

/** Of `a = b`, or of NOT (a <> b). */
function comparedBy(part: BoundExpr): readonly BoundExpr[] {
  if (part.kind === 'call' && part.fn.name === '=') return part.args
  const [negated] = part.kind === 'logic' && part.op === 'NOT' ? part.args : []
  return negated?.kind === 'call' && negated.fn.name === '<>' ? negated.args : []
}
