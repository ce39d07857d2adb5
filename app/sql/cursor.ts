import type { Identifier, QualifiedName } from './ast.ts'
import { closestWord } from './closest-word.ts'
import { type Diagnostic, type Fix, SqlError } from './diagnostic.ts'
import type { Draft } from './draft.ts'
import { insertFix, quoteFix, removeFix, replaceFix } from './fix.ts'
import { isReserved } from './keyword.ts'
import { Lexer } from './lexer.ts'
import { formatMessage, type MessageParams } from './messages.ts'
import { type Span, span } from './span.ts'
import { createToken, type Token } from './token.ts'

/** Deeper nesting than any author writes; it keeps the call stack whole. */
const DEEPEST = 400
const MOST_MISTAKES = 200

/** Words that are hardly ever meant as a name. */
const STRUCTURAL = new Set(
  `SELECT FROM WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH UNION EXCEPT INTERSECT MINUS JOIN ON USING AS AND OR NOT IN IS LIKE
   BETWEEN CASE WHEN THEN ELSE END WITH INSERT INTO VALUES CREATE TABLE SET BY DISTINCT ALL INNER LEFT RIGHT FULL CROSS NATURAL
   LATERAL OVER WINDOW QUALIFY EXISTS CAST DROP ALTER EXPLAIN EXECUTE WATERMARK PRIMARY CONSTRAINT`.split(/\s+/),
)

/** What goes on an expression. */
const CONTINUATIONS = new Set(
  '. ( [ = <> != < <= > >= + - * / % || => :: IS NOT IN LIKE RLIKE SIMILAR BETWEEN AND OR'.split(' '),
)

/** What a query may stand behind. */
const BEFORE_QUERY = new Set(
  '( , AS ALL DISTINCT UNION EXCEPT INTERSECT MINUS FOR EXPLAIN EXECUTE IN EXISTS'.split(' '),
)

/** Behind these a bracket opens no call and no list. */
const GROUPING = new Set(
  `( , = <> != < <= > >= + - * / % || SELECT DISTINCT ALL FROM WHERE ON AND OR NOT HAVING QUALIFY WHEN THEN ELSE CASE
   BETWEEN LIKE JOIN BY`.split(/\s+/),
)

const WHOLE_NUMBER = /^\d+$/

/** What may follow where a query could already end. */
const CLAUSES = [
  'FROM',
  'WHERE',
  'GROUP',
  'HAVING',
  'WINDOW',
  'QUALIFY',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'UNION',
  'EXCEPT',
  'INTERSECT',
  'JOIN',
  'LEFT',
  'RIGHT',
  'INNER',
  'CROSS',
  'FULL',
]

/** The parser's place in the token stream, the questions it asks there, and the mistakes found so far. */
export class Cursor {
  readonly text: string
  readonly diagnostics: Diagnostic[] = []
  /** Where words stand that were read as keywords, not as names; kept on request. */
  readonly #keywords: Set<number> | undefined
  readonly #lexer: Lexer
  /**
   * The tokens of the statement so far, and the one before it; `#count` of them are valid. They are filled again for
   * the next statement: nothing that outlives a statement may hold one.
   */
  readonly #tokens: Draft<Token>[] = []
  #count = 0
  #index = 0
  /** The one at `#index`. */
  #token: Token
  /** The one made last. */
  #span: Span = span(0, 0)
  #depth = 0
  #statementStart = 0
  /** Where the last recovery left off: a second mistake at the same token is an echo of the first. */
  #recoveredAt = -1
  /** Up to where a text without its closing quote has been looked for. */
  #searched = 0
  #openText: Token | undefined
  /** The last name that was taken for an alias. */
  #alias: Token | undefined

  constructor(text: string, keywords?: Set<number>) {
    this.text = text
    this.#keywords = keywords
    this.#lexer = new Lexer(text)
    this.#token = this.#readTo(0)
  }

  get token(): Token {
    return this.#token
  }

