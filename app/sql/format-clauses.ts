import type { Token } from './token.ts'

/** What a bracket, or the statement itself, holds: it decides which words begin a line. */
export type FrameKind = 'plain' | 'query' | 'list' | 'match' | 'inserts' | 'inline' | 'pattern'

const QUERY_CLAUSES = new Set([
  'SELECT',
  'WHERE',
  'GROUP',
  'HAVING',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'FETCH',
  'UNION',
  'EXCEPT',
  'INTERSECT',
  'WINDOW',
  'QUALIFY',
  'VALUES',
])
const MATCH_CLAUSES = new Set(['PARTITION', 'ORDER', 'MEASURES', 'ONE', 'AFTER', 'PATTERN', 'SUBSET', 'DEFINE'])
const CREATE_CLAUSES = new Set(['PARTITIONED', 'DISTRIBUTED', 'COMMENT', 'FRESHNESS', 'REFRESH_MODE'])
const OUTER_JOINS = new Set(['LEFT', 'RIGHT', 'FULL'])
const JOIN_WORDS = new Set([...OUTER_JOINS, 'OUTER', 'INNER', 'CROSS', 'NATURAL'])
/** Clauses whose items go on lines of their own when they are long. */
export const LISTING = new Set(['SELECT', 'MEASURES', 'DEFINE'])

/** Whether `token` begins a clause, and with it a line. */
export function beginsClause(
  frame: FrameKind,
  created: boolean,
  before: Token | undefined,
  token: Token,
  next: Token | undefined,
): boolean {
  const { key } = token
  if (key === '' || token.kind !== 'word') return false
  if (frame === 'match') return MATCH_CLAUSES.has(key) || (key === 'ALL' && next?.key === 'ROWS')
  if (frame !== 'query' && frame !== 'inserts') return false
  if (frame === 'inserts' && (key === 'INSERT' || key === 'END')) return true
  if (key === 'FROM') return before?.key !== 'DISTINCT' && before?.key !== 'METADATA'
  if (QUERY_CLAUSES.has(key)) return true
  if (created && (CREATE_CLAUSES.has(key) || (key === 'LIKE' && before?.key !== 'NOT'))) return true
  if (key === 'WITH') return next?.key === '('
  return beginsJoin(before, key, next)
}

function beginsJoin(before: Token | undefined, key: string, next: Token | undefined): boolean {
  if (before !== undefined && JOIN_WORDS.has(before.key)) return false
  if (OUTER_JOINS.has(key)) return next?.key === 'JOIN' || next?.key === 'OUTER'
  return key === 'JOIN' || key === 'NATURAL' || ((key === 'INNER' || key === 'CROSS') && next?.key === 'JOIN')
}

/** Statements that are broken into lines; all others stay on one. */
const BROKEN = new Set([
  'SELECT',
  'WITH',
  'VALUES',
  '(',
  'INSERT',
  'CREATE',
  'REPLACE',
  'EXPLAIN',
  'EXECUTE',
  'COMPILE',
  'ALTER',
  'STATEMENT',
])
export const isBroken = (first: Token): boolean => BROKEN.has(first.key)
