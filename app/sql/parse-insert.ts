import type { Expr, Identifier, QualifiedName } from './ast.ts'
import type { Insert } from './ast-statement.ts'
import type { Cursor } from './cursor.ts'
import { type Draft, NONE } from './draft.ts'
import { replaceFix } from './fix.ts'
import { parseExpr } from './parse-expression.ts'
import { parseHints } from './parse-hint.ts'
import { atQuery, parseQuery } from './parse-query.ts'

const CONFLICT_ACTIONS = ['NOTHING', 'ERROR', 'DEDUPLICATE'] as const

/** INSERT INTO|OVERWRITE .., alone or in a statement set; `execute`: EXECUTE stood before it. */
export function parseInsert(c: Cursor, start: number, execute: boolean): Insert {
  if (c.at('UPSERT')) c.refuse('parse.upsert', {}, c.token, [replaceFix(c.token, 'INSERT')])
  c.expect('INSERT')
  const overwrite = c.take('OVERWRITE')
  if (!overwrite && !c.take('INTO')) c.fail('INTO', 'OVERWRITE')
  const target = c.qualifiedName('a table name')
  const hints = parseHints(c)
  const partition = c.take('PARTITION') ? parsePartition(c) : NONE
  const columns = atColumnList(c) ? parseColumnList(c) : undefined
  if (!atQuery(c) && !c.at('(')) c.fail('SELECT', 'VALUES', 'WITH', '(')
  const query = parseQuery(c)
  const conflict = c.takeSequence('ON', 'CONFLICT') ? parseConflict(c) : undefined
  const span = c.from(start)
  const insert: Draft<Insert> = { kind: 'insert', overwrite, execute, target, hints, partition, query, span }
  if (columns !== undefined) insert.columns = columns
  if (conflict !== undefined) insert.conflict = conflict
  return insert
}

/** A bracket behind the target holds columns, unless a query begins in it. */
function atColumnList(c: Cursor): boolean {
  return c.at('(') && c.atIdentifier(1)
}

function parseColumnList(c: Cursor): QualifiedName[] {
  c.expect('(')
  const columns = c.list(() => c.qualifiedName('a column name'))
  if (!c.take(')')) c.fail(',', ')')
  return columns
}

/** (column = value, ..) */
function parsePartition(c: Cursor): { name: Identifier; value: Expr }[] {
  c.expect('(')
  const columns = c.list(() => {
    const name = c.identifier('a column name')
    c.expect('=')
    return { name, value: parseExpr(c) }
  })
  if (!c.take(')')) c.fail(',', ')')
  return columns
}

function parseConflict(c: Cursor): NonNullable<Insert['conflict']> {
  c.expect('DO')
  const action = CONFLICT_ACTIONS.find((candidate) => c.take(candidate)) ?? c.fail(...CONFLICT_ACTIONS)
  return `DO ${action}`
}
