import { SqlError, sqlError, unsupported } from '../../sql/diagnostic.ts'
import { CastFailure } from '../../types/cast/cast-failure.ts'
import { cutText } from '../../types/cast/text-cast.ts'
import { mergeExact } from '../../types/common-type.ts'
import { BOOLEAN, DOUBLE, notNull, nullable, withNullable } from '../../types/construct-type.ts'
import { isApproximate, isCharacter } from '../../types/type-family.ts'
import type { Value } from '../../types/value.ts'
import { RunFailure } from '../run-failure.ts'
import { madeBy } from './argument-of.ts'
import { type BoundExpr, type CaseCall, type Constant, caseBranch, type LogicCall, type ScalarCall } from './bound.ts'
import { brokenTimeText } from './broken-time.ts'
import { computedTime } from './computed-time.ts'
import { isConstantPart } from './constant-part.ts'
import { assertNeutralDigits } from './float-digits.ts'
import { asNeverNull, isNeverNullField } from './item-element.ts'
import { checkOfDistinction, knownCondition, simplifiedNullCheck } from './null-check.ts'
import { mapOperands, operandsOf } from './operands.ts'
import { hasCode, isPlannable } from './plannable.ts'
import { plannedDate } from './planned-date.ts'
import { sameToPlanner } from './planner-form.ts'
import { coverOf, rangedOperands, rangeOver } from './ranges.ts'
import { sameExpr } from './same-expr.ts'
import { unreadCall } from './unread-text.ts'
import { isNullOfNull, isWrittenNull, withWrittenNulls } from './written-null.ts'
import { sevenDigits, withWrittenNumbers, writtenNumber } from './written-number.ts'

type Evaluate = (expr: BoundExpr) => Value

/**
 * Flink's constant folding: the largest parts without columns become their value at plan time. A part
 * that is itself a division by zero is refused then; whatever else cannot be computed stays as it is
 * and fails when it runs. Throws SqlError of phase plan.
 */
export function foldConstants(expr: BoundExpr, constant: Evaluate): BoundExpr {
  if (expr.kind === 'constant') return expr
  if (expr.kind === 'call' && expr.fn.name === 'JSON') throw jsonOutsideOfJson(expr)
  const check = nullCheck(expr)
  if (check !== undefined) return foldConstants(check, constant)
  const fold = (part: BoundExpr): BoundExpr => foldConstants(part, constant)
  if (isConstantPart(expr)) return foldPart(expr, constant, fold)
  switch (expr.kind) {
    case 'input':
    case 'correlated':
      return expr
    case 'logic':
      return foldLogic(expr, fold)
    case 'case':
      return foldCase(expr, fold)
    case 'call':
      return foldCall(expr, fold, constant)
    case 'cast':
    case 'field':
      return { ...expr, operand: fold(expr.operand) }
  }
}

const nullCheck = (expr: BoundExpr): BoundExpr | undefined =>
  expr.kind === 'logic' ? simplifiedNullCheck(expr) : expr.kind === 'call' ? checkOfDistinction(expr) : undefined

const booleanConstant = (value: boolean, { span }: BoundExpr): Constant => ({
  kind: 'constant',
  value,
  type: notNull(BOOLEAN),
  span,
})

function foldPart(whole: BoundExpr, constant: Evaluate, fold: (part: BoundExpr) => BoundExpr): BoundExpr {
  assertNeutralDigits(whole, constant)
  const exact = withWrittenNumbers(withWrittenNulls(whole), constant)
  const expr = exact.kind === 'call' ? withLiterals(asWritten(exact), fold) : exact
  const isNull = (arg: BoundExpr): boolean => arg.kind === 'constant' && arg.value === null
  const isNullLate = (): boolean =>
    expr.kind === 'call' && expr.unplannable !== undefined && isNullOfNull(expr) && expr.args.map(fold).some(isNull)
  if (isWrittenNull(expr) || isNullLate()) return { kind: 'constant', value: null, type: expr.type, span: expr.span }
  if (expr.kind === 'case' && expr.asFunction !== true && hasStrayJson(expr)) return foldCase(expr, fold)
  assertJsonInJson(expr)
  // the planner looks at the fields of a row one by one
  for (const field of fieldsIn(expr)) fold(field)
  if (expr.kind === 'call' && expr.fn.name === '/') {
    const divisor = expr.args[1] && foldConstants(expr.args[1], constant)
    if (divisor?.kind === 'constant' && Number(divisor.value) === 0 && divisor.value !== null)
      throw divisionByZero(expr)
  }
  if (!isPlannable(expr) && (expr.kind !== 'case' || expr.asFunction !== true)) {
    const rest = foldAround(expr, fold)
    if (rest !== undefined) return rest
  }
  const value = evaluated(expr, constant)
  if (value.kind === 'constant') return value
  if (expr.kind === 'logic') return foldLogic(expr, fold)
  if (expr.kind !== 'case') return value
  return foldCase(expr, (part) => (part.kind === 'logic' ? fold(part) : part))
}

