import type { BinaryExpr, Expr, InExpr, IsExpr, LikeExpr, RowExpr, UnaryExpr } from '../../../sql/ast.ts'
import { unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import { BOOLEAN, char, notNull } from '../../../types/construct-type.ts'
import { leastRestrictive } from '../../../types/least-restrictive.ts'
import type { LogicalType } from '../../../types/logical-type.ts'
import { timeAmongNumbers } from '../../../types/time-among-numbers.ts'
import { isCharacter, isDatetime, isInterval, isNumeric } from '../../../types/type-family.ts'
import type { BoundExpr } from '../../expr/bound.ts'
import { knownCondition } from '../../expr/null-check.ts'
import { sameExpr } from '../../expr/same-expr.ts'
import { inputsOf } from '../../logical/expressions.ts'
import { timesAmongOthers } from '../mixed-columns.ts'
import { intervalType } from './bind-interval.ts'
import { bindLiteral, bindNegativeNumber, constant } from './bind-literal.ts'
import type { Binder } from './binder.ts'
import { callFunction, typesText } from './call-function.ts'
import { datetimeDifference } from './datetime-difference.ts'
import { expressionError } from './expression-error.ts'
import { implicitCast } from './implicit-cast.ts'
import { isBareNull, isCheck, junction, negatedIf, negation } from './logic.ts'
import { planFailure } from './plan-failure.ts'

const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '||'])

export function bindUnary(expr: UnaryExpr, binder: Binder): BoundExpr {
  const { operand, span } = expr
  if (expr.op === 'NOT') return negation(booleanOperand('NOT', binder.bind(operand)), span, binder.context)
  if (operand.kind === 'literal' && operand.type === 'number') {
    return expr.op === '-' ? bindNegativeNumber(operand, span) : bindLiteral(operand)
  }
  const bound = binder.bind(operand)
  if (isBareNull(bound)) throw expressionError('bind.illegal-null', operand.span)
  if (expr.op === '-') return callFunction('-', [bound], span, binder.context)
  if (isNumeric(bound.type) || isInterval(bound.type)) return bound
  throw expressionError('bind.operands', span, { name: '+', types: typesText([bound]) })
}

function booleanOperand(name: string, operand: BoundExpr): BoundExpr {
  if (isBareNull(operand)) throw expressionError('bind.illegal-null', operand.span)
  if (operand.type.kind === 'BOOLEAN') return operand
  throw expressionError('bind.operands', operand.span, { name, types: typesText([operand]) })
}

export function bindBinary(expr: BinaryExpr, binder: Binder): BoundExpr {
  const { op, span } = expr
  if (op === 'OVERLAPS') return bindOverlaps(expr, binder)
  if (expr.left.kind === 'row' && expr.right.kind === 'row' && op === '=') {
    return bindRowEquality(expr, expr.left, expr.right, binder)
  }
  const args = [binder.bind(expr.left), binder.bind(expr.right)]
  if (op === 'AND' || op === 'OR')
    return junction(
      op,
      args.map((arg) => booleanOperand(op, arg)),
      span,
    )
  if (expr.interval) return datetimeDifference(args, intervalType(expr.interval), span)
  const bareNull = args.find((arg) => isBareNull(arg))
  if (bareNull && ARITHMETIC.has(op)) throw expressionError('bind.illegal-null', bareNull.span)
  return callFunction(op === '!=' ? '<>' : op, args, span, binder.context)
}

/** (a, b) = (c, d) is a = c AND b = d. */
function bindRowEquality(expr: BinaryExpr, left: RowExpr, right: RowExpr, binder: Binder): BoundExpr {
  if (left.items.length !== right.items.length) throw expressionError('bind.row-width', expr.span)
  const equal = left.items.map((item, i) => {
    const args = [binder.bind(item), binder.bind(right.items[i] as Expr)]
    return callFunction('=', args, expr.span, binder.context)
  })
  return junction('AND', equal, expr.span)
}

/** (start, end or duration) OVERLAPS (start, end or duration) */
function bindOverlaps(expr: BinaryExpr, binder: Binder): BoundExpr {
  const items = (side: Expr): readonly Expr[] => (side.kind === 'row' ? side.items : [side])
  const args = [...items(expr.left), ...items(expr.right)].map((item) => binder.bind(item))
  return callFunction('OVERLAPS', args, expr.span, binder.context)
}

