import type { CreateView, ExplainStatement, Insert, Statement, StatementSet } from './ast-statement.ts'
import { closestWord } from './closest-word.ts'
import type { Cursor } from './cursor.ts'
import { type Draft, NONE } from './draft.ts'
import { insertFix, replaceFix } from './fix.ts'
import {
  parseAddJar,
  parseAnalyze,
  parseCall,
  parseCompilePlan,
  parseCreateOther,
  parseDelete,
  parseDescribe,
  parseDrop,
  parseExecutePlan,
  parseLoadModule,
  parseShow,
  parseStopJob,
  parseTruncate,
  parseUnloadModule,
  parseUpdate,
  parseUse,
} from './parse-administration.ts'
import { parseAlter } from './parse-alter.ts'
import { parseCreateTable } from './parse-create-table.ts'
import { parseInsert } from './parse-insert.ts'
import { parseQuery } from './parse-query.ts'
import { parseComment } from './parse-table-element.ts'
import { printName } from './print-name.ts'
import type { Token } from './token.ts'

type StatementReader = (c: Cursor) => Statement

const STATEMENTS: ReadonlyMap<string, StatementReader> = new Map<string, StatementReader>([
  ['SELECT', parseQueryStatement],
  ['WITH', parseQueryStatement],
  ['VALUES', parseQueryStatement],
  ['TABLE', parseQueryStatement],
  ['(', parseQueryStatement],
  ['INSERT', (c) => parseInsert(c, c.start, false)],
  ['UPSERT', (c) => parseInsert(c, c.start, false)],
  ['CREATE', parseCreate],
  ['REPLACE', parseReplace],
  ['ALTER', parseAlter],
  ['DROP', parseDrop],
  ['SHOW', parseShow],
  ['DESCRIBE', parseDescribe],
  ['DESC', parseDescribe],
  ['USE', parseUse],
  ['SET', parseSet],
  ['RESET', parseReset],
  ['EXPLAIN', parseExplain],
  ['EXECUTE', parseExecute],
  ['BEGIN', parseOpenStatementSet],
  ['COMPILE', parseCompilePlan],
  ['LOAD', parseLoadModule],
  ['UNLOAD', parseUnloadModule],
  ['ADD', parseAddJar],
  ['REMOVE', parseAddJar],
  ['CALL', parseCall],
  ['ANALYZE', parseAnalyze],
  ['TRUNCATE', parseTruncate],
  ['UPDATE', parseUpdate],
  ['DELETE', parseDelete],
  ['STOP', parseStopJob],
])

export function parseStatementAt(c: Cursor): Statement {
  const read = STATEMENTS.get(c.token.key)
  if (read !== undefined) return read(c)
  const token = c.token
  if (token.kind === 'bad') c.refuseBad(token)
  const found = token.value
  const suggestion = token.kind === 'word' ? closestWord(token.key, STATEMENTS.keys()) : undefined
  if (suggestion === undefined) return c.refuse('parse.unknown-statement', { found }, token)
  return c.refuse('parse.misspelt-statement', { found, suggestion }, token, [replaceFix(token, suggestion)])
}

function parseQueryStatement(c: Cursor): Statement {
  const { start, end } = c.token
  const query = parseQuery(c)
  const { body } = query
  if (body.kind === 'explicit-table' && !atStatementEnd(c) && !beginsStatement(c))
    c.refuse('parse.bare-table', { name: printName(body.name) }, { start, end })
  return { kind: 'query-statement', query, span: c.from(start) }
}

function parseCreate(c: Cursor): Statement {
  const start = c.start
  c.expect('CREATE')
  const replace = c.takeSequence('OR', 'REPLACE')
  const temporary = c.at('TEMPORARY') && c.take('TEMPORARY')
  if (c.take('TABLE')) return parseCreateTable(c, { start, temporary, replace, mustExist: false })
  if (c.take('VIEW')) return parseCreateView(c, start, temporary, replace)
  return parseCreateOther(c, start, temporary, replace)
}