/** Calcite simplifies casts, comparisons, conditions and CASE over literals before anything is computed: some calls ask for literals, others who made their JSON. */
function withLiterals(expr: ScalarCall, fold: (part: BoundExpr) => BoundExpr): ScalarCall {
  const asks = ASK_FOR_LITERALS.has(expr.fn.name)
  if (!asks && !CONSTRUCTS_JSON.has(expr.fn.name)) return expr
  const simplified = (arg: BoundExpr): BoundExpr =>
    asks ? (isSimplified(arg) ? fold(arg) : arg) : arg.kind === 'case' ? foldInJson(arg, fold) : arg
  return { ...expr, args: expr.args.map(simplified) }
}

const ASK_FOR_LITERALS: ReadonlySet<string> = new Set(['LIKE', 'JSON_VALUE'])

const isSimplified = (expr: BoundExpr): boolean =>
  expr.kind !== 'field' &&
  (expr.kind !== 'call' || REFLEXIVE[expr.fn.name] !== undefined) &&
  operandsOf(expr).every(isSimplified)

function fieldsIn(expr: BoundExpr): readonly BoundExpr[] {
  switch (expr.kind) {
    case 'call':
      return expr.fn.name === 'ROW' ? expr.args : expr.args.flatMap(fieldsIn)
    case 'logic':
      return expr.args.flatMap(fieldsIn)
    case 'cast':
      return fieldsIn(expr.operand)
    default:
      return []
  }
}

/** Beside a decimal number a literal is compared for equality as it is written. */
function asWritten(expr: ScalarCall): ScalarCall {
  if (expr.fn.name !== '=' && expr.fn.name !== '<>') return expr
  const [left, right] = expr.args
  if (left?.type.kind !== 'DECIMAL' && right?.type.kind !== 'DECIMAL') return expr
  const isReal = expr.args.some((arg) => isApproximate(arg.type))
  const common = isReal ? DOUBLE : left && right && mergeExact(left.type, right.type)
  const args = expr.args.map((arg) => {
    const isRounded = arg.type.kind === 'FLOAT' || arg.type.kind === 'DECIMAL'
    return isRounded && common && writtenNumber(arg) ? { ...arg, type: withNullable(common, arg.type.nullable) } : arg
  })
  return { ...expr, args }
}

function foldCall(written: ScalarCall, fold: (part: BoundExpr) => BoundExpr, constant: Evaluate): BoundExpr {
  const expr = asWritten(written)
  const unread = unreadCall(expr, constant)
  if (unread !== undefined) return unread
  // A call that only exists to be refused says so now.
  if (expr.args.length === 0) expr.fn.implement({ args: [], type: expr.type })
  const inJson = CONSTRUCTS_JSON.has(expr.fn.name)
  const args = expr.args.map((arg) => (inJson || isOfJson(expr, arg) ? foldInJson(arg, fold) : fold(arg)))
  const check = nullCheck({ ...expr, args })
  if (check !== undefined) return fold(check)
  const [left, right] = args
  const isNull = (arg: BoundExpr | undefined): boolean => arg?.kind === 'constant' && arg.value === null
  if ((isNullOfNull(expr) && args.some(isNull)) || (expr.fn.name === 'ITEM' && isNull(right)))
    return { kind: 'constant', value: null, type: expr.type, span: expr.span }
  const reflexive = args.length === 2 ? REFLEXIVE[expr.fn.name] : undefined
  // a row that is made twice may differ from itself: in a field that is NULL
  const isMadeRow = left?.type.kind === 'ROW' && left.kind !== 'input'
  if (left && right && !isMadeRow && reflexive !== undefined && sameToPlanner(expr.fn.name, left, right)) {
    return fold(comparisonWithItself(left, reflexive, expr))
  }
  return { ...expr, args: expr.fn.name.endsWith('DISTINCT FROM') ? args.map(asNeverNull) : args }
}

/** JSON inside of JSON is known by the call that made it, so that call has to stay. */
function foldInJson(arg: BoundExpr, fold: (part: BoundExpr) => BoundExpr): BoundExpr {
  if (madeBy(arg)?.startsWith('JSON')) return arg
  const folded = arg.kind === 'case' && arg.asFunction !== true ? foldCase(arg, (part) => foldInJson(part, fold)) : arg
  return madeBy(folded)?.startsWith('JSON') ? folded : fold(folded)
}

