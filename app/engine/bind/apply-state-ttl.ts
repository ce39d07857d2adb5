import type { Hint, Select, TableRef } from '../../sql/ast.ts'
import { unsupported } from '../../sql/diagnostic.ts'
import type { LogicalNode } from '../logical/node.ts'
import { type BindEnvironment, simpleName } from './environment.ts'
import type { Relation } from './from.ts'
import { readStateTtl } from './state-ttl-hints.ts'

/** A SELECT as far as a STATE_TTL hint needs to know it. */
export interface HintedSelect {
  readonly select: Select
  readonly from: Relation
  /** The rows of FROM that pass WHERE. */
  readonly rows: LogicalNode
  readonly aggregates: boolean
}

/**
 * Reads the STATE_TTL hints of a SELECT. They are for its joins, or for its aggregation if that is over one table, view
 * or subquery of FROM; where it has neither, Flink does not even look at the names in them.
 */
export function applyStateTtl(hinted: HintedSelect, env: BindEnvironment): void {
  const hints = hinted.select.hints.filter(({ name }) => name.name.toUpperCase() === 'STATE_TTL')
  for (const hint of hints) applyHint(hint, hinted, env)
}

function applyHint(hint: Hint, { select, from, rows, aggregates }: HintedSelect, env: BindEnvironment): void {
  const times = readStateTtl(hint)
  const joins = select.from?.kind === 'join'
  const groups = aggregates || select.distinct
  if (!joins && !groups) {
    // the join of a subquery in WHERE comes too late for the names to be looked at
    if (!isFilterOf(rows, from.node)) for (const ttl of times.values()) env.stateTtl?.add(ttl, hint)
    return
  }
  assertKnown(hint, { select, from, rows, aggregates }, joins)
  const names = select.from === undefined ? [] : namesIn(select.from, env)
  const matched = [...times].filter(([key]) => names.some((name) => name.includes(key)))
  const unmatched = [...times.keys()].filter((key) => !names.some((name) => name.includes(key)))
  if (unmatched.length > 0) env.stateTtl?.addUnmatched(unmatched, hint)
  for (const [, ttl] of matched) {
    if (joins || env.stateTtl?.ofAggregation(select.span) !== undefined) env.stateTtl?.add(ttl, hint)
    else env.stateTtl?.addAggregation(select.span, ttl, hint)
  }
}

/** What Flink makes of a hint for several at once has not been found out. */
function assertKnown(hint: Hint, { select, from, rows, aggregates }: HintedSelect, joins: boolean): void {
  const isFiltered = !isFilterOf(rows, from.node)
  if ((aggregates && select.distinct) || (isFiltered && (aggregates || select.distinct)))
    throw unsupported('hint STATE_TTL for several operators', hint.span)
  const plain = select.from !== undefined && isPlain(select.from)
  if (!plain || (joins && select.distinct)) throw unsupported('hint STATE_TTL', hint.span)
}

const isFilterOf = (rows: LogicalNode, from: LogicalNode): boolean =>
  rows === from || (rows.kind === 'Filter' && rows.input === from)

/** Tables, views and subqueries, alone or joined. */
function isPlain(ref: TableRef): boolean {
  if (ref.kind === 'join') return isPlain(ref.left) && isPlain(ref.right)
  return ref.kind === 'derived-table' || (ref.kind === 'named-table' && ref.systemTime === undefined)
}

/** For each table of FROM the names by which a hint may call it. */
function namesIn(ref: TableRef, env: BindEnvironment): readonly (readonly string[])[] {
  switch (ref.kind) {
    case 'join':
      return [...namesIn(ref.left, env), ...namesIn(ref.right, env)]
    case 'derived-table':
      return ref.alias === undefined ? [] : [[ref.alias.name.name]]
    case 'named-table': {
      if (ref.alias !== undefined) return [[ref.alias.name.name]]
      const simple = simpleName(ref.name)
      if (simple !== undefined && env.commonTables.has(simple)) return [[simple]]
      const path = env.catalog.path(ref.name)
      return [[path.at(-1) ?? '', path.slice(-2).join('.'), path.join('.')]]
    }
    default:
      return []
  }
}
