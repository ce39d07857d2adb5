import type { Statement } from './ast-statement.ts'
import type { Cursor } from './cursor.ts'
import { StatementBuilder } from './statement-builder.ts'

// Statements that manage a session and its catalogs: what they do, what they name, and their clauses.

const FUNCTION_LANGUAGES = ['JAVA', 'SCALA', 'SQL', 'PYTHON'] as const

/** CREATE [OR REPLACE] [TEMPORARY] has been read; TABLE and VIEW have been ruled out. */
export function parseCreateOther(c: Cursor, start: number, temporary: boolean, replace: boolean): Statement {
  const b = new StatementBuilder(c, start)
  const verb = `CREATE ${replace ? 'OR REPLACE ' : ''}${temporary ? 'TEMPORARY ' : ''}`
  if (c.takeSequence('OR', 'ALTER')) return parseMaterializedTable(c, b, `${verb}OR ALTER MATERIALIZED TABLE`)
  if (temporary && c.take('SYSTEM')) {
    const kind = c.at('CONNECTION') ? 'CONNECTION' : 'FUNCTION'
    c.expect(kind)
    return parseNewObject(c, b, `${verb}SYSTEM ${kind}`, kind)
  }
  switch (c.token.key) {
    case 'CATALOG':
    case 'DATABASE':
    case 'FUNCTION':
    case 'MODEL':
    case 'CONNECTION': {
      const kind = c.advance().key
      return parseNewObject(c, b, verb + kind, kind)
    }
    case 'MATERIALIZED':
      if (temporary || replace) c.fail('FUNCTION')
      return parseMaterializedTable(c, b, `${verb}MATERIALIZED TABLE`)
    default:
      return c.fail('TABLE', 'VIEW', 'FUNCTION', 'DATABASE', 'CATALOG', 'MODEL', 'MATERIALIZED TABLE', 'CONNECTION')
  }
}

function parseNewObject(c: Cursor, b: StatementBuilder, verb: string, kind: string): Statement {
  b.optional('IF', 'NOT', 'EXISTS')
  if (kind === 'CATALOG' || verb.includes('SYSTEM')) b.simpleName()
  else b.name('a name')
  switch (kind) {
    case 'FUNCTION':
      parseFunctionBody(c, b)
      break
    case 'MODEL':
      parseModelBody(c, b)
      break
    default:
      if (b.optional('COMMENT')) b.string()
      if (b.optional('WITH')) b.options()
  }
  return b.done(verb)
}

export function parseFunctionClass(b: StatementBuilder): void {
  b.words('AS').string()
  if (b.optional('LANGUAGE')) b.oneOf(...FUNCTION_LANGUAGES)
}

function parseFunctionBody(c: Cursor, b: StatementBuilder): void {
  parseFunctionClass(b)
  if (b.optional('USING')) {
    do b.oneOf('JAR', 'ARTIFACT')
    while (b.string().optional(','))
  }
  if (c.at('WITH')) b.words('WITH').options()
}

function parseModelBody(c: Cursor, b: StatementBuilder): void {
  for (const part of ['INPUT', 'OUTPUT']) if (b.optional(part)) b.columns()
  if (b.optional('COMMENT')) b.string()
  if (b.optional('WITH')) b.options()
  if (c.at('AS')) b.words('AS').query()
}

function parseMaterializedTable(c: Cursor, b: StatementBuilder, verb: string): Statement {
  c.expectAll('MATERIALIZED', 'TABLE')
  b.name('a table name')
  if (c.at('(')) b.columns()
  if (b.optional('COMMENT')) b.string()
  if (b.optional('DISTRIBUTED')) b.distribution()
  if (b.optional('PARTITIONED', 'BY')) b.list(() => b.reference('a column name'))
  if (b.optional('WITH')) b.options()
  parseFreshness(b)
  if (b.optional('REFRESH_MODE', '=')) b.oneOf('FULL', 'CONTINUOUS')
  return b.words('AS').query().done(verb)
}

export function parseFreshness(b: StatementBuilder): void {
  if (b.optional('FRESHNESS', '=')) b.expr()
}

