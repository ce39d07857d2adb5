import type { Span } from '../../../sql/span.ts'
import { BOOLEAN, notNull, nullable, withNullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { type BoundExpr, caseBranch, type LogicCall } from '../../expr/bound.ts'
import { turnedAround } from '../../expr/turned-around.ts'
import type { BindContext } from './context.ts'
import { expressionError } from './expression-error.ts'

/** AND, OR: NULL is possible when it is in an operand. Nested calls of the same kind become one. */
export function junction(op: 'AND' | 'OR', args: readonly BoundExpr[], span: Span): BoundExpr {
  const [first] = args
  if (args.length === 1 && first) return first
  const flat = args.flatMap((arg) => (arg.kind === 'logic' && arg.op === op ? arg.args : [arg]))
  return {
    kind: 'logic',
    op,
    args: flat,
    type: withNullable(
      BOOLEAN,
      args.some((arg) => arg.type.nullable),
    ),
    span,
  }
}

/** What is never NULL has an opposite of its own. */
const NEGATED_TEST: { readonly [op in LogicCall['op']]?: LogicCall['op'] } = {
  'IS TRUE': 'IS NOT TRUE',
  'IS NOT TRUE': 'IS TRUE',
  'IS FALSE': 'IS NOT FALSE',
  'IS NOT FALSE': 'IS FALSE',
}

export function negation(arg: BoundExpr, span: Span, context: BindContext): BoundExpr {
  if (arg.kind === 'logic' && (arg.op === 'AND' || arg.op === 'OR')) {
    const parts = arg.args.map((part) => negation(part, span, context))
    return junction(arg.op === 'AND' ? 'OR' : 'AND', parts, span)
  }
  const opposite = turnedAround(arg, (name) => context.lookup(name))
  if (opposite !== undefined) return { ...opposite, span }
  const test = arg.kind === 'logic' ? NEGATED_TEST[arg.op] : undefined
  if (arg.kind === 'logic' && test !== undefined) return { ...arg, op: test, span }
  return { kind: 'logic', op: 'NOT', args: [arg], type: withNullable(BOOLEAN, arg.type.nullable), span }
}

export const negatedIf = (not: boolean, arg: BoundExpr, span: Span, context: BindContext): BoundExpr =>
  not ? negation(arg, span, context) : arg

/** IS NULL, IS TRUE …: never NULL. */
export function isCheck(op: LogicCall['op'], arg: BoundExpr, span: Span): BoundExpr {
  return { kind: 'logic', op, args: [arg], type: notNull(BOOLEAN), span }
}

/** The first value that is not NULL. */
export function firstNotNull(args: readonly BoundExpr[], type: LogicalType, span: Span): BoundExpr {
  const otherwise = args.at(-1) as BoundExpr
  if (args.length === 1) return otherwise
  const branches = args.slice(0, -1).map((arg) => caseBranch(isCheck('IS NOT NULL', arg, arg.span), arg))
  return { kind: 'case', asFunction: true, branches, otherwise, type, span }
}

export function nullOf(type: LogicalType, span: Span): BoundExpr {
  return { kind: 'constant', value: null, type: nullable(type), span }
}

export const isBareNull = (expr: BoundExpr): boolean => expr.kind === 'constant' && expr.type.kind === 'NULL'

/** An operand that must be a condition. A bare NULL is none. */
export function requireBoolean(expr: BoundExpr): BoundExpr {
  if (isBareNull(expr)) throw expressionError('bind.illegal-null', expr.span)
  if (expr.type.kind !== 'BOOLEAN') throw expressionError('bind.expected-boolean', expr.span)
  return expr
}
