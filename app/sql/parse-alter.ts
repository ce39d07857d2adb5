import type { OtherStatement } from './ast-statement.ts'
import type { Cursor } from './cursor.ts'
import { parseFreshness, parseFunctionClass } from './parse-administration.ts'
import { parseAlteredElement } from './parse-table-element.ts'
import { StatementBuilder } from './statement-builder.ts'

const NO_STOPS: ReadonlySet<string> = new Set()

export function parseAlter(c: Cursor): OtherStatement {
  const b = new StatementBuilder(c, c.start)
  c.expect('ALTER')
  switch (c.token.key) {
    case 'TABLE':
      return parseAlterTable(c, b)
    case 'VIEW':
      return parseAlterView(c, b)
    case 'MATERIALIZED':
      return parseAlterMaterializedTable(c, b)
    case 'TEMPORARY':
    case 'FUNCTION':
      return parseAlterFunction(c, b)
    case 'DATABASE':
      c.advance()
      return parseSetOptions(c, b.name('a name'), 'ALTER DATABASE')
    case 'CATALOG':
      c.advance()
      return parseAlterCatalog(c, b)
    case 'MODEL':
    case 'CONNECTION':
      return parseAlterModel(c, b, `ALTER ${c.advance().key}`)
    default:
      return c.fail('TABLE', 'VIEW', 'FUNCTION', 'DATABASE', 'CATALOG', 'MODEL', 'MATERIALIZED TABLE', 'CONNECTION')
  }
}

function parseAlterTable(c: Cursor, b: StatementBuilder): OtherStatement {
  c.expect('TABLE')
  b.optional('IF', 'EXISTS')
  b.name('a table name')
  switch (c.token.key) {
    case 'RENAME':
      c.advance()
      if (!c.at('TO')) {
        b.reference('a column name').words('TO').reference('a column name')
        return b.done('ALTER TABLE RENAME')
      }
      return b.words('TO').reference('a table name').done('ALTER TABLE RENAME')
    case 'SET':
      return parseSetOptions(c, b, 'ALTER TABLE')
    case 'RESET':
      return parseResetOptions(c, b, 'ALTER TABLE')
    case 'ADD':
    case 'MODIFY':
      return parseAlterElements(c, b)
    case 'DROP':
      return parseAlterDrop(c, b)
    default:
      return c.fail('ADD', 'MODIFY', 'DROP', 'RENAME', 'SET', 'RESET')
  }
}

function parseAlterElements(c: Cursor, b: StatementBuilder): OtherStatement {
  const verb = `ALTER TABLE ${c.advance().key}`
  if (verb.endsWith('MODIFY') && b.optional('DISTRIBUTION')) return b.distribution().done(verb)
  if (b.optional('DISTRIBUTION')) return b.distribution().done(verb)
  if (c.at('IF') || c.at('PARTITION')) return parseAddPartitions(b, verb)
  const { start } = c
  if (!c.take('(')) return b.elements([parseAlteredElement(c)], start).done(verb)
  const elements = c.recoveringList(parseAlteredElement, NO_STOPS, [')'])
  if (!c.take(')')) c.fail(',', ')')
  const [, second] = elements.filter((element) => element.kind === 'watermark')
  if (second !== undefined) c.refuse('parse.multiple-watermarks', {}, second.span)
  return b.elements(elements, start).done(verb)
}

function parseAddPartitions(b: StatementBuilder, verb: string): OtherStatement {
  b.optional('IF', 'NOT', 'EXISTS')
  b.words('PARTITION').partition()
  do if (b.optional('WITH')) b.options()
  while (b.optional('PARTITION') && b.partition())
  return b.done(verb)
}

function parseAlterDrop(c: Cursor, b: StatementBuilder): OtherStatement {
  c.advance()
  const verb = 'ALTER TABLE DROP'
  switch (c.token.key) {
    case 'PRIMARY':
      return b.words('PRIMARY', 'KEY').done(verb)
    case 'CONSTRAINT':
      return b.words('CONSTRAINT').reference('a name').done(verb)
    case 'WATERMARK':
    case 'DISTRIBUTION':
      return b.words(c.token.key).done(verb)
    case 'IF':
    case 'PARTITION':
      do (c.at('IF') ? b.words('IF', 'EXISTS', 'PARTITION') : b.words('PARTITION')).partition()
      while (b.optional(','))
      return b.done(verb)
    case '(':
      return b.list(() => b.reference('a column name')).done(verb)
    default:
      return b.reference('a column name').done(verb)
  }
}

