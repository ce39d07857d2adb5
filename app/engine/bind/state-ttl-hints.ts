import type { Hint } from '../../sql/ast.ts'
import { type SqlError, sqlError } from '../../sql/diagnostic.ts'
import type { Span } from '../../sql/span.ts'
import { parseTtl } from '../catalog/state-ttl.ts'

/** What the STATE_TTL hints of one statement say. Aggregations are told apart by the SELECT that makes them. */
export class StateTtlHints {
  readonly #aggregations = new Map<Span, number>()
  #least: { readonly ttl: number; readonly span: Span } | undefined
  #unmatched: SqlError | undefined

  /** How long the aggregation of a SELECT keeps its groups, in milliseconds; 0: forever; undefined without a hint. */
  ofAggregation(select: Span): number | undefined {
    return this.#aggregations.get(select)
  }

  /** The shortest of all, and where it stands. */
  get least(): { readonly ttl: number; readonly span: Span } | undefined {
    return this.#least
  }

  addAggregation(select: Span, ttl: number, hint: Hint): void {
    this.#aggregations.set(select, ttl)
    this.add(ttl, hint)
  }

  /** Of a side of a join: nothing shows of it before its time is over. */
  add(ttl: number, { span }: Hint): void {
    if (ttl > 0 && (this.#least === undefined || ttl < this.#least.ttl)) this.#least = { ttl, span }
  }

  addUnmatched(names: readonly string[], { span }: Hint): void {
    const list = names.map((name) => `\`${name}\``).join(', ')
    const message = `The options of following hints cannot match the name of input tables or views: \n${list} in \`STATE_TTL\``
    this.#unmatched ??= sqlError('plan', 'hint-tables', message, span)
  }

  /** Throws SqlError for a hint that names no table of its query. */
  assertMatched(): void {
    if (this.#unmatched !== undefined) throw this.#unmatched
  }
}

/** The tables of a STATE_TTL hint, each with its time in milliseconds. Throws SqlError. */
export function readStateTtl({ options, span }: Hint): ReadonlyMap<string, number> {
  const refuse = (what: string) => sqlError('parse', 'hint-options', `Invalid ${what}`, span)
  if (options.length === 0) throw refuse('STATE_TTL hint, expecting at least one key-value options specified.')
  const times = new Map<string, number>()
  for (const { key, value } of options) {
    if (value === undefined) throw refuse('list options in STATE_TTL hint, only support key-value options.')
    const ttl = parseTtl(value)
    if (ttl === undefined) {
      const why = 'text does not start with a number, and is not a valid ISO-8601 duration format'
      throw refuse(`STATE_TTL hint value: ${why}: ${value}`)
    }
    if (!times.has(key)) times.set(key, ttl)
  }
  return times
}