const CONSTRUCTS_JSON: ReadonlySet<string> = new Set(['JSON_OBJECT', 'JSON_ARRAY'])

/** JSON_STRING takes JSON, but not JSON(). */
const isOfJson = ({ fn }: ScalarCall, arg: BoundExpr): boolean => fn.name === 'JSON_STRING' && madeBy(arg) !== 'JSON'

/** JSON() anywhere but in a constructor of JSON. */
function strayJson(expr: BoundExpr, inJson = false): ScalarCall | undefined {
  if (expr.kind === 'call' && expr.fn.name === 'JSON' && !inJson) return expr
  const isConstructor = expr.kind === 'call' && CONSTRUCTS_JSON.has(expr.fn.name)
  const isPassed = inJson && madeBy(expr) === 'JSON'
  for (const operand of operandsOf(expr)) {
    const stray = strayJson(operand, isConstructor || isPassed)
    if (stray !== undefined) return stray
  }
  return undefined
}

const hasStrayJson = (expr: BoundExpr): boolean => strayJson(expr) !== undefined

function assertJsonInJson(expr: BoundExpr): void {
  const stray = strayJson(expr)
  if (stray !== undefined) throw jsonOutsideOfJson(stray)
}

/** What `x op x` is where x is not NULL: Flink's planner knows without looking at x, so NaN equals NaN. */
const REFLEXIVE: Readonly<Record<string, boolean>> = {
  '=': true,
  '>=': true,
  '<=': true,
  '<>': false,
  '<': false,
  '>': false,
  'IS NOT DISTINCT FROM': true,
  'IS DISTINCT FROM': false,
}

/** Ranges of one column that leave out nothing are TRUE for all but NULL: for NaN too, which is in none of them. */
function foldRanges(expr: LogicCall): BoundExpr {
  for (const operand of rangedOperands(expr.args)) {
    const ranges = expr.args.flatMap((arg) => rangeOver(arg, operand) ?? [])
    const cover = coverOf(ranges)
    if (cover === 'gaps') continue
    if (cover === 'points')
      throw unsupported('comparisons of a FLOAT or DOUBLE that leave out single values', expr.span)
    const rest = expr.args.filter((arg) => rangeOver(arg, operand) === undefined)
    const known = comparisonWithItself(operand, true, expr)
    return rest.length === 0 || known.kind === 'constant' ? known : { ...expr, args: [known, ...rest] }
  }
  return expr
}

function comparisonWithItself(operand: BoundExpr, result: boolean, expr: ScalarCall | LogicCall): BoundExpr {
  const { span } = expr
  const value = booleanConstant(result, expr)
  if (!operand.type.nullable || !expr.type.nullable || isNeverNullField(operand)) return value
  const isNull: BoundExpr = { kind: 'logic', op: 'IS NULL', args: [operand], type: notNull(BOOLEAN), span }
  const unknown: Constant = { kind: 'constant', value: null, type: nullable(BOOLEAN), span }
  return { kind: 'case', branches: [caseBranch(isNull, unknown)], otherwise: value, type: expr.type, span }
}

function jsonOutsideOfJson(expr: BoundExpr): SqlError {
  const message =
    'The JSON() function is currently only supported inside JSON_ARRAY() or as the VALUE param of JSON_OBJECT().'
  return new SqlError({ code: 'bind.json', severity: 'error', message, span: expr.span, phase: 'plan' })
}

function divisionByZero(expr: ScalarCall): SqlError {
  return new SqlError({
    code: 'bind.division-by-zero',
    severity: 'error',
    message: 'Division by zero',
    span: expr.span,
    phase: 'plan',
  })
}

/** What Flink generated for the constant does not compile, or cannot be made. */
const BROKEN_CODE: ReadonlySet<string> = new Set(['CompileException', 'InstantiationException'])

const uncompilable = ({ message }: RunFailure, { span }: BoundExpr): SqlError =>
  new SqlError({ code: 'bind.uncompilable', severity: 'error', message, span, phase: 'plan' })

/** What Flink has no code for may be in a part that is gone before anyone looks into it. */
function foldAround(expr: BoundExpr, fold: (part: BoundExpr) => BoundExpr): BoundExpr | undefined {
  if (expr.kind === 'case') return foldCase(expr, fold)
  if (expr.kind === 'logic' && (expr.op === 'AND' || expr.op === 'OR')) return foldLogic(expr, fold)
  if (!hasCode(expr)) return undefined
  const inner = mapOperands(expr, fold)
  return isPlannable(inner) ? fold(inner) : undefined
}