function parseSetOptions(c: Cursor, b: StatementBuilder, verb: string): OtherStatement {
  c.expect('SET')
  return b.options().done(`${verb} SET`)
}

function parseResetOptions(c: Cursor, b: StatementBuilder, verb: string): OtherStatement {
  c.expect('RESET')
  if (c.atSequence('(', ')')) return b.words('(', ')').done(`${verb} RESET`)
  return b.list(() => b.string()).done(`${verb} RESET`)
}

function parseAlterView(c: Cursor, b: StatementBuilder): OtherStatement {
  c.expect('VIEW')
  b.name('a name')
  if (c.take('RENAME')) return b.words('TO').reference('a name').done('ALTER VIEW RENAME')
  if (!c.at('AS')) c.fail('RENAME TO', 'AS')
  return b.words('AS').query().done('ALTER VIEW')
}

function parseAlterFunction(c: Cursor, b: StatementBuilder): OtherStatement {
  let verb = 'ALTER'
  if (c.take('TEMPORARY')) verb += c.take('SYSTEM') ? ' TEMPORARY SYSTEM' : ' TEMPORARY'
  c.expect('FUNCTION')
  b.optional('IF', 'EXISTS')
  b.name('a function name')
  parseFunctionClass(b)
  return b.done(`${verb} FUNCTION`)
}

function parseAlterCatalog(c: Cursor, b: StatementBuilder): OtherStatement {
  b.name('a name')
  if (c.at('RESET')) return parseResetOptions(c, b, 'ALTER CATALOG')
  if (c.at('COMMENT')) return b.words('COMMENT').string().done('ALTER CATALOG')
  return parseSetOptions(c, b, 'ALTER CATALOG')
}

function parseAlterModel(c: Cursor, b: StatementBuilder, verb: string): OtherStatement {
  b.optional('IF', 'EXISTS')
  b.name('a name')
  if (c.take('RENAME')) return b.words('TO').reference('a name').done(`${verb} RENAME`)
  return c.at('RESET') ? parseResetOptions(c, b, verb) : parseSetOptions(c, b, verb)
}

function parseAlterMaterializedTable(c: Cursor, b: StatementBuilder): OtherStatement {
  c.expectAll('MATERIALIZED', 'TABLE')
  const verb = 'ALTER MATERIALIZED TABLE'
  b.name('a table name')
  switch (c.token.key) {
    case 'SUSPEND':
      return b.done(`${verb} ${c.advance().key}`)
    case 'RESUME':
      c.advance()
      if (b.optional('WITH')) b.options()
      return b.done(`${verb} RESUME`)
    case 'REFRESH':
      c.advance()
      if (b.optional('PARTITION')) b.partition()
      return b.done(`${verb} REFRESH`)
    case 'SET':
      return parseAlterRefresh(c, b, verb)
    case 'RESET':
      return parseResetOptions(c, b, verb)
    case 'AS':
      return b.words('AS').query().done(verb)
    case 'ADD':
    case 'MODIFY':
    case 'DROP':
      return parseAlterShape(c, b, verb)
    default:
      return c.fail('SUSPEND', 'RESUME', 'REFRESH', 'SET', 'RESET', 'AS')
  }
}

function parseAlterShape(c: Cursor, b: StatementBuilder, verb: string): OtherStatement {
  const done = c.at('DROP') ? parseAlterDrop(c, b) : parseAlterElements(c, b)
  return { ...done, verb: done.verb.replace('ALTER TABLE', verb) }
}

function parseAlterRefresh(c: Cursor, b: StatementBuilder, verb: string): OtherStatement {
  if (c.peek().key === '(') return parseSetOptions(c, b, verb)
  c.expect('SET')
  if (c.at('FRESHNESS')) parseFreshness(b)
  else b.words('REFRESH_MODE', '=').oneOf('FULL', 'CONTINUOUS')
  return b.done(`${verb} SET`)
}
