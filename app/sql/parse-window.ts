import type { FrameBound, WindowSpec } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { type Draft, NONE } from './draft.ts'
import { parseExpr } from './parse-expression.ts'
import { parseOrderItems } from './parse-query.ts'

/** (base PARTITION BY .. ORDER BY .. ROWS|RANGE ..), behind OVER and in the WINDOW clause. */
export function parseWindowSpec(c: Cursor): WindowSpec {
  const start = c.start
  c.expect('(')
  const base = c.atIdentifier() ? c.identifier() : undefined
  const partitionBy = c.takeBy('PARTITION') ? c.list(parseExpr) : NONE
  const orderBy = c.takeBy('ORDER') ? parseOrderItems(c) : NONE
  const frame = c.at('ROWS') || c.at('RANGE') ? parseFrame(c) : undefined
  if (!c.take(')')) c.fail('PARTITION BY', 'ORDER BY', 'ROWS', 'RANGE', ')')
  const spec: Draft<WindowSpec> = { kind: 'window', partitionBy, orderBy, span: c.from(start) }
  if (base !== undefined) spec.base = base
  if (frame !== undefined) spec.frame = frame
  return spec
}

function parseFrame(c: Cursor): NonNullable<WindowSpec['frame']> {
  const begin = c.start
  const unit = c.advance().key === 'ROWS' ? 'ROWS' : 'RANGE'
  if (!c.take('BETWEEN')) return { unit, start: parseBound(c), span: c.from(begin) }
  const start = parseBound(c)
  c.expect('AND')
  return { unit, start, end: parseBound(c), span: c.from(begin) }
}

function parseBound(c: Cursor): FrameBound {
  const start = c.start
  if (c.takeSequence('UNBOUNDED', 'PRECEDING')) return { kind: 'UNBOUNDED PRECEDING', span: c.from(start) }
  if (c.takeSequence('UNBOUNDED', 'FOLLOWING')) return { kind: 'UNBOUNDED FOLLOWING', span: c.from(start) }
  if (c.takeSequence('CURRENT', 'ROW')) return { kind: 'CURRENT ROW', span: c.from(start) }
  const value = parseExpr(c)
  const kind = c.take('PRECEDING') ? 'PRECEDING' : c.take('FOLLOWING') ? 'FOLLOWING' : c.fail('PRECEDING', 'FOLLOWING')
  return { kind, value, span: c.from(start) }
}
