import type { PivotRef, TableRef } from './ast.ts'
import type { Cursor } from './cursor.ts'

/** PIVOT (..) or UNPIVOT (..) behind a table: kept as it is written. */
export function parsePivot(c: Cursor, input: TableRef): PivotRef {
  const from = c.start
  const unpivot = c.advance().key === 'UNPIVOT'
  if (!c.takeSequence('INCLUDE', 'NULLS')) c.takeSequence('EXCLUDE', 'NULLS')
  c.expect('(')
  for (let open = 1; open > 0; ) {
    if (c.token.kind === 'end' || c.at(';')) c.fail(')')
    const { key } = c.advance()
    if (key === '(') open++
    else if (key === ')') open--
  }
  const text = c.text.slice(from, c.previous().end)
  return { kind: 'pivot', unpivot, input, text, span: c.from(input.span.start) }
}
