import { must } from '../../../base/assert.ts'
import { BOOLEAN, notNull, nullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import type { BoundExpr, LogicCall } from '../../expr/bound.ts'
import { isConstantPart } from '../../expr/constant-part.ts'
import { foldConstants } from '../../expr/fold.ts'
import { knownCondition } from '../../expr/null-check.ts'
import { mapOperands, operandsOf } from '../../expr/operands.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import { conjunction, conjuncts } from '../../logical/expressions.ts'
import { isNeverTrue } from '../../logical/never-true.ts'
import type { Rule, RuleContext } from '../rule.ts'
import { simplifiedCondition } from '../truth/truth-simplifier.ts'

/**
 * A condition that has moved through a projection reads its constants, and beside others it may contradict them:
 * what can be known of it by then is computed.
 */
export const reduceCondition: Rule = {
  name: 'FilterReduceExpressionsRule',
  apply(node, context) {
    if (node.kind !== 'Filter' && node.kind !== 'Join') return undefined
    const { condition } = node
    if (condition.kind === 'constant') return undefined
    const parts = conjuncts(condition)
    const computed = parts.map((part) => (searchesNull(part, parts) ? part : folded(part, context)))
    const changed = computed.some((part, i) => part !== parts[i])
    const foldedCondition = changed ? must(conjunction(computed)) : condition
    const reduced = decided(simplifiedCondition(foldedCondition, context))
    return sameExpr(reduced, condition) ? undefined : Object.freeze({ ...node, condition: reduced })
  },
}

function folded(part: BoundExpr, context: RuleContext): BoundExpr {
  if (comparesNull(part)) return { kind: 'constant', value: null, type: nullable(BOOLEAN), span: part.span }
  if (part.kind === 'logic' && JUNCTIONS.has(part.op)) return mapOperands(part, (operand) => folded(operand, context))
  return holdsConstantPart(part) ? foldConstants(part, (e) => context.constant(e)) : part
}

/** A comparison with what an outer join pads. */
const comparesNull = (expr: BoundExpr): boolean =>
  expr.kind === 'call' && COMPARISONS.has(expr.fn.name) && expr.args.some(isNull)

const isNull = (expr: BoundExpr): boolean => expr.kind === 'constant' && expr.value === null

const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>='])

/**
 * Of comparisons of one column with several values Flink's planner makes a SEARCH, and does not look into it again when it
 * finds that it searches NULL.
 */
function searchesNull(part: BoundExpr, all: readonly BoundExpr[]): boolean {
  const compared = comparisonsIn(part)
  if (compared.length > 1) return compared.every(comparesNull) && areOfOneOperand(compared)
  const type = typeOfNull(part)
  return type !== undefined && all.some((other) => other !== part && typeOfNull(other) === type)
}

/** Of NULL beside literals, or of one column beside NULL. */
function areOfOneOperand(comparisons: readonly BoundExpr[]): boolean {
  const [first, ...others] = comparisons.map((part) => operandsOf(part).find((operand) => !isNull(operand)))
  const isSame = (other: BoundExpr | undefined): boolean =>
    first === undefined || other === undefined || first.kind === 'constant'
      ? first?.kind === other?.kind
      : sameExpr(first, other)
  return others.every(isSame)
}

const JUNCTIONS: ReadonlySet<LogicCall['op']> = new Set(['AND', 'OR', 'NOT'])

const comparisonsIn = (expr: BoundExpr): readonly BoundExpr[] =>
  expr.kind === 'logic' && JUNCTIONS.has(expr.op) ? expr.args.flatMap(comparisonsIn) : [expr]

/** Of NULL beside a literal. */
function typeOfNull(part: BoundExpr): LogicalType['kind'] | undefined {
  const [call] = comparisonsIn(part)
  if (call?.kind !== 'call' || !comparesNull(call) || call.args.some((arg) => arg.kind !== 'constant')) return undefined
  return call.args.find(isNull)?.type.kind
}

const holdsConstantPart = (expr: BoundExpr): boolean =>
  expr.kind !== 'constant' && (isConstantPart(expr) || operandsOf(expr).some(holdsConstantPart))

/** A condition that cannot be met is FALSE: an outer join then pads its rows at once. One that always holds is TRUE. */
export function decided(condition: BoundExpr): BoundExpr {
  const known = knownCondition(condition)
  const isTrue = known === true
  const isNegated = condition.kind === 'logic' && condition.op === 'NOT'
  if (!isTrue && !(isNegated && known === false) && !isNeverTrue(condition)) return condition
  return { kind: 'constant', value: isTrue, type: notNull(BOOLEAN), span: condition.span }
}
