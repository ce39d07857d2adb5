import type { Diagnostic } from '../../sql/diagnostic.ts'
import type { LogicalType } from '../../types/logical-type.ts'
import {
  digitsOf,
  isApproximate,
  isBinary,
  isCharacter,
  isDecimal,
  isExact,
  isTimestamp,
} from '../../types/type-family.ts'
import { typeText } from '../../types/type-text.ts'
import type { LogicalSink } from '../logical/sink.ts'
import { advice } from './advice.ts'

/** What an INSERT changes silently so that values fit the table. */
export function adviseOnCasts({ input, table }: LogicalSink): readonly Diagnostic[] {
  if (table === undefined || input.kind !== 'Project') return []
  return input.exprs.flatMap((expr, index) => {
    if (expr.kind !== 'cast' || expr.mode !== 'implicit' || !loses(expr.operand.type, expr.type)) return []
    const from = typeText({ ...expr.operand.type, nullable: true })
    const to = typeText({ ...expr.type, nullable: true })
    const column = input.columns[index]?.name ?? ''
    const { input: query } = input
    const item = query.kind === 'Project' && expr.operand.kind === 'input' ? query.exprs[expr.operand.index] : undefined
    return [advice('advice.lossy-cast', { from, to, column, table: table.name }, item?.span ?? expr.span)]
  })
}

/** Whether a value of one type may come out different as the other. */
function loses(from: LogicalType, to: LogicalType): boolean {
  if (isExact(from) && isDecimal(to)) {
    const scale = isDecimal(from) ? from.scale : 0
    return scale > to.scale || digitsOf(from) - scale > to.precision - to.scale
  }
  if (isApproximate(from)) return isExact(to) || (from.kind === 'DOUBLE' && to.kind === 'FLOAT')
  if (isCharacter(from) && isCharacter(to)) return to.length < from.length
  if (isBinary(from) && isBinary(to)) return to.length < from.length
  if (isTimestamp(from)) {
    if (to.kind === 'DATE' || to.kind === 'TIME') return true
    return isTimestamp(to) && to.precision < from.precision
  }
  return false
}
