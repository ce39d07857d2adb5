import { leastRestrictive } from '../../types/least-restrictive.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import { isApproximate, isNumeric, scaleOf } from '../../types/type-family.ts'
import { sameIgnoringNullability } from '../../types/type-text.ts'
import type { BoundExpr, CastCall, ScalarCall } from './bound.ts'
import { isLossless } from './null-check.ts'
import { sameExpr } from './same-expr.ts'

/**
 * Whether Flink's planner sees one expression on both sides of a comparison: it leaves out what changes no number, and
 * casts that another cast takes back; = and <> make types alike first.
 */
export function sameToPlanner(sign: string, left: BoundExpr, right: BoundExpr): boolean {
  if ([left, right].some(isMadeLocal)) return false
  if (sameExpr(left, right)) return true
  const [a, b] = [plannerForm(left), plannerForm(right)]
  if (sameExpr(a, b)) return true
  if ((sign !== '=' && sign !== '<>') || (isApproximate(a.type) && isApproximate(b.type))) return false
  const common = leastRestrictive([a.type, b.type])
  if (common === undefined || common.kind === 'CHAR') return false
  return sameExpr(castTo(common, a), castTo(common, b))
}

/** A TIMESTAMP beside a local one: which of them Flink casts is not what is done here. */
const isMadeLocal = (expr: BoundExpr): boolean =>
  expr.kind === 'cast' && expr.mode === 'implicit' && expr.type.kind === 'TIMESTAMP_LTZ'

function plannerForm(expr: BoundExpr): BoundExpr {
  switch (expr.kind) {
    case 'cast':
      return expr.mode === 'try' ? expr : castTo(expr.type, plannerForm(expr.operand))
    case 'call': {
      const args = expr.args.map(plannerForm)
      const value = changed({ ...expr, args })
      return value === undefined ? { ...expr, args } : castTo(expr.type, value)
    }
    default:
      return expr
  }
}

function castTo(type: LogicalType, operand: BoundExpr): BoundExpr {
  if (sameIgnoringNullability(operand.type, type)) return operand
  const cast = { kind: 'cast', mode: 'cast', operand, type, span: operand.span } as const
  const isIdle =
    operand.kind === 'cast' && operand.mode !== 'try' && operand.type.kind !== 'CHAR' && isLossless(operand)
  return isIdle ? castTo(type, operand.operand) : cast
}

/** What changes no value (x + 0, x - 0, x * 1, x / 1, -(-x), a cast and back) as the planner sees it: without that. */
export function neutralForm(expr: BoundExpr): BoundExpr | undefined {
  if (expr.kind === 'cast') return expr.mode === 'try' ? undefined : castBack(expr)
  const value = expr.kind === 'call' ? changed(expr) : undefined
  return value === undefined ? undefined : castTo(expr.type, value)
}

function castBack({ operand, type }: CastCall): BoundExpr | undefined {
  const isIdle = operand.kind === 'cast' && sameIgnoringNullability(operand.operand.type, type) && isLossless(operand)
  return isIdle ? operand.operand : undefined
}

function changed({ fn, args }: ScalarCall): BoundExpr | undefined {
  const [a, b] = args
  if (a === undefined || !args.every(({ type }) => isNumeric(type))) return undefined
  if (fn.name === '-' && args.length === 1 && a.kind === 'call' && a.fn.name === '-' && a.args.length === 1)
    return a.args[0]
  if (b === undefined || args.length !== 2) return undefined
  const neutral = NEUTRAL[fn.name]
  if (neutral === undefined) return undefined
  if (isNumber(b, neutral)) return a
  return isNumber(a, neutral) && (fn.name === '+' || fn.name === '*') ? b : undefined
}

const NEUTRAL: Readonly<Record<string, number>> = { '+': 0, '-': 0, '*': 1, '/': 1 }

function isNumber(expr: BoundExpr, number: number): boolean {
  if (expr.kind !== 'constant' || expr.value === null) return false
  return Number(expr.value) === number * 10 ** scaleOf(expr.type)
}
