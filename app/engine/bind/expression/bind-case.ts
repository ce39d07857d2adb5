import { assert, must } from '../../../base/assert.ts'
import type { CallExpr, CaseExpr, Expr } from '../../../sql/ast.ts'
import { SqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { BOOLEAN, notNull, nullable } from '../../../types/construct-type.ts'
import { leastRestrictive } from '../../../types/least-restrictive.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { timeAmongNumbers } from '../../../types/time-among-numbers.ts'
import { isBinary, isCharacter, isDatetime, isInterval, isNumeric } from '../../../types/type-family.ts'
import { typeText } from '../../../types/type-text.ts'
import { argumentOf } from '../../expr/argument-of.ts'
import { type BoundExpr, caseBranch } from '../../expr/bound.ts'
import { isConstantPart } from '../../expr/constant-part.ts'
import { isNeverNullField } from '../../expr/item-element.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import type { Binder } from './binder.ts'
import { callFunction, inferred } from './call-function.ts'
import { expressionError } from './expression-error.ts'
import { argumentCast, implicitCast } from './implicit-cast.ts'
import { keepTime } from './keep-time.ts'
import { firstNotNull, isBareNull, nullOf, requireBoolean } from './logic.ts'
import { planFailure } from './plan-failure.ts'
import { withoutLostDigits } from './written-timestamp.ts'

export function bindCase(expr: CaseExpr, binder: Binder): BoundExpr {
  const { span } = expr
  const operand = expr.operand ? binder.bind(expr.operand) : undefined
  const conditions = expr.whens.map(({ when }) => {
    const bound = binder.bind(when)
    if (!operand) return isBareNull(bound) ? nullOf(BOOLEAN, when.span) : requireBoolean(bound)
    return callFunction('=', [operand, bound], when.span, binder.context)
  })
  const results = expr.whens.map((branch) => binder.bind(branch.then))
  const otherwise = expr.otherwise ? binder.bind(expr.otherwise) : undefined
  const all = otherwise ? [...results, otherwise] : results
  const types = all.map((result, i) => (isGuarded(conditions[i], result) ? notNull(result.type) : result.type))
  const found = leastRestrictive(types) ?? timeAmongNumbers(types)
  if (!found) {
    if (all.every(({ type }) => type.kind === 'MAP')) throw unsupported('CASE of maps of different types', span)
    throw expressionError('bind.mixed-case', span)
  }
  if (found.kind === 'NULL') throw expressionError('bind.null-case', span)
  const marked = keepTime(
    found,
    all.map((result) => result.type),
  )
  const type = otherwise ? marked : nullable(marked)
  const isTaken = takenBranches(conditions)
  const typed = all.map((result, i) => castToTime(result, type, isTaken[i] === true))
  const branches = conditions.map((condition, i) => caseBranch(condition, typed[i] as BoundExpr))
  return {
    kind: 'case',
    branches,
    otherwise: otherwise ? must(typed.at(-1), 'ELSE') : nullOf(type, span),
    type,
    span,
  }
}

/** Of the branches and ELSE, which may be taken by what is written. */
function takenBranches(conditions: readonly BoundExpr[]): readonly boolean[] {
  const isAlways = conditions.map((when) => when.kind === 'constant' && when.value === true)
  const end = isAlways.indexOf(true)
  const isNever = conditions.map((when) => when.kind === 'constant' && when.value !== true)
  return [...isNever, false].map((never, i) => !never && (end < 0 || i <= end))
}

/** Flink refuses a number or an interval as a time when it plans, but drops first what is never taken. */
function castToTime(result: BoundExpr, type: LogicalType, isTaken: boolean): BoundExpr {
  const isCastable = !isDatetime(type) || !(isNumeric(result.type) || isInterval(result.type))
  if (isCastable || (result.kind === 'constant' && result.value === null)) return implicitCast(result, type)
  if (!isTaken) return nullOf(type, result.span)
  const params = { from: typeText(result.type), to: typeText(type) }
  const message = `Unsupported cast from '${params.from}' to '${params.to}'.`
  const phase = isConstantPart(result) ? 'parse' : 'plan'
  const failure = new SqlError({ code: 'bind.cast', severity: 'error', message, params, span: result.span, phase })
  if (phase === 'parse') throw failure
  return planFailure(failure, type, result.span)
}

/** WHEN x IS NOT NULL THEN x: not NULL there. */
function isGuarded(condition: BoundExpr | undefined, result: BoundExpr): boolean {
  if (condition?.kind !== 'logic' || condition.op !== 'IS NOT NULL') return false
  const [tested] = condition.args
  return tested !== undefined && sameExpr(tested, result)
}

type LazyForm = (args: readonly BoundExpr[], span: Span, binder: Binder) => BoundExpr

/** Functions whose types, and for the most part evaluation, are CASE's. */
const LAZY_FORMS: Readonly<Record<string, LazyForm>> = {
  COALESCE: bindCoalesce,
  IFNULL: bindIfNull,
  IF: bindIf,
  NULLIF: bindNullIf,
}

/** COALESCE, IF and the like as CASE; undefined for any other function. */
export function bindLazyForm(call: CallExpr, name: string, binder: Binder): BoundExpr | undefined {
  const form = Object.hasOwn(LAZY_FORMS, name) ? LAZY_FORMS[name] : undefined
  return form?.(
    call.args.map((arg: Expr) => binder.bind(arg)),
    call.span,
    binder,
  )
}

function exactly(count: number, name: string, args: readonly BoundExpr[], span: Span): readonly BoundExpr[] {
  if (args.length !== count) throw expressionError('bind.argument-count', span, { name })
  return args
}

/** As the function's declaration types it; a time attribute stays one where all `results` are. */
function typeOfCall(
  name: string,
  args: readonly BoundExpr[],
  results: readonly BoundExpr[],
  span: Span,
  binder: Binder,
): LogicalType {
  const fn = binder.context.lookup(name)
  assert(fn?.kind === 'scalar', `${name} is a function`)
  const { type } = inferred(fn.infer(args.map(argumentOf)), name, args, span)
  return keepTime(
    type,
    results.map((result) => result.type),
  )
}

/** `least`: how many arguments Flink looks into, needed or not. */
function bindCoalesce(args: readonly BoundExpr[], span: Span, binder: Binder, least = 0): BoundExpr {
  const type = typeOfCall('COALESCE', args, args, span, binder)
  const typed = args.map((arg) => argumentCast(arg, type))
  const end = typed.findIndex((arg) => !arg.type.nullable)
  const needed = end < 0 ? typed : typed.slice(0, Math.max(end + 1, least))
  const reachable = needed.length === 1 ? needed.map((only) => withoutLostDigits(only, type)) : needed
  const fn = binder.context.lookup('COALESCE')
  // IFNULL finds a NULL that has come into a column that is NOT NULL
  const isOrdinary = reachable.every(isPlain) && (least === 0 || (end !== 0 && !reachable.some(isNeverNullField)))
  if (reachable.length < 2 || isOrdinary || fn?.kind !== 'scalar') return firstNotNull(reachable, type, span)
  return { kind: 'call', fn, args: reachable, type, span }
}

/** Flink evaluates all arguments of COALESCE: only those that cannot fail may as well be left out. */
function isPlain(expr: BoundExpr): boolean {
  if (expr.kind === 'field') return isPlain(expr.operand)
  return expr.kind === 'input' || expr.kind === 'constant'
}

/** A text that cannot be NULL is the answer in its own type; other types are made common first. */
function bindIfNull(args: readonly BoundExpr[], span: Span, binder: Binder): BoundExpr {
  const [value] = exactly(2, 'IFNULL', args, span)
  const answer = bindCoalesce(args, span, binder, args.length)
  if (!value || value.type.nullable || !(isCharacter(value.type) || isBinary(value.type))) return answer
  return answer.kind === 'call' ? { ...answer, args, type: value.type } : value
}

function bindIf(args: readonly BoundExpr[], span: Span, binder: Binder): BoundExpr {
  const [condition, yes, no] = exactly(3, 'IF', args, span) as [BoundExpr, BoundExpr, BoundExpr]
  const bareNull = args.find((arg) => isBareNull(arg))
  if (bareNull) throw expressionError('bind.illegal-null', bareNull.span)
  const type = typeOfCall('IF', args, [yes, no], span, binder)
  return {
    kind: 'case',
    asFunction: true,
    branches: [caseBranch(condition, unplannedCast(yes, type))],
    otherwise: unplannedCast(no, type),
    type,
    span,
  }
}

/** The cast of what the generated code of IF finds. */
function unplannedCast(expr: BoundExpr, type: LogicalType): BoundExpr {
  const cast = implicitCast(expr, type)
  return cast.kind === 'cast' && cast !== expr ? { ...cast, unplanned: true } : cast
}

/** NULLIF(a, b): a's own type, whatever b is. */
function bindNullIf(args: readonly BoundExpr[], span: Span, binder: Binder): BoundExpr {
  const [value, other] = exactly(2, 'NULLIF', args, span) as [BoundExpr, BoundExpr]
  if (isBareNull(value)) throw expressionError('bind.null-case', value.span)
  const type = nullable(value.type)
  const same = callFunction('=', [value, other], span, binder.context)
  return { kind: 'case', branches: [caseBranch(same, nullOf(type, span))], otherwise: value, type, span }
}