const TRUTH_TESTS = {
  TRUE: ['IS TRUE', 'IS NOT TRUE'],
  FALSE: ['IS FALSE', 'IS NOT FALSE'],
  UNKNOWN: ['IS NULL', 'IS NOT NULL'],
} as const

function truthTest(expr: IsExpr, test: keyof typeof TRUTH_TESTS, operand: BoundExpr): BoundExpr {
  const isNegated = test !== 'UNKNOWN' && (test === 'TRUE') === expr.not
  const known = isNegated && !operand.type.nullable ? knownCondition(operand) : undefined
  if (known !== undefined) return constant(!known, notNull(BOOLEAN), expr.span)
  return isCheck(TRUTH_TESTS[test][expr.not ? 1 : 0], operand, expr.span)
}

/** `(NOT x) IS FALSE` is `x IS TRUE` before the planner looks into x; `IS TRUE` and `IS NOT FALSE` keep the negation. */
function withoutNegation(expr: IsExpr): IsExpr {
  const turns = expr.not ? expr.test === 'TRUE' : expr.test === 'FALSE'
  const operand = turns ? negatedBy(expr.operand) : undefined
  return operand === undefined ? expr : { ...expr, test: expr.not ? 'FALSE' : 'TRUE', operand }
}

function negatedBy(expr: Expr): Expr | undefined {
  if (expr.kind === 'unary' && expr.op === 'NOT') return expr.operand
  const isNegated = (expr.kind === 'between' || expr.kind === 'like') && expr.not
  return isNegated ? { ...expr, not: false } : undefined
}

/** That a value is not NULL Flink often sees before it finds that it cannot be made of times and others. */
function assertKnownMix(expr: Expr, binder: Binder): void {
  const types = mixedParts(expr).map((part) => binder.bind(part).type)
  if (types.some(isDatetime) && types.some((type) => isNumeric(type) || isInterval(type)))
    throw unsupported('IS NULL of times and others in one value', expr.span)
}

function mixedParts(expr: Expr): readonly Expr[] {
  if (expr.kind === 'collection') return expr.items ?? []
  if (expr.kind !== 'case') return []
  return [...expr.whens.map((branch) => branch.then), ...(expr.otherwise ? [expr.otherwise] : [])]
}

export function bindIs(written: IsExpr, binder: Binder): BoundExpr {
  const expr = withoutNegation(written)
  const { test, not, span } = expr
  if (test === 'NULL') assertKnownMix(expr.operand, binder)
  const operand = binder.bind(expr.operand)
  switch (test) {
    case 'NULL':
      return isCheck(not ? 'IS NOT NULL' : 'IS NULL', operand, span)
    case 'TRUE':
    case 'FALSE':
    case 'UNKNOWN':
      return truthTest(expr, test, booleanOperand(`IS ${test}`, operand))
    case 'DISTINCT FROM': {
      const other = expr.other ? binder.bind(expr.other) : operand
      return callFunction(not ? 'IS NOT DISTINCT FROM' : 'IS DISTINCT FROM', [operand, other], span, binder.context)
    }
    default: {
      const what = test.slice('JSON '.length) || 'VALUE'
      const kind = constant(what, char(what.length), span)
      return negatedIf(not, callFunction('IS JSON', [operand, kind], span, binder.context), span, binder.context)
    }
  }
}

