import { must } from '../../../base/assert.ts'
import { BOOLEAN, notNull, withNullable } from '../../../types/construct-type.ts'
import { type BoundExpr, type CaseCall, caseBranch, type LogicCall, type ScalarCall } from '../../expr/bound.ts'
import { asNeverNull } from '../../expr/item-element.ts'
import { mapOperands } from '../../expr/operands.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import { turnedAround } from '../../expr/turned-around.ts'
import { isNeverTrue } from '../../logical/never-true.ts'
import { comparedIn } from '../../logical/search-form.ts'
import type { RuleContext } from '../rule.ts'
import { asJunctions, movedIntoCase } from './boolean-case.ts'
import { withoutNeedlessChecks } from './needless-checks.ts'
import { sameButForOrder } from './same-but-for-order.ts'
import { inPlannedOrder } from './term-order.ts'
import { NEGATED, type UnknownAs } from './unknown-as.ts'
import { withoutKnown } from './without-known.ts'

/**
 * Conditions as Calcite's RexSimplify leaves them, as far as a row can tell: NOT and IS FALSE move down to comparisons,
 * which they turn around (it shows where one is NaN), and terms change places (it shows where one fails). Gives the same
 * object where nothing changes.
 */
export class TruthSimplifier {
  readonly #context: RuleContext
  /** Whether checks for NULL move to the front of OR. */
  readonly #movesChecks: boolean

  constructor(context: RuleContext, movesChecks = true) {
    this.#context = context
    this.#movesChecks = movesChecks
  }

  simplify(expr: BoundExpr, unknownAs: UnknownAs): BoundExpr {
    switch (expr.kind) {
      case 'input':
      case 'constant':
      case 'correlated':
        return expr
      case 'logic':
        return this.#logic(expr, unknownAs)
      case 'case':
        return expr.asFunction === true ? this.#operands(expr) : this.#case(expr, unknownAs)
      case 'call':
        return this.#call(expr, unknownAs)
      case 'cast':
      case 'field':
        return this.#operands(expr)
    }
  }

  #operands(expr: BoundExpr): BoundExpr {
    const mapped = mapOperands(expr, (operand) => this.simplify(operand, 'UNKNOWN'))
    return sameButForOrder(mapped, expr) ? expr : mapped
  }

  #logic(expr: LogicCall, unknownAs: UnknownAs): BoundExpr {
    const [operand] = expr.args
    switch (expr.op) {
      case 'AND':
      case 'OR':
        return this.#junction(expr, expr.op, unknownAs)
      case 'NOT':
        return operand === undefined ? expr : this.#not(expr, operand, unknownAs)
      case 'IS NULL':
      case 'IS NOT NULL':
        return this.#operands(expr)
      default:
        return operand === undefined ? expr : this.#truthTest(expr, operand, unknownAs)
    }
  }

  #junction(expr: LogicCall, op: 'AND' | 'OR', unknownAs: UnknownAs): BoundExpr {
    const simplified = this.#terms(expr, op, unknownAs)
    const terms = simplified.flatMap((arg) => (arg.kind === 'logic' && arg.op === op ? arg.args : [arg]))
    if (op === 'OR' && terms.some(isTrue)) return known(true, expr)
    const said = op === 'AND' && unknownAs === 'FALSE' ? withoutNeedlessChecks(terms) : terms
    const ordered = inPlannedOrder(op, said, unknownAs, this.#movesChecks)
    const isSame = ordered.length === expr.args.length && ordered.every((term, i) => term === expr.args[i])
    if (ordered.length === 1) return must(ordered[0])
    const joined = isSame ? expr : junction(op, ordered, expr)
    const isEither = unknownAs === 'FALSE' || !joined.type.nullable
    return isEither && isNeverTrue(joined) ? known(false, expr) : joined
  }

  /** The terms, each simplified. Of what must hold together, other terms need not ask what comparisons with literals say. */
  #terms({ args }: LogicCall, op: 'AND' | 'OR', unknownAs: UnknownAs): readonly BoundExpr[] {
    const terms = args.map((arg) => this.simplify(arg, unknownAs))
    if (unknownAs !== 'FALSE') return terms
    if (op === 'OR')
      return terms.some(isUntrue) && !terms.every(isUntrue) ? terms.filter((term) => !isUntrue(term)) : terms
    const comparisons = terms.filter((term) => term.kind === 'call' && comparedIn(term) !== undefined)
    if (comparisons.length === 0 || comparisons.length === terms.length) return terms
    return terms.map((term) => {
      if (comparisons.includes(term)) return term
      const left = withoutKnown(term, comparisons, this.#context)
      return sameExpr(left, term) ? term : this.simplify(left, unknownAs)
    })
  }

  #not(expr: LogicCall, operand: BoundExpr, unknownAs: UnknownAs): BoundExpr {
    if (!operand.type.nullable && isNeverTrue(operand)) return known(true, expr)
    const opposite = this.#opposite(operand)
    if (opposite !== undefined) return this.simplify(opposite, unknownAs)
    const simplified = this.simplify(operand, NEGATED[unknownAs])
    return simplified === operand ? expr : (this.#opposite(simplified) ?? { ...expr, args: [simplified] })
  }

  /** The negation of what need not be negated; undefined where NOT has to stand before it. */
  #opposite(expr: BoundExpr): BoundExpr | undefined {
    if (expr.kind === 'constant' && typeof expr.value === 'boolean') return { ...expr, value: !expr.value }
    if (expr.kind === 'case' && expr.asFunction !== true) {
      const branches = expr.branches.map((branch) => caseBranch(branch.when, not(branch.then)))
      return { ...expr, branches, otherwise: not(expr.otherwise) }
    }
    if (expr.kind === 'call') {
      const plain = truthCompared(expr)
      return plain === undefined ? turnedAround(expr, (name) => this.#context.lookup(name)) : not(plain)
    }
    if (expr.kind !== 'logic') return undefined
    if (expr.op === 'NOT') return expr.args[0]
    if (expr.op === 'AND' || expr.op === 'OR')
      return junction(expr.op === 'AND' ? 'OR' : 'AND', expr.args.map(not), expr)
    const op = NEGATED_TEST[expr.op]
    // a check of what is never NULL is known as it stands
    const isKnown = op?.endsWith('NULL') === true && expr.args[0]?.type.nullable === false
    return op && !isKnown ? { ...expr, op } : undefined
  }

  #truthTest(expr: LogicCall, tested: BoundExpr, unknownAs: UnknownAs): BoundExpr {
    const operand = asNeverNull(tested)
    const isNegative = expr.op === 'IS FALSE' || expr.op === 'IS NOT TRUE'
    const unknown = expr.op === 'IS TRUE' || expr.op === 'IS FALSE' ? 'FALSE' : 'TRUE'
    if (unknown === unknownAs || !operand.type.nullable)
      return this.simplify(isNegative ? not(operand) : operand, unknownAs)
    if (isNegative && operand.kind === 'logic' && operand.op === 'NOT') {
      const op = expr.op === 'IS FALSE' ? 'IS TRUE' : 'IS NOT FALSE'
      return this.simplify({ ...expr, op, args: operand.args }, 'UNKNOWN')
    }
    const simplified = this.simplify(operand, isNegative ? 'UNKNOWN' : unknown)
    if (simplified === operand) return expr
    return !isNegative && !simplified.type.nullable ? simplified : { ...expr, args: [simplified] }
  }

  #call(expr: ScalarCall, unknownAs: UnknownAs): BoundExpr {
    const other = truthCompared(expr) ?? movedIntoCase(expr)
    return other === undefined ? this.#operands(expr) : this.simplify(other, unknownAs)
  }

  #case(expr: CaseCall, unknownAs: UnknownAs): BoundExpr {
    const as = expr.type.kind === 'BOOLEAN' ? unknownAs : 'UNKNOWN'
    const branches = expr.branches.map(({ when, then: value }) =>
      caseBranch(this.simplify(when, 'FALSE'), this.simplify(value, as)),
    )
    const all = { ...expr, branches, otherwise: this.simplify(expr.otherwise, as) }
    const simplified = sameButForOrder(all, expr) ? expr : all
    if (expr.type.kind === 'BOOLEAN' && unknownAs === 'FALSE' && isNeverTrue(simplified)) return known(false, expr)
    const junctions = asJunctions(simplified)
    return junctions === undefined ? simplified : this.simplify(junctions, unknownAs)
  }
}