function parseReplace(c: Cursor): Statement {
  const start = c.start
  c.expect('REPLACE')
  const temporary = c.take('TEMPORARY')
  c.expect('TABLE')
  return parseCreateTable(c, { start, temporary, replace: true, mustExist: true })
}

function parseCreateView(c: Cursor, start: number, temporary: boolean, replace: boolean): CreateView {
  const ifNotExists = c.takeSequence('IF', 'NOT', 'EXISTS')
  const name = c.qualifiedName('a name')
  const columns = c.at('(') ? c.identifierList() : NONE
  const comment = parseComment(c)
  c.expect('AS')
  const query = parseQuery(c)
  const head = { kind: 'create-view', temporary, replace, ifNotExists } as const
  const view: Draft<CreateView> = { ...head, name, columns, query, querySpan: query.span, span: c.from(start) }
  if (comment !== undefined) view.comment = comment
  return view
}

function parseSet(c: Cursor): Statement {
  const start = c.start
  c.expect('SET')
  if (atStatementEnd(c)) return { kind: 'set', span: c.from(start) }
  if (c.token.kind !== 'string') return parseBareSet(c, start)
  const key = c.joinedStrings('an option in quotes')
  c.expect('=')
  return { kind: 'set', key, value: c.joinedStrings(), span: c.from(start) }
}

const atStatementEnd = (c: Cursor): boolean => c.token.kind === 'end' || c.at(';')

