import type { Identifier, Query } from './ast.ts'
import type { CreateTable, TableElement } from './ast-statement.ts'
import type { Cursor } from './cursor.ts'
import { type Draft, NONE } from './draft.ts'
import { parseQuery } from './parse-query.ts'
import { type ListedElement, parseComment, parseElements, parseOptions } from './parse-table-element.ts'
import type { Span } from './span.ts'

interface CreateWords {
  readonly start: number
  readonly temporary: boolean
  readonly replace: boolean
  readonly mustExist: boolean
}

/** Behind CREATE TABLE; `words` says what has been read before. */
export function parseCreateTable(c: Cursor, words: CreateWords): CreateTable {
  const ifNotExists = c.takeSequence('IF', 'NOT', 'EXISTS')
  const name = c.qualifiedName('a table name')
  const listed = c.at('(') ? parseElements(c) : undefined
  const comment = parseComment(c)
  const distribution = c.at('DISTRIBUTED') ? parseDistribution(c) : undefined
  const partitionedBy = c.takeSequence('PARTITIONED', 'BY') ? c.identifierList() : undefined
  const connection = c.takeSequence('USING', 'CONNECTION') ? c.qualifiedName('a name') : undefined
  const options = c.take('WITH') ? parseOptions(c) : NONE
  const like = c.at('LIKE') ? parseLike(c) : undefined
  if (like !== undefined && c.at('AS')) c.refuse('parse.like-with-query', {}, c.token)
  if (connection !== undefined && c.at('AS')) c.refuse('parse.connection-with-query', {}, c.token)
  if (words.mustExist && !c.at('AS')) c.fail('AS')
  const query: Query | undefined = c.take('AS') ? parseQuery(c) : undefined
  const { temporary, replace, mustExist, start } = words
  const span = c.from(start)
  const table: Draft<CreateTable> = { kind: 'create-table', temporary, replace, ifNotExists, name, options, span }
  if (mustExist) table.mustExist = true
  if (listed !== undefined) addElements(c, table, listed, query !== undefined)
  if (comment !== undefined) table.comment = comment
  if (distribution !== undefined) table.distribution = distribution
  if (partitionedBy !== undefined) table.partitionedBy = partitionedBy
  if (connection !== undefined) table.connection = connection
  if (like !== undefined) table.like = like
  if (query !== undefined) table.query = query
  return table
}

/** Names alone belong to the query of a CREATE TABLE .. AS; they never stand beside columns with types. */
function addElements(c: Cursor, table: Draft<CreateTable>, listed: readonly ListedElement[], hasQuery: boolean): void {
  checkElements(c, listed)
  if (areElements(listed)) {
    table.elements = listed
    return
  }
  const names = listed.flatMap((element) => (element.kind === 'name' ? [element.name] : []))
  const first = names[0] as Identifier
  const isAlone = names.length === listed.length
  if (!hasQuery && isAlone && c.at('SELECT')) c.fail('AS')
  if (!hasQuery) c.refuse('parse.expected', { expected: 'a type', found: c.text.charAt(first.span.end) }, first.span)
  if (!isAlone) c.refuse('parse.ctas-with-columns', {}, first.span)
  table.columnNames = names
}

const areElements = (listed: readonly ListedElement[]): listed is readonly TableElement[] =>
  listed.every(({ kind }) => kind !== 'name')

function checkElements(c: Cursor, elements: readonly ListedElement[]): void {
  let watermarks = 0
  for (const element of elements) {
    if (element.kind === 'watermark' && ++watermarks > 1) c.refuse('parse.multiple-watermarks', {}, element.span)
  }
  for (const element of elements) {
    if (element.kind === 'watermark' || (element.kind === 'column' && element.form === 'computed')) {
      const { expr } = element
      if (expr?.kind === 'subquery' || expr?.kind === 'exists') c.refuse('parse.query-in-definition', {}, expr.span)
    }
  }
}

function parseDistribution(c: Cursor): NonNullable<CreateTable['distribution']> {
  const start = c.start
  if (!c.take('DISTRIBUTED')) c.expect('DISTRIBUTION')
  if (c.take('INTO')) return { columns: NONE, buckets: parseBuckets(c), span: c.from(start) }
  c.expect('BY')
  const kind = c.take('HASH') ? 'HASH' : c.take('RANGE') ? 'RANGE' : undefined
  if (!c.at('(')) c.fail('HASH', 'RANGE', '(')
  const columns = c.identifierList()
  const buckets = c.take('INTO') ? parseBuckets(c) : undefined
  const distribution: Draft<NonNullable<CreateTable['distribution']>> = { columns, span: c.from(start) }
  if (kind !== undefined) distribution.kind = kind
  if (buckets !== undefined) distribution.buckets = buckets
  return distribution
}

function parseBuckets(c: Cursor): number {
  const buckets = c.integer()
  c.expect('BUCKETS')
  return buckets
}

const LIKE_FEATURES = new Set([
  'ALL',
  'CONSTRAINTS',
  'DISTRIBUTION',
  'GENERATED',
  'METADATA',
  'OPTIONS',
  'PARTITIONS',
  'WATERMARKS',
])

function parseLike(c: Cursor): NonNullable<CreateTable['like']> {
  const start = c.start
  c.expect('LIKE')
  const source = c.qualifiedName('a table name')
  const options: { merge: 'INCLUDING' | 'EXCLUDING' | 'OVERWRITING'; feature: string; span: Span }[] = []
  if (c.take('(')) {
    do {
      const optionStart = c.start
      if (!c.at('INCLUDING') && !c.at('EXCLUDING') && !c.at('OVERWRITING'))
        c.fail('INCLUDING', 'EXCLUDING', 'OVERWRITING', ')')
      const merge = c.advance().key as 'INCLUDING'
      if (!c.atAny(LIKE_FEATURES)) c.fail(...LIKE_FEATURES)
      options.push({ merge, feature: c.advance().key, span: c.from(optionStart) })
    } while (!c.take(')'))
  }
  return { source, options, span: c.from(start) }
}