function foldLogic(expr: LogicCall, fold: (part: BoundExpr) => BoundExpr): BoundExpr {
  if (expr.op !== 'AND' && expr.op !== 'OR') {
    const folded = { ...expr, args: expr.args.map(fold) }
    const check = nullCheck(folded)
    return check === undefined ? folded : fold(check)
  }
  const decided = expr.op === 'OR'
  const args: BoundExpr[] = []
  if (!isPlannable(expr) && expr.args.some((arg) => isPlannable(arg) && knownCondition(fold(arg)) === decided))
    return booleanConstant(decided, expr)
  for (const arg of expr.args) {
    const folded = fold(arg)
    const known = knownCondition(folded)
    if (known === decided) return { kind: 'constant', value: decided, type: expr.type, span: expr.span }
    if (known === undefined) args.push(folded)
  }
  const [only] = args
  if (!only) return { kind: 'constant', value: !decided, type: expr.type, span: expr.span }
  if (args.length === 1) return only
  return expr.op === 'OR' ? foldRanges({ ...expr, args }) : { ...expr, args }
}

/** Branches that cannot be reached are gone before anyone looks into them; IF and COALESCE are no CASE to the planner. */
function foldCase(expr: CaseCall, fold: (part: BoundExpr) => BoundExpr): BoundExpr {
  if (expr.asFunction === true) {
    const folded = expr.branches.map(({ when, then }) => caseBranch(fold(when), fold(then)))
    return { ...expr, branches: folded, otherwise: fold(expr.otherwise) }
  }
  const branches: CaseCall['branches'][number][] = []
  let otherwise: BoundExpr | undefined
  for (const branch of expr.branches) {
    const when = fold(branch.when)
    const known = knownCondition(when)
    if (known === true) {
      otherwise = fold(branch.then)
      break
    }
    if (known === undefined && when.kind !== 'constant') branches.push(caseBranch(when, fold(branch.then)))
  }
  otherwise ??= fold(expr.otherwise)
  dropLike(otherwise, branches)
  if (branches.length > 0) return { ...expr, branches, otherwise }
  if (otherwise.kind === 'constant') return { ...otherwise, type: expr.type }
  return expr.type.nullable ? otherwise : asNeverNull(otherwise)
}

/** The last branches that say what ELSE says are part of it. */
function dropLike(otherwise: BoundExpr, branches: CaseCall['branches'][number][]): void {
  for (let last = branches.at(-1); last !== undefined && sameExpr(last.then, otherwise); last = branches.at(-1))
    branches.pop()
}

function evaluated(expr: BoundExpr, constant: Evaluate): BoundExpr {
  try {
    const value = literalOf(constant(expr), expr)
    const broken = expr.type.kind === 'TIME' && value !== null ? brokenTimeText(value as number) : undefined
    if (broken !== undefined) throw sqlError('plan', 'bind.broken-time', `Invalid time format: [${broken}]`, expr.span)
    if (expr.type.kind === 'FLOAT' && value !== null && !Number.isFinite(value) && writtenNumber(expr) === undefined)
      throw sqlError('plan', 'bind.infinite', 'Infinite or NaN', expr.span)
    // what an equation reads of a text is no literal to the planner
    const isLiteral = expr.kind !== 'cast' || expr.unplanned !== true
    const kept = isLiteral ? plannedDate(value, expr.type, 'plan', expr.span) : value
    return { kind: 'constant', value: kept, type: expr.type, span: expr.span }
  } catch (failure) {
    if (failure instanceof RunFailure && BROKEN_CODE.has(failure.errorClass)) throw uncompilable(failure, expr)
    if (failure instanceof RunFailure || failure instanceof CastFailure) return expr
    throw failure
  }
}

/** A computed literal of a text has no more than its length (UPPER('straße') is 'STRASS'), of CHAR no less, one of type FLOAT seven digits. */
function literalOf(value: Value, expr: BoundExpr): Value {
  const { type, kind } = expr
  if (type.kind === 'CHAR' && typeof value === 'string') return cutText(value, type.length).padEnd(type.length)
  if (type.kind === 'VARCHAR' && typeof value === 'string') return cutText(value, type.length)
  const isComputed = kind === 'call' || (kind === 'cast' && isCharacter(expr.operand.type))
  if (type.kind === 'FLOAT' && isComputed && Number.isFinite(value)) return sevenDigits(value as number)
  if (type.kind === 'TIME' && kind === 'call' && value !== null) return computedTime(value as number, expr)
  return value
}
