import type { Identifier, Query, TableRef } from '../sql/ast.ts'
import { isReserved } from '../sql/keyword.ts'
import { parseStatement } from '../sql/parse-script.ts'
import type { Token } from '../sql/token.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { introducedBy, type NamedColumn, type NamedRelation, type NameScope, unknownType } from './names.ts'
import { type Clause, findQueryBlocks, type QueryBlock } from './query-blocks.ts'
import { resolveFrom, resolveRelationName } from './resolve-from.ts'
import { withCommonTable } from './resolve-query.ts'
import { lazily, type Resolving } from './resolving.ts'

const FROM_ONLY = 'SELECT*FROM '
const JOIN_WORDS: ReadonlySet<string> = new Set([
  ...['JOIN', 'NATURAL', 'LEFT', 'RIGHT', 'FULL', 'INNER', 'OUTER', 'CROSS', ','],
])
const WINDOW_FUNCTIONS: ReadonlySet<string> = new Set(['TUMBLE', 'HOP', 'CUMULATE', 'SESSION'])

/** The names in reach of a place in a statement that may be half written: what can be read of FROM, piece by piece. */
export class WrittenScope {
  readonly #text: string
  readonly #tokens: readonly Token[]
  readonly #r: Resolving
  readonly blocks: readonly QueryBlock[]

  /** `tokens`: of the statement, without comments. `end`: up to where it can go on. */
  constructor(text: string, tokens: readonly Token[], end: number, r: Resolving) {
    this.#text = text
    this.#tokens = tokens
    this.#r = r
    this.blocks = findQueryBlocks(tokens, end)
  }

  scopeOf(block: QueryBlock): NameScope {
    const { parent } = block
    const outer = parent === undefined || block.isInFrom ? undefined : this.scopeOf(parent)
    return { relations: this.#relationsOf(block), ...(outer === undefined ? {} : { outer }) }
  }

  /** With the WITH tables that the block can read. */
  resolvingOf(block: QueryBlock | undefined): Resolving {
    let r = this.#r
    for (const { name: token, start, end } of block?.commonTables ?? []) {
      const name = identifierOf(token)
      const query = this.#queryBetween(start, end)
      if (query !== undefined) r = withCommonTable(r, { name, columns: [], query, span: query.span })
      else {
        const columns = this.#outputBetween(start, end)
        const relation = { text: token.value, name: introducedBy(name, 'common-table', r.statement), columns }
        r = { ...r, commonTables: new Map([...r.commonTables, [token.value, relation]]) }
      }
    }
    return r
  }

  #relationsOf(block: QueryBlock): readonly NamedRelation[] {
    const from = block.clauses.find(({ key }) => key === 'FROM')
    if (from === undefined) return []
    const r = this.resolvingOf(block)
    const start = from.start + 'FROM'.length
    const whole = this.#tableRef(start, from.end)
    if (whole !== undefined) return resolveFrom(whole, { relations: [] }, r)
    const relations: NamedRelation[] = []
    for (const piece of this.#pieces(from)) {
      const ref = this.#tableRef(piece.start, piece.end) ?? this.#tableRef(piece.start, piece.shorter)
      if (ref !== undefined) relations.push(...resolveFrom(ref, { relations: [...relations] }, r))
      else relations.push(this.#guess(piece.start, piece.end, r))
    }
    return relations
  }

  /** The text between two places, everything else blanked, so that places in it stay right. */
  #tableRef(start: number, end: number): TableRef | undefined {
    const own = this.#text.slice(start, end)
    if (own.trim() === '') return undefined
    const before = ' '.repeat(Math.max(0, start - FROM_ONLY.length)) + FROM_ONLY
    const { value } = parseStatement(before + own)
    if (value?.kind !== 'query-statement' || value.query.body.kind !== 'select') return undefined
    return value.query.body.from
  }

  #queryBetween(start: number, end: number): Query | undefined {
    const { value } = parseStatement(' '.repeat(start) + this.#text.slice(start, end))
    return value?.kind === 'query-statement' ? value.query : undefined
  }

