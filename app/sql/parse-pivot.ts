import type { PivotRef, TableRef } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { parseExpr } from './parse-expression.ts'

/** PIVOT (..) or UNPIVOT (..) behind a table: checked, and kept as it is written. */
export function parsePivot(c: Cursor, input: TableRef): PivotRef {
  const { index } = c
  const unpivot = c.advance().key === 'UNPIVOT'
  if (unpivot && !c.takeSequence('INCLUDE', 'NULLS')) c.takeSequence('EXCLUDE', 'NULLS')
  c.expect('(')
  if (unpivot) parseNames(c)
  else c.list(parseAliased)
  c.expect('FOR')
  parseNames(c)
  c.expectAll('IN', '(')
  if (!c.at(')')) c.list(parseAliased)
  c.expectAll(')', ')')
  const text = c.plainText(index)
  return { kind: 'pivot', unpivot, input, text, span: c.from(input.span.start) }
}

function parseNames(c: Cursor): void {
  if (c.at('(')) c.identifierList()
  else c.identifier('a column name')
}

function parseAliased(c: Cursor): void {
  parseExpr(c)
  if (!c.take('AS')) {
    if (c.atIdentifier()) c.identifier()
  } else if (c.token.kind === 'string') {
    c.string()
  } else if (c.at('(')) {
    parseExpr(c)
  } else {
    c.identifier('an alias')
  }
}