/** SET key = value without quotes: neither may hold blanks. */
function parseBareSet(c: Cursor, start: number): Statement {
  const from = c.token
  let odd: Token | undefined
  while (!atStatementEnd(c)) {
    const isApart = c.start > c.previous().end && !c.at('=') && c.previous().key !== '=' && c.token !== from
    if (isApart) odd ??= c.token
    c.advance()
  }
  const text = c.text.slice(from.start, c.previous().end)
  const match = /^([^'\s]+)\s*=\s*(?:'([^']*)'|([^;\s]+))$/.exec(text)
  const [, key, quoted, bare] = match ?? []
  if (key === undefined) return c.refuse('parse.bad-set', {}, odd ?? from)
  return { kind: 'set', key, value: quoted ?? bare ?? '', span: c.from(start) }
}

function parseReset(c: Cursor): Statement {
  const start = c.start
  c.expect('RESET')
  if (atStatementEnd(c)) return { kind: 'reset', span: c.from(start) }
  if (c.token.kind === 'string') return { kind: 'reset', key: c.string(), span: c.from(start) }
  const from = c.token
  while (!atStatementEnd(c)) c.advance()
  const key = c.text.slice(from.start, c.previous().end)
  if (/['\s(]/.test(key)) c.refuse('parse.bad-set', {}, from)
  return { kind: 'reset', key, span: c.from(start) }
}

const EXPLAIN_DETAILS = new Set(['ESTIMATED_COST', 'CHANGELOG_MODE', 'JSON_EXECUTION_PLAN', 'PLAN_ADVICE'])

function parseExplain(c: Cursor): ExplainStatement {
  const start = c.start
  c.expect('EXPLAIN')
  const plan = c.takeSequence('PLAN', 'FOR')
  const details: string[] = []
  if (!plan && c.atAny(EXPLAIN_DETAILS)) {
    do details.push(parseDetail(c, details))
    while (c.take(','))
  }
  const statement = parseExplained(c)
  return { kind: 'explain', details, plan, statement, span: c.from(start) }
}

function parseDetail(c: Cursor, known: readonly string[]): string {
  const token = c.token
  if (!c.atAny(EXPLAIN_DETAILS)) c.fail(...EXPLAIN_DETAILS)
  if (known.includes(token.key)) c.refuse('parse.duplicate-detail', { word: token.value }, token)
  return c.advance().key
}

/** Only what runs a job can be explained. */
function parseExplained(c: Cursor): Statement {
  if (c.at('STATEMENT')) return parseStatementSet(c, c.start, false)
  if (!c.atAny(EXPLAINED)) c.fail('SELECT', 'INSERT', 'STATEMENT SET', 'EXECUTE', 'CREATE TABLE')
  const statement = parseStatementAt(c)
  const runs = statement.kind !== 'create-view' && (statement.kind !== 'create-table' || statement.query !== undefined)
  if (!runs || statement.kind === 'other') c.fail('AS')
  return statement
}

/** What COMPILE PLAN takes. */
export function parseCompiled(c: Cursor): Statement {
  if (c.at('STATEMENT')) return parseStatementSet(c, c.start, false)
  if (!c.at('INSERT')) c.fail('INSERT INTO', 'STATEMENT SET')
  return parseInsert(c, c.start, false)
}

const EXPLAINED = new Set([
  'SELECT',
  'WITH',
  'VALUES',
  'TABLE',
  '(',
  'INSERT',
  'UPSERT',
  'EXECUTE',
  'CREATE',
  'REPLACE',
])

function parseExecute(c: Cursor): Statement {
  const start = c.start
  c.expect('EXECUTE')
  switch (c.token.key) {
    case 'STATEMENT':
      return parseStatementSet(c, start, true)
    case 'INSERT':
      return parseInsert(c, start, true)
    case 'PLAN':
      return parseExecutePlan(c, start)
    case 'SELECT':
    case 'WITH':
    case 'VALUES':
    case 'TABLE':
    case '(':
      return { kind: 'query-statement', execute: true, query: parseQuery(c), span: c.from(start) }
    default:
      return c.fail('STATEMENT SET', 'INSERT', 'SELECT', 'PLAN')
  }
}

/** STATEMENT SET BEGIN insert; .. END */
function parseStatementSet(c: Cursor, start: number, execute: boolean): StatementSet {
  c.expectAll('STATEMENT', 'SET')
  if (!c.take('BEGIN')) noteMissingBegin(c)
  return { kind: 'statement-set', execute, inserts: parseInserts(c), span: c.from(start) }
}

/** Reading goes on with the inserts, or their END would seem to end nothing. */
function noteMissingBegin(c: Cursor): void {
  c.attempt(() => c.fail('BEGIN'))
  if (c.peek().key === 'INSERT') c.advance()
}

/** BEGIN STATEMENT SET; insert; .. END: the client's older form. */
function parseOpenStatementSet(c: Cursor): StatementSet {
  const start = c.start
  c.expectAll('BEGIN', 'STATEMENT', 'SET', ';')
  return { kind: 'statement-set', execute: false, inserts: parseInserts(c), span: c.from(start) }
}

/** Mistakes are noted here, each insert by itself, so that the END is found. */
function parseInserts(c: Cursor): Insert[] {
  const inserts: Insert[] = []
  do {
    const insert = c.recovering(parseSetMember, NO_STOPS)
    if (insert !== undefined) inserts.push(insert)
    const isMissing = c.at('END') || (c.at('INSERT') && beginsStatement(c))
    if (isMissing) c.attempt(() => c.fail(';'))
    else if (!c.take(';')) c.fail(';')
  } while (!c.take('END'))
  return inserts
}

function parseSetMember(c: Cursor): Insert {
  if (!c.at('INSERT') && !c.at('UPSERT')) c.fail('INSERT INTO', 'END')
  const insert = parseInsert(c, c.start, false)
  if (!c.at(';') && !c.at('END') && !beginsStatement(c)) c.fail(';')
  return insert
}

/** Words that begin a statement and hardly ever a line inside one; SELECT does both. */
const BEGINNINGS = new Set([
  'CREATE',
  'INSERT',
  'SELECT',
  'DROP',
  'ALTER',
  'EXPLAIN',
  'EXECUTE',
  'DESCRIBE',
  'SHOW',
  'USE',
  'SET',
])

/** Whether the next statement begins here, on a line of its own, though no semicolon ends the one before. */
export const beginsStatement = (c: Cursor): boolean => c.atAny(BEGINNINGS) && c.isFirstOnLine()

export function noteMissingSemicolon(c: Cursor): void {
  c.attempt(() => c.refuse('parse.missing-semicolon', {}, c.token, [insertFix(c.previous().end, ';')]))
}

const NO_STOPS: ReadonlySet<string> = new Set()
