import { unreachable } from '../../base/assert.ts'
import { typeText } from '../../types/type-text.ts'
import type { Value } from '../../types/value.ts'
import type { BoundExpr } from '../expr/bound.ts'
import type { Column } from './node.ts'

/** A bound expression for people: operators as calls, `>(amount, 3)`, as Flink's plans print them. */
export function exprText(expr: BoundExpr, columns: readonly Column[]): string {
  const text = (e: BoundExpr): string => exprText(e, columns)
  switch (expr.kind) {
    case 'input':
      return columns[expr.index]?.name ?? `$${expr.index}`
    case 'constant':
      return valueText(expr.value)
    case 'call':
      return `${expr.fn.name}(${expr.args.map(text).join(', ')})`
    case 'logic':
      return `${expr.op}(${expr.args.map(text).join(', ')})`
    case 'case': {
      const branches = expr.branches.flatMap((b) => [text(b.when), text(b.then)])
      return `CASE(${[...branches, text(expr.otherwise)].join(', ')})`
    }
    case 'cast':
      if (expr.unplanned) return text(expr.operand)
      return `${expr.mode === 'try' ? 'TRY_CAST' : 'CAST'}(${text(expr.operand)} AS ${typeText(expr.type)})`
    case 'field': {
      const type = expr.operand.type
      const name = 'fields' in type ? type.fields[expr.index]?.name : undefined
      return `${text(expr.operand)}.${name ?? expr.index}`
    }
    case 'correlated':
      return `$cor${expr.depth}.${expr.index}`
    default:
      return unreachable(expr)
  }
}

function valueText(value: Value): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  if (Array.isArray(value)) return `[${value.map((v: Value) => valueText(v)).join(', ')}]`
  return String(value)
}
