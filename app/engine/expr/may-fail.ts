import { isApproximate, isCharacter, isNumeric } from '../../types/type-family.ts'
import type { BoundExpr, CastCall, ScalarCall } from './bound.ts'

/** Whether a row may make an expression fail; what is not known counts as failing. */
export function mayFail(expr: BoundExpr): boolean {
  switch (expr.kind) {
    case 'input':
    case 'constant':
    case 'correlated':
      return false
    case 'field':
      return mayFail(expr.operand)
    case 'cast':
      return mayFailToCast(expr) || mayFail(expr.operand)
    case 'call':
      return mayFailItself(expr) || expr.args.some(mayFail)
    case 'logic':
      return expr.args.some(mayFail)
    case 'case':
      return mayFail(expr.otherwise) || expr.branches.some((branch) => mayFail(branch.when) || mayFail(branch.then))
  }
}

const mayFailToCast = ({ mode, operand, type }: CastCall): boolean =>
  mode !== 'try' &&
  !isCharacter(type) &&
  !(isNumeric(type) && isNumeric(operand.type)) &&
  operand.type.kind !== type.kind

const NEVER_FAIL: ReadonlySet<string> = new Set([
  ...'= <> < <= > >= + - * LIKE FLOOR CEIL TRIM UPPER LOWER CHAR_LENGTH ABS EXTRACT ||'.split(' '),
  'IS DISTINCT FROM',
  'IS NOT DISTINCT FROM',
])

function mayFailItself({ fn, args }: ScalarCall): boolean {
  if (fn.name !== '/' && fn.name !== '%') return !NEVER_FAIL.has(fn.name)
  const divisor = args[1]
  if (args.some((arg) => isApproximate(arg.type))) return false
  return divisor?.kind !== 'constant' || Number(divisor.value) === 0
}