export function parseDrop(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expect('DROP')
  let verb = 'DROP'
  if (c.take('TEMPORARY')) verb += c.take('SYSTEM') ? ' TEMPORARY SYSTEM' : ' TEMPORARY'
  switch (c.token.key) {
    case 'TABLE':
    case 'VIEW':
    case 'FUNCTION':
    case 'DATABASE':
    case 'CATALOG':
    case 'MODEL':
    case 'CONNECTION':
      verb += ` ${c.advance().key}`
      break
    case 'MATERIALIZED':
      c.expectAll('MATERIALIZED', 'TABLE')
      verb += ' MATERIALIZED TABLE'
      break
    default:
      return c.fail('TABLE', 'VIEW', 'FUNCTION', 'DATABASE', 'CATALOG', 'MODEL', 'MATERIALIZED TABLE', 'CONNECTION')
  }
  b.optional('IF', 'EXISTS')
  b.name('a name')
  if (verb.endsWith('DATABASE') && !b.optional('RESTRICT')) b.optional('CASCADE')
  return b.done(verb)
}

/** What SHOW can list in a catalog or database. */
const SHOWN_IN_DATABASE = new Set([
  'TABLES',
  'VIEWS',
  'FUNCTIONS',
  'PROCEDURES',
  'MODELS',
  'DATABASES',
  'CONNECTIONS',
  'CATALOGS',
])

export function parseShow(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expect('SHOW')
  const { key } = c.token
  switch (key) {
    case 'CREATE':
      c.advance()
      return parseShowCreate(c, b)
    case 'CURRENT':
      c.advance()
      if (c.take('CATALOG')) return b.done('SHOW CURRENT CATALOG')
      c.expect('DATABASE')
      return b.done('SHOW CURRENT DATABASE')
    case 'JARS':
    case 'JOBS':
    case 'MODULES':
      return b.done(`SHOW ${c.advance().key}`)
    case 'FULL':
      c.expectAll('FULL', 'MODULES')
      return b.done('SHOW FULL MODULES')
    case 'COLUMNS':
      c.advance()
      if (!c.take('FROM') && !c.take('IN')) c.fail('FROM', 'IN')
      return parseLikeFilter(b.name('a table name'), ['LIKE']).done('SHOW COLUMNS FROM')
    case 'PARTITIONS':
      c.advance()
      b.name('a table name')
      if (b.optional('PARTITION')) b.partition()
      return b.done('SHOW PARTITIONS')
    case 'USER':
      c.expectAll('USER', 'FUNCTIONS')
      return parseListing(c, b, 'SHOW USER FUNCTIONS')
    case 'MATERIALIZED':
      c.expectAll('MATERIALIZED', 'TABLES')
      return parseListing(c, b, 'SHOW MATERIALIZED TABLES')
  }
  if (!SHOWN_IN_DATABASE.has(key))
    c.fail(...SHOWN_IN_DATABASE, 'CREATE TABLE', 'CREATE VIEW', 'COLUMNS', 'PARTITIONS', 'JARS', 'JOBS', 'MODULES')
  c.advance()
  return parseListing(c, b, `SHOW ${key}`)
}

function parseListing(c: Cursor, b: StatementBuilder, verb: string): Statement {
  const catalogs = verb === 'SHOW CATALOGS'
  if (!catalogs && (c.at('FROM') || c.at('IN'))) {
    b.words(c.token.key)
    if (verb === 'SHOW DATABASES') b.column()
    else b.reference('a name')
  }
  return parseLikeFilter(b, ONLY_LIKE.has(verb) ? ['LIKE'] : ['LIKE', 'ILIKE']).done(verb)
}

/** What cannot be filtered without regard to case. */
const ONLY_LIKE = new Set(['SHOW TABLES', 'SHOW VIEWS', 'SHOW MATERIALIZED TABLES', 'SHOW MODELS'])

function parseLikeFilter(b: StatementBuilder, filters: readonly string[]): StatementBuilder {
  const negated = b.optional('NOT')
  if (filters.some((filter) => b.optional(filter))) b.string()
  else if (negated) b.oneOf(...filters)
  return b
}

