import type { Expr, GroupItem, Identifier, Select, SelectItem, WindowSpec } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { type Draft, NONE } from './draft.ts'
import { parseExpr } from './parse-expression.ts'
import { parseHints } from './parse-hint.ts'
import { parseFrom, refuseTextAlias } from './parse-table-ref.ts'
import { parseWindowSpec } from './parse-window.ts'

/** Where reading goes on behind a mistake in one clause. */
const CLAUSE_STARTS: ReadonlySet<string> = new Set([
  'FROM',
  'WHERE',
  'GROUP',
  'HAVING',
  'WINDOW',
  'QUALIFY',
  'ORDER',
  'LIMIT',
  'UNION',
  'EXCEPT',
  'INTERSECT',
  'MINUS',
  'OFFSET',
  'FETCH',
  // ON CONFLICT of an INSERT, END of a statement set.
  'ON',
  'END',
])

/** Clauses that say nothing without a table. */
const NEEDS_FROM = new Set(['WHERE', 'GROUP', 'HAVING', 'WINDOW', 'QUALIFY'])

export function parseSelect(c: Cursor): Select {
  const start = c.start
  c.expect('SELECT')
  const hints = parseHints(c)
  const distinct = c.take('DISTINCT')
  if (!distinct) c.take('ALL')
  const items = c.recoveringList(parseSelectItem, CLAUSE_STARTS, ['FROM'])
  if (c.atAny(NEEDS_FROM)) c.fail('FROM')
  const from = c.take('FROM') ? c.recovering(parseFrom, CLAUSE_STARTS) : undefined
  const where = c.take('WHERE') ? parseClause(c) : undefined
  const groupBy = c.takeBy('GROUP') ? parseGroupBy(c) : undefined
  const having = c.take('HAVING') ? parseClause(c) : undefined
  const windows = c.take('WINDOW') ? c.list(parseNamedWindow) : NONE
  const qualify = c.take('QUALIFY') ? parseClause(c) : undefined
  const select: Draft<Select> = { kind: 'select', hints, distinct, items, windows, span: c.from(start) }
  if (from !== undefined) select.from = from
  if (where !== undefined) select.where = where
  if (groupBy !== undefined) select.groupBy = groupBy
  if (having !== undefined) select.having = having
  if (qualify !== undefined) select.qualify = qualify
  return select
}

const parseClause = (c: Cursor): Expr | undefined => c.recovering(parseExpr, CLAUSE_STARTS)

function parseSelectItem(c: Cursor): SelectItem {
  const start = c.start
  if (c.take('*')) return { expr: { kind: 'star', qualifier: NONE, span: c.from(start) }, span: c.from(start) }
  const expr = parseExpr(c)
  const alias = expr.kind === 'star' ? undefined : parseAlias(c)
  return alias === undefined ? { expr, span: c.from(start) } : { expr, alias, span: c.from(start) }
}

function parseAlias(c: Cursor): Identifier | undefined {
  const explicit = c.take('AS')
  refuseTextAlias(c)
  if (explicit) return c.identifier('an alias')
  return c.atIdentifier() ? c.implicitAlias() : undefined
}

function parseNamedWindow(c: Cursor): { name: Identifier; spec: WindowSpec } {
  const name = c.identifier('a window name')
  c.expect('AS')
  return { name, spec: parseWindowSpec(c) }
}

function parseGroupBy(c: Cursor): GroupItem[] {
  if (!c.take('ALL')) c.take('DISTINCT')
  return c.recoveringList(parseGroupItem, CLAUSE_STARTS, ['HAVING', 'ORDER BY', 'LIMIT'])
}

function parseGroupItem(c: Cursor): GroupItem {
  const start = c.start
  const form = c.takeSequence('GROUPING', 'SETS')
    ? 'GROUPING SETS'
    : c.atSequence('CUBE', '(') || c.atSequence('ROLLUP', '(')
      ? (c.advance().key as 'CUBE' | 'ROLLUP')
      : undefined
  if (form !== undefined) {
    c.expect('(')
    const items = c.nested(() => c.list(parseGroupItem))
    c.expect(')')
    return { kind: 'sets', form, items, span: c.from(start) }
  }
  if (c.takeSequence('(', ')')) return { kind: 'empty', span: c.from(start) }
  const expr = parseExpr(c)
  if (expr.kind === 'row' && !expr.explicit) return { kind: 'tuple', items: expr.items, span: c.from(start) }
  return { kind: 'expr', expr, span: c.from(start) }
}