/** `x IN (a, b)` is `x = a OR x = b`; rows are compared column by column. */
export function bindIn(expr: InExpr, binder: Binder): BoundExpr {
  const { span } = expr
  const list = expr.list ?? []
  const left = rowItems(expr.operand)
  const operands = left.map((item) => binder.bind(item))
  const rows = list.map((item) => {
    const items = left.length > 1 ? rowItems(item) : [item]
    if (items.length !== left.length) throw expressionError('bind.row-width', item.span)
    return items.map((part) => withoutCharset(binder.bind(part)))
  })
  const members = rows.flat()
  if (operands.length === 1 && members.some(isBareNull)) assertOneFamily([...operands, ...members], span)
  if (operands.length === 1 && operands.every(({ type }) => isDatetime(type)) && isUntimely(members)) {
    if (members.some((member) => operands.some((operand) => !operand.type.nullable && sameExpr(operand, member))))
      throw unsupported('IN of a time that is in the list, beside numbers', span)
    const late = expressionError('bind.mixed-in', span, {}, 'plan')
    return planFailure(late, BOOLEAN, span)
  }
  operands.forEach((operand, i) => {
    const types = rows.map((row) => (row[i] as BoundExpr).type)
    const type = leastRestrictive(types)
    // a NULL is compared with whatever has a type at all
    const isNull = operand.kind === 'constant' && operand.value === null
    if (isNull && type?.kind === 'ROW') throw unsupported('NULL IN rows', span)
    if (isBareNull(operand) && type?.kind === 'NULL') throw expressionError('bind.mixed-in', span)
    if (isBareNull(operand) && (type ?? timeAmongNumbers(types))) return
    if (!type && isCharacter(operand.type)) throw unsupported('IN of a text and values of several types', span)
    if (!type || !comparable(operand.type, type, binder)) throw expressionError('bind.mixed-in', span)
    if (isInterval(operand.type) && isCharacter(type)) throw unsupported('IN of an interval and texts', span)
  })
  const equal = (values: readonly BoundExpr[]): BoundExpr =>
    junction(
      'AND',
      values.map((value, i) => {
        const operand = operands[i] as BoundExpr
        return callFunction('=', [operand, inTypeOf(operand, value)], value.span, binder.context)
      }),
      span,
    )
  return negatedIf(expr.not, junction('OR', rows.map(equal), span), span, binder.context)
}

/** In a list texts of all character sets meet. */
const withoutCharset = (value: BoundExpr): BoundExpr =>
  value.kind === 'constant' && value.charset !== undefined ? constant(value.value, value.type, value.span) : value

/** Beside a NULL Flink makes no value of an IN into another type. */
function assertOneFamily(parts: readonly BoundExpr[], span: Span): void {
  const types = parts.filter((part) => !isBareNull(part)).map(({ type }) => type)
  const texts = types.filter(isCharacter).length
  if (texts > 0 && texts < types.length) throw expressionError('bind.mixed-in', span)
  if (types.some(isDatetime) && types.some(isNumeric)) throw unsupported('IN over NULL, times and numbers', span)
}

/** Times beside computed numbers fail only when Flink plans. */
function isUntimely(members: readonly BoundExpr[]): boolean {
  const numbers = members.filter(({ type }) => isNumeric(type))
  const isComputed = numbers.length > 0 && numbers.every((number) => inputsOf(number).size > 0)
  return isComputed && timesAmongOthers(members.map(({ type }) => type)) !== undefined
}

/**
 * Members of the list become values of the operand's type before they are compared: `i IN (2.5)` finds 2, and
 * `'ab' IN (s)` finds the STRING 'abc', which CHAR(2) cuts.
 */
function inTypeOf(operand: BoundExpr, value: BoundExpr): BoundExpr {
  const fits = operand.type.kind === value.type.kind || (operand.type.kind === 'VARCHAR' && value.type.kind === 'CHAR')
  return fits || isBareNull(operand) ? value : implicitCast(value, operand.type)
}

function comparable(left: LogicalType, right: LogicalType, binder: Binder): boolean {
  const equals = binder.context.lookup('=')
  if (equals?.kind !== 'scalar') return true
  const answer = equals.infer([{ type: left }, { type: right }])
  return answer.ok || answer.phase === 'plan'
}

const rowItems = (expr: Expr): readonly Expr[] => (expr.kind === 'row' ? expr.items : [expr])

export function bindLike(expr: LikeExpr, binder: Binder): BoundExpr {
  const parts = expr.escape ? [expr.operand, expr.pattern, expr.escape] : [expr.operand, expr.pattern]
  const args = parts.map((part) => binder.bind(part))
  if (expr.op === 'RLIKE')
    throw expressionError('bind.no-function', expr.span, { name: expr.op, types: typesText(args) })
  return negatedIf(expr.not, callFunction(expr.op, args, expr.span, binder.context), expr.span, binder.context)
}