function parseShowCreate(c: Cursor, b: StatementBuilder): Statement {
  switch (c.token.key) {
    case 'TABLE':
    case 'VIEW':
    case 'CATALOG':
    case 'MODEL':
    case 'CONNECTION': {
      const verb = `SHOW CREATE ${c.advance().key}`
      return b.name('a name').done(verb)
    }
    case 'MATERIALIZED':
      c.expectAll('MATERIALIZED', 'TABLE')
      return b.name('a table name').done('SHOW CREATE MATERIALIZED TABLE')
    default:
      return c.fail('TABLE', 'VIEW', 'CATALOG', 'MODEL', 'MATERIALIZED TABLE', 'CONNECTION')
  }
}

const DESCRIBED = new Set(['CATALOG', 'DATABASE', 'FUNCTION', 'MODEL', 'JOB', 'CONNECTION'])

export function parseDescribe(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.advance()
  const named = c.peek().kind === 'string' || c.atIdentifier(1) || c.peek().key === 'EXTENDED'
  const kind = c.at('CATALOG') || c.at('DATABASE') || (c.atAny(DESCRIBED) && named) ? c.advance().key : undefined
  const verb = kind === undefined ? 'DESCRIBE' : `DESCRIBE ${kind}`
  if (kind === 'JOB') return b.string().done(verb)
  const extended = c.take('EXTENDED')
  return b.name('a table name').done(extended ? `${verb} EXTENDED` : verb)
}

export function parseUse(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expect('USE')
  if (c.at('CATALOG')) {
    c.advance()
    return b.simpleName().done('USE CATALOG')
  }
  if (!c.take('MODULES')) return b.name('a name').done('USE')
  do b.reference('a name')
  while (b.optional(','))
  return b.done('USE MODULES')
}

export function parseLoadModule(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expectAll('LOAD', 'MODULE')
  b.name('a name')
  if (b.optional('WITH')) b.options()
  return b.done('LOAD MODULE')
}

export function parseUnloadModule(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expectAll('UNLOAD', 'MODULE')
  return b.name('a name').done('UNLOAD MODULE')
}

/** ADD JAR and REMOVE JAR. */
export function parseAddJar(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  const verb = `${c.advance().key} JAR`
  c.expect('JAR')
  return b.string().done(verb)
}

export function parseCall(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expect('CALL')
  return b.call().done('CALL')
}

export function parseAnalyze(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expectAll('ANALYZE', 'TABLE')
  b.name('a table name')
  if (b.optional('PARTITION')) b.partition()
  b.words('COMPUTE', 'STATISTICS')
  if (b.optional('FOR', 'COLUMNS')) {
    do b.reference('a column name')
    while (b.optional(','))
  } else {
    b.optional('FOR', 'ALL', 'COLUMNS')
  }
  return b.done('ANALYZE TABLE')
}

export function parseTruncate(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expectAll('TRUNCATE', 'TABLE')
  return b.name('a table name').done('TRUNCATE TABLE')
}

export function parseUpdate(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expect('UPDATE')
  b.name('a table name').alias().words('SET')
  do b.column().words('=').expr()
  while (b.optional(','))
  if (b.optional('WHERE')) b.expr()
  return b.done('UPDATE')
}

export function parseDelete(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expectAll('DELETE', 'FROM')
  b.name('a table name').alias()
  if (b.optional('WHERE')) b.expr()
  return b.done('DELETE FROM')
}

export function parseStopJob(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expectAll('STOP', 'JOB')
  b.string()
  if (b.optional('WITH', 'SAVEPOINT')) b.optional('WITH', 'DRAIN')
  return b.done('STOP JOB')
}

export function parseExecutePlan(c: Cursor, start: number): Statement {
  const b = new StatementBuilder(c, start)
  c.expect('PLAN')
  return b.string().done('EXECUTE PLAN')
}

/** COMPILE PLAN 'file' [IF NOT EXISTS] FOR statement, COMPILE AND EXECUTE PLAN 'file' FOR statement. */
export function parseCompilePlan(c: Cursor): Statement {
  const b = new StatementBuilder(c, c.start)
  c.expect('COMPILE')
  const executed = c.takeSequence('AND', 'EXECUTE')
  c.expect('PLAN')
  b.string()
  if (!executed) b.optional('IF', 'NOT', 'EXISTS')
  return b
    .words('FOR')
    .compiled()
    .done(executed ? 'COMPILE AND EXECUTE PLAN' : 'COMPILE PLAN')
}
