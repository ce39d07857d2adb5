import type { Token } from '../sql/token.ts'

// Where the clauses of queries stand, found by brackets and words alone: it holds while a query is being
// written and cannot be parsed.

export interface Clause {
  /** SELECT, FROM, WHERE, GROUP, … */
  readonly key: string
  readonly start: number
  end: number
}

/** One SELECT with its clauses. */
export interface QueryBlock {
  readonly start: number
  end: number
  readonly clauses: Clause[]
  readonly commonTables: readonly CommonTableBlock[]
  /** The query around it, and whether it stands in that one's FROM, whose names it does not see. */
  readonly parent: QueryBlock | undefined
  readonly isInFrom: boolean
}

export interface CommonTableBlock {
  readonly name: Token
  /** Its text between the brackets. */
  readonly start: number
  readonly end: number
}

const CLAUSES: ReadonlySet<string> = new Set([
  ...['FROM', 'WHERE', 'GROUP', 'HAVING', 'WINDOW', 'QUALIFY', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH'],
])
const SET_OPERATIONS: ReadonlySet<string> = new Set(['UNION', 'EXCEPT', 'INTERSECT'])
/** Calls with a FROM of their own. */
const WITH_FROM: ReadonlySet<string> = new Set(['EXTRACT', 'TRIM', 'SUBSTRING', 'OVERLAY'])

/** All blocks of a statement, outer ones before those inside of them. `tokens`: without comments; `end`: of the text. */
export function findQueryBlocks(tokens: readonly Token[], end: number): readonly QueryBlock[] {
  const reader = new BlockReader(tokens, end)
  reader.read()
  return reader.blocks
}

/** The innermost block around an offset. */
export const blockAt = (blocks: readonly QueryBlock[], offset: number): QueryBlock | undefined =>
  blocks.findLast(({ start, end }) => start < offset && offset <= end)

export const clauseAt = (block: QueryBlock, offset: number): Clause | undefined =>
  block.clauses.findLast(({ start }) => start < offset)

interface Group {
  readonly opener: Token | undefined
  readonly parent: QueryBlock | undefined
  readonly isInFrom: boolean
  commonTables: readonly CommonTableBlock[]
  block: QueryBlock | undefined
}

class BlockReader {
  readonly blocks: QueryBlock[] = []
  readonly #tokens: readonly Token[]
  readonly #end: number
  #at = 0

  constructor(tokens: readonly Token[], end: number) {
    this.#tokens = tokens
    this.#end = end
  }

  read(): void {
    this.#group({ opener: undefined, parent: undefined, isInFrom: false, commonTables: [], block: undefined })
  }

  #peek(ahead: number): Token | undefined {
    return this.#tokens[this.#at + ahead]
  }

  /** Up to and with the bracket that closes the group; to the end when it was never closed. */
  #group(group: Group): void {
    for (let token = this.#peek(0); token !== undefined && token.kind !== 'end'; token = this.#peek(0)) {
      const { key } = token
      if (key === ';') this.#close(group, token.start)
      if (key === ')' && group.opener !== undefined) {
        this.#close(group, token.start)
        this.#at++
        return
      }
      if (group.opener !== undefined && this.#isBeyond(group)) return
      this.#at++
      if (key === '(') this.#nested(group, this.#peek(-2))
      else if (key === 'WITH' && group.block === undefined) this.#commonTables(group)
      else if (key === 'SELECT') this.#open(group, token)
      else if (SET_OPERATIONS.has(key)) this.#close(group, token.start)
      else if (CLAUSES.has(key)) this.#clause(group, token)
    }
    this.#close(group, this.#end)
  }

  #nested(group: Group, opener: Token | undefined): void {
    const parent = group.block ?? group.parent
    const isInFrom = group.block === undefined ? group.isInFrom : group.block.clauses.at(-1)?.key === 'FROM'
    const { commonTables } = group
    this.#group({ opener: opener ?? EMPTY, parent, isInFrom, commonTables, block: undefined })
  }

  #commonTables(group: Group): void {
    for (;;) {
      const name = this.#peek(0)
      if (name?.kind !== 'word' && name?.kind !== 'quoted-identifier') return
      let body = 1
      while (this.#peek(body) !== undefined && this.#peek(body)?.key !== 'AS' && body < MOST_COLUMNS) body++
      const bracket = this.#peek(body + 1)
      if (this.#peek(body)?.key !== 'AS' || bracket?.key !== '(') return
      this.#at += body + 2
      this.#nested(group, undefined)
      const end = this.#peek(-1)?.start ?? bracket.end
      group.commonTables = [...group.commonTables, { name, start: bracket.end, end }]
      if (this.#peek(0)?.key !== ',') return
      this.#at++
    }
  }

  #open(group: Group, { start, end }: Token): void {
    this.#close(group, start)
    const { commonTables, parent, isInFrom } = group
    group.block = { start, end, clauses: [{ key: 'SELECT', start, end }], commonTables, parent, isInFrom }
    this.blocks.push(group.block)
  }

  #clause({ block }: Group, token: Token): void {
    const before = this.#peek(-2)
    const isDistinctFrom = token.key === 'FROM' && before?.key === 'DISTINCT' && this.#peek(-3)?.key !== 'SELECT'
    if (block === undefined || isDistinctFrom || (token.key === 'GROUP' && before?.key === 'WITHIN')) return
    const last = block.clauses.at(-1)
    if (last !== undefined) last.end = token.start
    block.clauses.push({ key: token.key, start: token.start, end: token.end })
  }

  #close(group: Group, end: number): void {
    if (group.block === undefined) return
    group.block.end = end
    const last = group.block.clauses.at(-1)
    if (last !== undefined) last.end = end
    group.block = undefined
  }

  /** A clause of the query around: the bracket before was not closed. */
  #isBeyond({ opener, block, parent }: Group): boolean {
    const key = this.#peek(0)?.key ?? ''
    if (block !== undefined || parent === undefined) return false
    if (key === 'FROM') return this.#peek(-1)?.key !== 'DISTINCT' && !WITH_FROM.has(opener?.key ?? '')
    if (key === 'WHERE') return this.#peek(-1)?.key !== '('
    if (key === 'GROUP') return this.#peek(-1)?.key !== 'WITHIN'
    return key === 'HAVING'
  }
}

const EMPTY: Token = { kind: 'operator', key: '', value: '', start: 0, end: 0 }
/** A list of column names before AS may be so long. */
const MOST_COLUMNS = 2_000