/** x = TRUE is x, x = FALSE is NOT x. */
function truthCompared({ fn, args }: ScalarCall): BoundExpr | undefined {
  const literal = args.find((arg) => arg.kind === 'constant')
  const operand = args.find((arg) => arg !== literal)
  if (args.length !== 2 || operand?.type.kind !== 'BOOLEAN') return undefined
  if (literal?.kind !== 'constant' || typeof literal.value !== 'boolean') return undefined
  const sign = literal === args[0] ? (MIRRORED[fn.name] ?? fn.name) : fn.name
  if (SAYS_ITSELF[String(literal.value)]?.includes(sign)) return operand
  return SAYS_OPPOSITE[String(literal.value)]?.includes(sign) ? not(operand) : undefined
}

const isTrue = (expr: BoundExpr): boolean => expr.kind === 'constant' && expr.value === true

/** FALSE, or NULL where that counts as it. */
const isUntrue = (expr: BoundExpr): boolean => expr.kind === 'constant' && expr.value !== true

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }
const SAYS_ITSELF: Readonly<Record<string, readonly string[]>> = { true: ['=', '>='], false: ['<>', '>'] }
const SAYS_OPPOSITE: Readonly<Record<string, readonly string[]>> = { true: ['<>', '<'], false: ['=', '<='] }

const NEGATED_TEST: { readonly [op in LogicCall['op']]?: LogicCall['op'] } = {
  'IS NULL': 'IS NOT NULL',
  'IS NOT NULL': 'IS NULL',
  'IS TRUE': 'IS NOT TRUE',
  'IS NOT TRUE': 'IS TRUE',
  'IS FALSE': 'IS NOT FALSE',
  'IS NOT FALSE': 'IS FALSE',
}

function not(expr: BoundExpr): BoundExpr {
  if (expr.kind === 'logic' && expr.op === 'NOT' && expr.args[0] !== undefined) return expr.args[0]
  return { kind: 'logic', op: 'NOT', args: [expr], type: withNullable(BOOLEAN, expr.type.nullable), span: expr.span }
}

function junction(op: 'AND' | 'OR', args: readonly BoundExpr[], { span }: BoundExpr): BoundExpr {
  const isNullable = args.some((arg) => arg.type.nullable)
  return { kind: 'logic', op, args, type: withNullable(BOOLEAN, isNullable), span }
}

const known = (value: boolean, { span }: BoundExpr): BoundExpr => ({
  kind: 'constant',
  value,
  type: notNull(BOOLEAN),
  span,
})

/** The condition of a filter or a join. Checks for NULL change places in it only together with more than that. */
export function simplifiedCondition(condition: BoundExpr, context: RuleContext): BoundExpr {
  const simplified = new TruthSimplifier(context).simplify(condition, 'FALSE')
  if (simplified === condition || !sameButForOrder(simplified, condition)) return simplified
  return new TruthSimplifier(context, false).simplify(condition, 'FALSE')
}
