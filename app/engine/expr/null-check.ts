import { BOOLEAN, notNull } from '../../types/construct-type.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { isCharacter, isConstructed, isInteger, isNumeric, scaleOf } from '../../types/type-family.ts'
import type { BoundExpr, CastCall, Constant, LogicCall, ScalarCall } from './bound.ts'
import { isNeverNullField, neverNullElement } from './item-element.ts'

/**
 * IS [NOT] NULL as Calcite simplifies it before a row flows: what cannot be NULL is not looked at where Calcite holds it
 * for safe, and of other calls only the operands. So `1 / x IS NULL` does not divide, while `ROW(1 / x) IS NULL` does.
 * Undefined where the check stays as it is.
 */
export function simplifiedNullCheck(check: LogicCall): BoundExpr | undefined {
  const [operand] = check.args
  if (!isNullCheck(check) || operand === undefined) return undefined
  if (isNeverNull(operand)) return answer(check)
  if (operand.kind === 'cast') {
    if (isPlanned(operand) && !isLossless(operand)) return undefined
    return operand.type.nullable ? { ...check, args: [operand.operand] } : answer(check)
  }
  return isStrong(operand) ? ofOperands(check, operand.args.map(plannedOperand)) : undefined
}

function isNeverNull(expr: BoundExpr): boolean {
  const element = neverNullElement(expr)
  if (element !== undefined && !isUnplannable(expr) && !FOUND_OR_NULL.has(element.kind)) return true
  return isTest(expr) || isNeverNullField(expr) || (!expr.type.nullable && isSafe(expr))
}

/** Elements whose variable is NULL where nothing was found, or that Flink fails to compile. */
const FOUND_OR_NULL: ReadonlySet<LogicalType['kind']> = new Set([
  ...(['DECIMAL', 'BINARY', 'VARBINARY', 'ROW', 'ARRAY', 'MAP'] as const),
  ...(['TINYINT', 'SMALLINT'] as const),
])

const isUnplannable = (expr: BoundExpr): boolean => expr.kind === 'call' && expr.unplannable !== undefined

const isTest = (expr: BoundExpr): boolean =>
  expr.kind === 'logic' ? expr.op.startsWith('IS') : expr.kind === 'call' && NULL_CHECKS[expr.fn.name] !== undefined

const isNullCheck = ({ op }: LogicCall): boolean => op === 'IS NULL' || op === 'IS NOT NULL'

/** x IS [NOT] DISTINCT FROM NULL is a null check of x. */
export function checkOfDistinction({ fn, args, type, span }: ScalarCall): BoundExpr | undefined {
  const op = NULL_CHECKS[fn.name]
  if (op === undefined) return undefined
  const operand = args.find((arg) => !isNull(arg)) ?? args[0]
  if (operand === undefined || operand.type.kind === 'ROW' || !args.some(isNull)) return undefined
  const check: LogicCall = { kind: 'logic', op, args: [operand], type, span }
  return operand.type.nullable ? check : answer(check)
}

const NULL_CHECKS: Readonly<Record<string, 'IS NULL' | 'IS NOT NULL'>> = {
  'IS DISTINCT FROM': 'IS NOT NULL',
  'IS NOT DISTINCT FROM': 'IS NULL',
}

const isNull = (expr: BoundExpr): boolean => expr.kind === 'constant' && expr.value === null

/**
 * What a condition is where another one, a CASE or a WHERE holds it: there Calcite takes the check of what cannot be NULL
 * as known, whatever happens if it were computed.
 */
export function knownCondition(expr: BoundExpr): boolean | undefined {
  if (expr.kind === 'constant') return expr.value === null ? undefined : expr.value === true
  const operand = expr.kind === 'logic' ? expr.args[0] : undefined
  if (expr.kind !== 'logic' || operand === undefined) return undefined
  if (expr.op === 'NOT') {
    const opposite = knownCondition(operand)
    return opposite === undefined ? undefined : !opposite
  }
  return isNullCheck(expr) && !operand.type.nullable ? expr.op === 'IS NOT NULL' : undefined
}

const answer = ({ op, span }: LogicCall): Constant => ({
  kind: 'constant',
  value: op === 'IS NOT NULL',
  type: notNull(BOOLEAN),
  span,
})

function ofOperands(check: LogicCall, operands: readonly BoundExpr[]): BoundExpr {
  const open = operands.filter((operand) => operand.type.nullable && !isNeverNullField(operand))
  const checks = open.map((operand): LogicCall => ({ ...check, args: [operand] }))
  const [only] = checks
  if (only === undefined) return answer(check)
  return checks.length === 1 ? only : { ...check, op: check.op === 'IS NULL' ? 'OR' : 'AND', args: checks }
}

/** Calls that Calcite knows to be NULL where an operand is, and takes to be NULL nowhere else. */
export function isStrong(expr: BoundExpr): expr is ScalarCall | LogicCall {
  if (expr.kind === 'logic') return expr.op === 'NOT'
  return expr.kind === 'call' && STRONG.has(expr.fn.name) && !expr.args.some((arg) => isConstructed(arg.type))
}

const STRONG = new Set([
  '=',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'LIKE',
  'SIMILAR TO',
  '+',
  '-',
  '*',
  '/',
  'FLOOR',
  'CEIL',
  'TRIM',
  'EXTRACT',
])

/** Calls that Calcite takes to have no failure in them. */
const SAFE = new Set([...STRONG, 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM', 'TIMESTAMPADD', 'TIMESTAMPDIFF'])

export function isSafe(expr: BoundExpr): boolean {
  switch (expr.kind) {
    case 'input':
    case 'constant':
    case 'field':
      return true
    case 'call':
      return (
        expr.fn.name !== '/' &&
        expr.fn.name !== 'EXTRACT' &&
        SAFE.has(expr.fn.name) &&
        expr.args.map(plannedOperand).every(isSafe)
      )
    case 'logic':
      return expr.args.every(isSafe)
    case 'case':
      return (
        expr.asFunction !== true &&
        isSafe(expr.otherwise) &&
        expr.branches.every((branch) => isSafe(branch.when) && isSafe(branch.then))
      )
    case 'cast':
      return (!isPlanned(expr) || expr.unplannable !== undefined) && isSafe(expr.operand)
    case 'correlated':
      return false
  }
}

const isPlanned = (cast: CastCall): boolean => cast.unplanned !== true
const plannedOperand = (expr: BoundExpr): BoundExpr => (expr.kind === 'cast' && !isPlanned(expr) ? expr.operand : expr)

const WIDTH: Readonly<Record<string, number>> = { TINYINT: 1, SMALLINT: 2, INT: 4, BIGINT: 8 }
/** Digits of a number as Calcite counts them, where they are not written in the type. */
const DIGITS: Readonly<Record<string, number>> = { TINYINT: 3, SMALLINT: 5, INT: 10, BIGINT: 19, FLOAT: 7, DOUBLE: 15 }

/** Casts that Calcite looks through. */
export function isLossless({ mode, operand, type: to }: CastCall): boolean {
  const from = operand.type
  if (mode === 'try') return false
  if (isInteger(from) && isInteger(to)) return (WIDTH[to.kind] ?? 0) >= (WIDTH[from.kind] ?? 0)
  if (!isCharacter(to)) return false
  if (isCharacter(from)) return (from.kind === 'CHAR' || to.kind === 'VARCHAR') && from.length <= to.length
  if (!isNumeric(from)) return false
  const digits = 'precision' in from ? from.precision : (DIGITS[from.kind] ?? 0)
  return to.length >= digits + 1 + (scaleOf(from) > 0 ? scaleOf(from) + 1 : 0)
}
