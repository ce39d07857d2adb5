import type { LogicalType } from '../../../types/logical-type.ts'
import { isCharacter } from '../../../types/type-family.ts'
import { sameIgnoringNullability } from '../../../types/type-text.ts'
import type { BoundExpr, Constant } from '../../expr/bound.ts'
import { foldConstants } from '../../expr/fold.ts'
import { inputsOf, mapInputs } from '../../logical/expressions.ts'
import { constantsIn, knownOf } from '../../logical/known.ts'
import { project } from '../../logical/project.ts'
import { countsRows } from '../assert-counted-sets.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { TruthSimplifier } from '../truth/truth-simplifier.ts'

/**
 * SELECT id … WHERE id = 3 selects the constant 3, and what is computed with it is computed now. It shows where `id` was a
 * key: a constant is none, so the sink no longer sees its key handed on; and where a column is then read no more. Not over
 * INTERSECT ALL and EXCEPT ALL: there Flink has moved the filter below before it looks.
 */
export const reduceProjectByPredicates: Rule = {
  name: 'ProjectReduceExpressionsRule',
  apply(node, context) {
    if (node.kind !== 'Project' || (node.input.kind === 'Filter' && countsRows(node.input.input))) return undefined
    const pinned = constantsIn(knownOf(node.input))
    if (pinned.size === 0) return undefined
    const exprs = node.exprs.map((expr) => reduced(expr, pinned, context))
    if (exprs.every((expr, i) => expr === node.exprs[i])) return undefined
    const names = node.columns.map((c) => c.name)
    return project(node.input, exprs, names, node.span)
  },
}

function reduced(expr: BoundExpr, pinned: ReadonlyMap<number, Constant>, context: RuleContext): BoundExpr {
  if (expr.kind === 'input') {
    const constant = pinned.get(expr.index)
    return constant === undefined ? expr : ofType(constant, expr.type)
  }
  if (![...inputsOf(expr)].some((column) => pinned.has(column))) return expr
  const read = mapInputs(expr, (ref) => pinned.get(ref.index) ?? ref)
  const folded = foldConstants(read, (e) => context.constant(e))
  const simplified = new TruthSimplifier(context).simplify(folded, 'UNKNOWN')
  return simplified.kind === 'constant' ? ofType(simplified, expr.type) : simplified
}

/** A literal of a type that it does not have is cast, and no literal to whoever looks from above. */
function ofType(constant: Constant, type: LogicalType): BoundExpr {
  if (isSafeLiteral(constant, type)) return { ...constant, type }
  if (sameIgnoringNullability(constant.type, type) && constant.type.nullable === type.nullable) return constant
  return { kind: 'cast', mode: 'implicit', operand: constant, type, span: constant.span }
}

/** A whole number or a text that a column without NULL equals is a literal of the column's type. */
const isSafeLiteral = ({ type }: Constant, wanted: LogicalType): boolean =>
  !wanted.nullable &&
  ((INTEGERS.has(type.kind) && INTEGERS.has(wanted.kind)) || (isCharacter(type) && wanted.kind === 'VARCHAR'))

const INTEGERS: ReadonlySet<LogicalType['kind']> = new Set(['TINYINT', 'SMALLINT', 'INT', 'BIGINT'])
