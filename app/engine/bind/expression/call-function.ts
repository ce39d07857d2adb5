import { SqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { BIGINT, BOOLEAN, withNullable } from '../../../types/construct-type.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { isCharacter } from '../../../types/type-family.ts'
import { typeText } from '../../../types/type-text.ts'
import { argumentOf } from '../../expr/argument-of.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import type { CallClause, Inference, ScalarFunction } from '../../functions/declaration.ts'
import type { BindContext } from './context.ts'
import { expressionError } from './expression-error.ts'
import { argumentCast } from './implicit-cast.ts'
import { assertFiniteText } from './infinite-text.ts'
import { keepTime } from './keep-time.ts'

/** An operator or function that the binder itself needs, by its registered name. */
export function callFunction(name: string, args: readonly BoundExpr[], span: Span, context: BindContext): BoundExpr {
  const fn = context.lookup(name)
  if (fn?.kind !== 'scalar') throw unsupported(`'${name}'`, span)
  const call = callScalar(fn, args, span)
  if (call.kind === 'call') for (const arg of call.args) assertFiniteText(arg, context)
  return call
}

export function callScalar(
  fn: ScalarFunction,
  args: readonly BoundExpr[],
  span: Span,
  clauses?: readonly CallClause[],
): BoundExpr {
  if (fn.status === 'refused') throw unsupported(fn.name, span)
  if (SETS_APART.has(fn.name)) assertOneCharset(args, span)
  const answer = fn.infer(args.map(argumentOf), clauses)
  const late = answer.ok ? undefined : lateFailure(answer, fn, args, span)
  if (late) return late
  const inference = inferred(answer, fn.name, args, span)
  const cast = args.map((arg, i) => {
    const type = inference.casts?.[i]
    return type ? argumentCast(arg, type, inference.tries) : arg
  })
  const operands = args.map((arg) => arg.type)
  const type = KEEPS_TIME.has(fn.name) ? keepTime(inference.type, operands) : inference.type
  return { kind: 'call', fn, args: cast, type, span, ...(clauses ? { clauses } : {}) }
}

/** These take no texts of two character sets. */
const SETS_APART = new Set(['||', '=', '<>', '<', '<=', '>', '>=', 'LIKE', 'SIMILAR TO', 'ARRAY', 'MAP'])

function assertOneCharset(args: readonly BoundExpr[], span: Span): void {
  const sets = args
    .filter(({ type }) => isCharacter(type))
    .map((arg) => (arg.kind === 'constant' ? arg.charset : undefined))
  const other = sets.find((set) => set !== undefined)
  if (other !== undefined && sets.some((set) => set !== other)) throw expressionError('bind.charsets', span, { other })
}

/** A time attribute stays one under these. */
const KEEPS_TIME = new Set(['+', '-', 'FLOOR', 'CEIL', 'TIMESTAMPADD', 'GREATEST', 'LEAST'])

/** What Flink refuses only after it has told the schema, where the declaration knows that schema. */
function lateFailure(
  answer: Inference,
  fn: ScalarFunction,
  args: readonly BoundExpr[],
  span: Span,
): BoundExpr | undefined {
  if (answer.ok || answer.phase !== 'plan' || answer.unsupported !== undefined) return undefined
  const type = answer.type ?? lateType(fn.name, args)
  return type && { kind: 'call', fn, args, type, span, unplannable: callError(answer, fn.name, args, span) }
}

function lateType(name: string, args: readonly BoundExpr[]): LogicalType | undefined {
  const someNullable = args.some((arg) => arg.type.nullable)
  switch (name) {
    case 'LIKE':
    case 'SIMILAR TO':
      return withNullable(BOOLEAN, someNullable)
    case 'EXTRACT':
      return withNullable(BIGINT, someNullable)
    case '/':
      return args[0]?.type
    default:
      return undefined
  }
}

/** The inference, if the types fit. */
export function inferred(
  inference: Inference,
  name: string,
  args: readonly BoundExpr[],
  span: Span,
): Extract<Inference, { ok: true }> {
  if (inference.ok) return inference
  throw callError(inference, name, args, span)
}

function callError(
  refusal: Extract<Inference, { ok: false }>,
  name: string,
  args: readonly BoundExpr[],
  span: Span,
): SqlError {
  if (refusal.unsupported !== undefined) return unsupported(refusal.unsupported, span)
  return new SqlError({
    code: 'bind.call',
    severity: 'error',
    message: refusal.message,
    params: { name, types: typesText(args) },
    span,
    phase: refusal.phase,
  })
}

export const typesText = (args: readonly BoundExpr[]): string => args.map((arg) => typeText(arg.type)).join(', ')