  #moveTo(index: number): void {
    this.#index = index
    this.#token = index < this.#count ? (this.#tokens[index] as Token) : this.#readTo(index)
  }

  /** Reads on, a statement at a time. */
  #readTo(index: number): Token {
    const tokens = this.#tokens
    while (index >= this.#count) {
      const last = this.#count === 0 ? undefined : tokens[this.#count - 1]
      if (last?.kind === 'end') return last
      this.#readStatement()
    }
    return tokens[index] as Token
  }

  #readStatement(): void {
    const tokens = this.#tokens
    for (;;) {
      const token = tokens[this.#count] ?? createToken()
      this.#lexer.read(token)
      if (token.kind === 'comment') continue
      tokens[this.#count++] = token
      if (token.key === ';' || token.kind === 'end') return
    }
  }

  get start(): number {
    return this.#token.start
  }

  get index(): number {
    return this.#index
  }

  peek(ahead = 1): Token {
    const index = this.#index + ahead
    return index < this.#count ? (this.#tokens[index] as Token) : this.#readTo(index)
  }

  previous(): Token {
    return this.#tokens[this.#index - 1] ?? this.token
  }

  advance(): Token {
    const token = this.#token
    if (token.kind === 'bad') this.refuseBad(token)
    if (token.kind !== 'end') this.#moveTo(this.#index + 1)
    return token
  }

  at(key: string): boolean {
    return this.#token.key === key
  }

  atAny(keys: ReadonlySet<string>): boolean {
    return this.#token.key !== '' && keys.has(this.#token.key)
  }

  /** What was read since `index`, with blanks and capitals of keywords set evenly. */
  plainText(index: number): string {
    let text = ''
    let last = ''
    for (const { kind, key, start, end } of this.#tokens.slice(index, this.#index)) {
      const tight = text === '' || last === '(' || last === '.' || key === ')' || key === ',' || key === '.'
      text += (tight ? '' : ' ') + (kind === 'word' && isReserved(key) ? key : this.text.slice(start, end))
      last = key
    }
    return text
  }

  /** Whether these keywords or operators follow one another here. */
  atSequence(first: string, second: string, third?: string): boolean {
    if (this.#token.key !== first || this.peek().key !== second) return false
    return third === undefined || this.peek(2).key === third
  }

  take(key: string): boolean {
    const token = this.#token
    if (token.key !== key) return false
    this.#keywords?.add(token.start)
    this.#moveTo(this.#index + 1)
    return true
  }

  /** Takes the words if they stand here. Where two of several do, the others must follow. */
  takeSequence(first: string, second: string, ...others: readonly string[]): boolean {
    if (!this.atSequence(first, second)) return false
    this.expectAll(first, second, ...others)
    return true
  }

  /** An alias without AS: the slip may be right before it, which shows only behind it. */
  implicitAlias(): Identifier {
    this.#alias = this.#token
    return this.identifier('an alias')
  }

  /** GROUP BY, ORDER BY, PARTITION BY: the first word is reserved, the second must follow. */
  takeBy(key: 'GROUP' | 'ORDER' | 'PARTITION'): boolean {
    if (!this.take(key)) return false
    this.expect('BY')
    return true
  }

  expect(key: string): void {
    if (!this.take(key)) this.fail(key)
  }

  expectAll(...keys: readonly string[]): void {
    for (const key of keys) this.expect(key)
  }

  /** The span from an earlier start to the end of what was read last; nodes that begin and end alike share one. */
  from(start: number): Span {
    const { end } = this.previous()
    const last = this.#span
    if (last.start === start && last.end === end) return last
    this.#span = span(start, Math.max(start, end))
    return this.#span
  }

  atIdentifier(ahead = 0): boolean {
    const { kind, key } = this.peek(ahead)
    return kind === 'quoted-identifier' || (kind === 'word' && !isReserved(key))
  }

  identifier(expected = 'a name'): Identifier {
    const { kind, key, value, start } = this.#token
    const quoted = kind === 'quoted-identifier'
    if (!quoted && (kind !== 'word' || isReserved(key))) this.failName(expected)
    this.#moveTo(this.#index + 1)
    return { name: value, quoted, span: this.from(start) }
  }

  qualifiedName(expected = 'a name'): QualifiedName {
    const first = this.identifier(expected)
    if (!this.take('.')) return { parts: [first], span: first.span }
    const parts = [first, this.identifier(expected)]
    while (this.take('.')) parts.push(this.identifier(expected))
    return { parts, span: this.from(first.span.start) }
  }

  identifierList(expected = 'a column name'): Identifier[] {
    this.expect('(')
    const names = this.list((c) => c.identifier(expected))
    this.expect(')')
    return names
  }

  /** One or more, separated by commas. */
  list<T>(read: (c: Cursor) => T): T[] {
    const first = read(this)
    if (!this.take(',')) return [first]
    const items = [first]
    do items.push(read(this))
    while (this.take(','))
    return trimmed(items)
  }

  /**
   * Like `list`, but a mistake inside one item, or behind it, is noted and reading goes on with the next:
   * at the next comma outside brackets, or at whatever `stops` says ends the list. `behind` is what an
   * author may write behind an item.
   */
  recoveringList<T>(read: (c: Cursor) => T, stops: ReadonlySet<string>, behind: readonly string[]): T[] {
    const items: T[] = []
    const depth = this.#depth
    do {
      try {
        const item = read(this)
        if (!this.#atListEnd(stops)) this.fail(',', ...behind)
        items.push(item)
      } catch (error) {
        this.#recover(error, depth, stops)
      }
    } while (this.take(','))
    return trimmed(items)
  }

  #atListEnd(stops: ReadonlySet<string>): boolean {
    const { key } = this.token
    return key === ',' || key === ')' || stops.has(key) || this.#atNextStatement()
  }

  recovering<T>(read: (c: Cursor) => T, stops: ReadonlySet<string>): T | undefined {
    const depth = this.#depth
    try {
      return read(this)
    } catch (error) {
      this.#recover(error, depth, stops)
      return undefined
    }
  }

  #recover(error: unknown, depth: number, stops: ReadonlySet<string>): void {
    this.note(error)
    if (this.isGivenUp) throw error
    this.#depth = depth
    this.#skipTo(stops)
    this.#recoveredAt = this.start
  }

  /** Notes a mistake after which reading can go on as if it had not been made. */
  attempt(read: () => void): void {
    try {
      read()
    } catch (error) {
      this.note(error)
    }
  }

  isFirstOnLine(): boolean {
    return this.text.slice(this.previous().end, this.start).includes('\n')
  }

  /** More mistakes than anyone reads: the rest is not looked at. */
  get isGivenUp(): boolean {
    return this.diagnostics.length >= MOST_MISTAKES
  }

  /** Keeps a mistake, unless it only repeats one that has just been kept. */
  note(error: unknown): void {
    if (!(error instanceof SqlError)) throw error
    if (this.isGivenUp || this.start === this.#recoveredAt || this.#openText !== undefined) return
    this.#openText = this.#findOpenText()
    const start = this.#openText?.start
    const cause = start === undefined ? undefined : this.#diagnostic('parse.open-string', {}, span(start, start + 1))
    this.diagnostics.push(cause ?? error.diagnostic)
  }

  /** Mistakes are told apart by statement: what was read before is no cause of what goes wrong from here on. */
  beginStatement(): void {
    this.#letGo(this.#index - 1)
    this.#searched = this.#index
    this.#statementStart = this.start
    this.#openText = undefined
    this.#alias = undefined
  }

  #letGo(count: number): void {
    if (count <= 0) return
    const tokens = this.#tokens
    this.#count -= count
    // Mostly two tokens.
    for (let at = 0; at < this.#count; at++) {
      const kept = tokens[at + count] as Token
      tokens[at + count] = tokens[at] as Token
      tokens[at] = kept
    }
    this.#index -= count
  }

  /**
   * A text that runs over a semicolon and a line's end: most likely its closing quote is missing, and what
   * went wrong later went wrong because of that.
   */
  #findOpenText(): Token | undefined {
    for (; this.#searched <= this.#index; this.#searched++) {
      const token = this.#tokens[this.#searched]
      if (token?.kind === 'string' && token.value.includes('\n') && token.value.includes(';')) return token
    }
    return undefined
  }

  /** To the next semicolon, or to where a new statement clearly begins. */
  skipStatement(): void {
    while (!this.#atNextStatement() && !this.#atNextQuery()) this.#moveTo(this.#index + 1)
    this.#recoveredAt = this.start
    this.#depth = 0
  }

  /** CREATE and INSERT INTO on a line of their own begin a statement wherever they stand. */
  #atNextStatement(): boolean {
    const { kind, key, start } = this.#token
    if (kind === 'end' || key === ';') return true
    if (key !== 'CREATE' && !(key === 'INSERT' && this.peek().key === 'INTO')) return false
    return start > this.#statementStart && this.isFirstOnLine()
  }

  /** SELECT on a line of its own, unless what stands before it asks for a query. */
  #atNextQuery(): boolean {
    const { key, start } = this.#token
    if (key !== 'SELECT' || start <= this.#statementStart || !this.isFirstOnLine()) return false
    return !BEFORE_QUERY.has(this.previous().key)
  }

  #skipTo(stops: ReadonlySet<string>): void {
    let open = 0
    for (; !this.#atNextStatement(); this.#moveTo(this.#index + 1)) {
      const { key } = this.token
      if (open === 0 && (key === ',' || key === ')' || stops.has(key))) return
      if (key === '(' || key === '[') open++
      else if (key === ')' || key === ']') open = Math.max(0, open - 1)
    }
  }

  nested<T>(read: (c: Cursor) => T): T {
    this.enter()
    const value = read(this)
    this.leave()
    return value
  }

  /** One level deeper, until `leave`. */
  enter(): void {
    if (++this.#depth > DEEPEST) this.refuse('parse.too-deep', {}, this.token)
  }

  leave(): void {
    this.#depth--
  }

  string(expected = 'a text in quotes'): string {
    const token = this.#token
    if (token.kind !== 'string') this.fail(expected)
    this.advance()
    return token.value
  }

  /** Like `string`, but texts that follow one another are one: so Flink reads options. */
  joinedStrings(expected?: string): string {
    let text = this.string(expected)
    while (this.#token.kind === 'string') text += this.string()
    return text
  }

  integer(): number {
    const token = this.#token
    if (token.kind !== 'number' || !WHOLE_NUMBER.test(token.value)) this.fail('a whole number')
    this.advance()
    return Number(token.value)
  }

  /** What stands here is none of what could stand here. */
  fail(...expected: readonly string[]): never {
    const token = this.token
    if (token.kind === 'bad') this.refuseBad(token)
    if (token.key === '!' && this.peek().key === '=') this.refuse('parse.not-equal', {}, token)
    this.refuseMisspelt(expected, expected)
    this.#refuseAlias(expected)
    if (expected.includes(')')) this.#refuseUnclosed(token)
    const [only = ''] = expected
    const fixes = this.#plainFixes(only, expected.length)
    this.refuse('parse.expected', { expected: expected.join('\n'), found: describe(token) }, token, fixes)
  }

  /** The only word that can stand here, or the comma before it taken away. */
  #plainFixes(only: string, alternatives: number): readonly Fix[] {
    if (alternatives === 1 && /^([A-Z_]+|[();])$/.test(only)) return [this.#missingFix(only)]
    const before = this.previous()
    const isListEnd = this.at(')') || STRUCTURAL.has(this.token.key)
    return before.key === ',' && isListEnd ? [removeFix(span(before.start, before.end), ',')] : []
  }

  #missingFix(key: string): Fix {
    return /^[);]$/.test(key) ? insertFix(this.previous().end, key) : insertFix(this.start, `${key} `)
  }

  /** The statement is complete, but its text goes on. */
  failEnd(): never {
    const expected = ['the end of the statement']
    this.refuseMisspelt(expected, CLAUSES)
    if (this.at(')') || this.at(']')) this.refuse('parse.unopened-bracket', { found: this.token.key }, this.token)
    this.fail(...expected)
  }

  /** What goes on an expression stands behind a name that was taken for an alias: something is missing before the name. */
  #refuseAlias(expected: readonly string[]): void {
    const alias = this.previous()
    if (alias !== this.#alias || !CONTINUATIONS.has(this.token.key)) return
    const params = { expected: ['an operator', ...expected].join('\n'), found: describe(alias) }
    this.refuse('parse.expected', params, alias)
  }

  /** A bracket that opens no call, before what can only stand outside it: the bracket is the mistake, as far as one can tell. */
  #refuseUnclosed(token: Token): void {
    if (token.kind !== 'end' && token.key !== ';' && !STRUCTURAL.has(token.key)) return
    const open: number[] = []
    for (let at = 0; at < this.#index; at++) {
      const key = this.#tokens[at]?.key
      if (key === '(') open.push(at)
      else if (key === ')') open.pop()
    }
    const last = open.at(-1)
    const bracket = last === undefined ? undefined : this.#tokens[last]
    const before = last === undefined ? undefined : this.#tokens[last - 1]
    if (bracket === undefined || before === undefined || !GROUPING.has(before.key)) return
    this.refuse('parse.unclosed-bracket', {}, bracket, [insertFix(this.previous().end, ')')])
  }

  /** The word here, or the one before that was taken for an alias, may be a keyword with a slip in it. */
  refuseMisspelt(expected: readonly string[], keywords: readonly string[]): void {
    for (const token of [this.token, this.previous()]) {
      const suggestion = token.kind === 'word' && !isReserved(token.key) ? closestWord(token.key, keywords) : undefined
      if (suggestion === undefined) continue
      const params = { expected: expected.join('\n'), found: describe(token), suggestion }
      const where = span(token.start, token.end)
      const fixes = [replaceFix(where, suggestion)]
      throw new SqlError({ ...this.#diagnostic('parse.misspelt', params, where), fixes })
    }
  }

  /** A name or operand should stand here: a reserved word was probably meant as one, unless it begins a clause. */
  failName(expected: string): never {
    const token = this.#token
    if (token.kind === 'word' && !STRUCTURAL.has(token.key))
      this.refuse('parse.reserved-word', { word: token.value }, token, [quoteFix(token, token.value)])
    this.fail(expected)
  }

  refuseBad(token: Token): never {
    const where = span(token.start, Math.min(token.end, token.start + 40))
    const quoted = token.mistake === 'double-quotes' && token.end - token.start > 2 ? token.value.slice(1, -1) : ''
    const fixes = quoted === '' ? [] : [quoteFix(token, quoted), replaceFix(token, `'${quoted}'`)]
    this.refuse(`parse.${token.mistake ?? 'unexpected'}`, { found: describe(token) }, where, fixes)
  }

  refuse(code: string, params: MessageParams, where: Span, fixes: readonly Fix[] = []): never {
    const diagnostic = this.#diagnostic(code, params, where)
    throw new SqlError(fixes.length === 0 ? diagnostic : { ...diagnostic, fixes })
  }

  #diagnostic(code: string, params: MessageParams, where: Span): Diagnostic {
    const message = formatMessage(code, params, 'en')
    return { code, severity: 'error', message, params, span: span(where.start, where.end), phase: 'parse' }
  }
}

/** Without the room that a growing list keeps in reserve: most of what a tree holds is short lists. */
const trimmed = <T>(items: readonly T[]): T[] => items.slice()

function describe(token: Token): string {
  switch (token.kind) {
    case 'end':
      return 'the end of the text'
    case 'string':
      return `'${shorten(token.value)}'`
    case 'quoted-identifier':
      return `\`${shorten(token.value)}\``
    default:
      return shorten(token.value)
  }
}

const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text)
