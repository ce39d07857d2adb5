import type { Expr, Values } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { parseExpr } from './parse-expression.ts'
import { parseExplicitRow, parseParenthesized } from './parse-primary.ts'

/** `ON` begins the ON CONFLICT of an INSERT. */
const ROW_STOPS = new Set(['ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'UNION', 'EXCEPT', 'INTERSECT', 'MINUS', 'ON', 'END'])

export function parseValues(c: Cursor): Values {
  const start = c.start
  c.expect('VALUES')
  const rows = c.recoveringList(parseValuesRow, ROW_STOPS, ['ORDER BY', 'LIMIT', 'UNION'])
  return { kind: 'values', rows, span: c.from(start) }
}

/**
 * A first bracket is the row's own, so no operator follows it: `(1) + 1` is none. As in Flink's grammar `(ROW(1, 2))`
 * is the row itself, and nothing can stand beside a ROW that comes first in brackets.
 */
function parseValuesRow(c: Cursor): Expr {
  const start = c.start
  if (c.atSequence('(', 'ROW', '(')) {
    c.advance()
    const row = parseExplicitRow(c)
    c.expect(')')
    return row
  }
  if (c.at('ROW')) return parseExplicitRow(c)
  if (!c.at('(')) return parseExpr(c)
  const row = parseParenthesized(c, false)
  const isNested = row.kind === 'row' && row.span.start !== start
  return isNested ? { kind: 'row', explicit: false, items: [row], span: c.from(start) } : row
}