  /** What stands between commas and joins. `shorter`: without the last word, which may just be on its way. */
  #pieces({ start, end }: Clause): readonly { start: number; end: number; shorter: number }[] {
    const pieces: { start: number; end: number; shorter: number }[] = []
    let depth = 0
    let isCondition = false
    let current: { start: number; end: number; shorter: number } | undefined
    for (const token of this.#tokens) {
      if (token.start < start + 'FROM'.length || token.start >= end) continue
      if (token.key === ')') depth--
      const separates = depth <= 0 && JOIN_WORDS.has(token.key)
      if (depth <= 0 && (token.key === 'ON' || token.key === 'USING')) isCondition = true
      if (separates) isCondition = false
      if (separates || isCondition) current = undefined
      else if (current === undefined) {
        current = { start: token.start, end: token.end, shorter: token.start }
        pieces.push(current)
      } else Object.assign(current, { end: token.end, shorter: current.end })
      if (token.key === '(') depth++
    }
    return pieces
  }

  /** A subquery or a window function that cannot be read yet: its alias, and the columns that show. */
  #guess(start: number, end: number, r: Resolving): NamedRelation {
    const tokens = this.#tokens.filter((token) => token.start >= start && token.end <= end)
    const table = tokens.findIndex(({ key }, at) => key === 'TABLE' && isName(tokens[at + 1]))
    const last = tokens.at(-1)
    const hasAlias = isName(last) && tokens.some(({ key }) => key === ')')
    const columns = table < 0 ? this.#outputBetween(start, end) : this.#windowed(tokens, tokens[table + 1], r)
    return { ...(hasAlias && last !== undefined ? { text: last.value } : {}), columns }
  }

  #windowed(tokens: readonly Token[], name: Token | undefined, r: Resolving): readonly NamedColumn[] {
    if (name === undefined) return []
    const identifier = identifierOf(name)
    const columns = resolveRelationName({ parts: [identifier], span: identifier.span }, r)?.columns ?? []
    if (!tokens.some(({ key }) => WINDOW_FUNCTIONS.has(key))) return columns
    const bound: LogicalType = { kind: 'TIMESTAMP', precision: 3, nullable: false }
    const own = ['window_start', 'window_end', 'window_time']
    return [...columns, ...own.map((text): NamedColumn => ({ text, type: () => bound }))]
  }

  /** The names that a select list gives, as far as they can be seen. */
  #outputBetween(start: number, end: number): readonly NamedColumn[] {
    const block = this.blocks.find((each) => each.start >= start && each.end <= end)
    const list = block?.clauses[0]
    if (block === undefined || list === undefined) return []
    const relations = lazily(() => this.#relationsOf(block))
    const columns: NamedColumn[] = []
    for (const item of this.#itemsOf(list)) {
      const last = item.at(-1)
      if (last?.key === '*') columns.push(...relations().flatMap((relation) => relation.columns))
      else if (isName(last)) {
        const known = relations().flatMap((relation) => relation.columns.filter(({ text }) => text === last.value))
        const isAlone = item.length === 1 || item.at(-2)?.key === '.'
        columns.push(isAlone && known[0] !== undefined ? known[0] : { text: last.value, type: unknownType })
      }
    }
    return columns
  }

  #itemsOf({ start, end }: Clause): readonly (readonly Token[])[] {
    const items: Token[][] = [[]]
    let depth = 0
    for (const token of this.#tokens) {
      if (token.start <= start || token.start >= end || token.kind === 'end') continue
      if (token.key === ')') depth--
      if (depth === 0 && token.key === ',') items.push([])
      else items.at(-1)?.push(token)
      if (token.key === '(') depth++
    }
    return items
  }
}

export const isName = (token: Token | undefined): token is Token =>
  token?.kind === 'quoted-identifier' || (token?.kind === 'word' && !isReserved(token.key))

const identifierOf = ({ value, kind, start, end }: Token): Identifier => ({
  name: value,
  quoted: kind === 'quoted-identifier',
  span: { start, end },
})
