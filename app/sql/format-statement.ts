import { beginsClause, type FrameKind, isBroken, LISTING } from './format-clauses.ts'
import { Spacing } from './format-spacing.ts'
import type { Token } from './token.ts'

const WIDTH = 90
const STEP = 2

interface Frame {
  readonly kind: FrameKind
  /** Where the lines inside begin, and where the closing bracket goes. */
  readonly indent: number
  readonly outer: number
  /** Whether the items of the clause being printed go on lines of their own. */
  itemised: boolean
}

/** SET key = value and RESET key without quotes are kept letter by letter. */
export function isBareSet(tokens: readonly Token[]): boolean {
  const [first, second] = tokens.filter(({ kind }) => kind !== 'comment')
  return (
    (first?.key === 'SET' || first?.key === 'RESET') &&
    second !== undefined &&
    second.kind !== 'string' &&
    second.key !== ';'
  )
}

/** How the words of a statement are to be taken and written. */
export interface Words {
  readonly isKeyword: (token: Token) => boolean
  readonly write: (token: Token) => string
}

/** Lays out the tokens of one statement. */
export class FormattedStatement {
  readonly #text: string
  readonly #tokens: readonly Token[]
  readonly #write: (token: Token) => string
  readonly #created: boolean
  readonly #verbatim: boolean
  readonly #spacing: Spacing
  readonly #frames: Frame[] = []
  #out = ''
  /** The indent of a line that has to begin before the next token. */
  #line: number | undefined
  #listed = false

  constructor(text: string, tokens: readonly Token[], words: Words) {
    this.#text = text
    this.#tokens = tokens
    this.#write = words.write
    this.#spacing = new Spacing(words.isKeyword)
    const code = tokens.filter(({ kind }) => kind !== 'comment')
    const [first] = code
    this.#created = first?.key === 'CREATE' || first?.key === 'REPLACE'
    this.#verbatim = isBareSet(tokens)
    const kind = first !== undefined && isBroken(first) ? 'query' : 'plain'
    this.#frames.push({ kind, indent: 0, outer: 0, itemised: false })
  }

  print(): string {
    for (const [at, token] of this.#tokens.entries()) {
      if (token.kind === 'comment') this.#comment(token, at)
      else this.#code(token, at)
    }
    return this.#out
  }

  get #frame(): Frame {
    return this.#frames.at(-1) as Frame
  }

  #neighbour(at: number, step: 1 | -1): Token | undefined {
    for (let index = at + step; ; index += step) {
      const token = this.#tokens[index]
      if (token?.kind !== 'comment') return token
    }
  }

  #gap(at: number): string {
    const previous = this.#tokens[at - 1]
    return previous === undefined ? '' : this.#text.slice(previous.end, (this.#tokens[at] as Token).start)
  }

  #code(token: Token, at: number): void {
    const before = this.#neighbour(at, -1)
    const next = this.#neighbour(at, 1)
    if ((token.key === ')' || token.key === ']') && this.#frames.length > 1) this.#close()
    else if (before !== undefined && beginsClause(this.#frame.kind, this.#created, before, token, next)) {
      if (before.key !== '(') this.#line = token.key === 'END' ? this.#frame.outer : this.#frame.indent
      this.#frame.itemised = false
    }
    if (token.kind === 'string' && before?.kind === 'string' && this.#gap(at).includes('\n'))
      this.#line ??= this.#frame.indent + STEP
    this.#put(this.#write(token), token, at)
    this.#after(token, at, before, next)
  }

  #after(token: Token, at: number, before: Token | undefined, next: Token | undefined): void {
    const { key } = token
    if (key === '(') this.#open(before, next)
    else if (key === '[') this.#frames.push({ kind: 'inline', indent: this.#frame.indent, outer: 0, itemised: false })
    else if (key === ',' && !this.#spacing.inType && (this.#frame.kind === 'list' || this.#frame.itemised)) {
      this.#line = this.#frame.indent + (this.#frame.kind === 'list' ? 0 : STEP)
    } else if (LISTING.has(key) && this.#frame.kind !== 'inline' && this.#frame.kind !== 'list') {
      this.#frame.itemised = this.#isLong(at)
      if (this.#frame.itemised) this.#line = this.#frame.indent + STEP
    } else if (key === 'BEGIN' && before?.key === 'SET') {
      this.#frames.push({ kind: 'inserts', indent: STEP, outer: 0, itemised: false })
    } else if (key === 'END' && this.#frame.kind === 'inserts') {
      this.#frames.pop()
    }
    if (key === 'DISTINCT' && before?.key === 'SELECT' && this.#line !== undefined)
      this.#line = this.#frame.indent + STEP
  }

  #put(text: string, token: Token, at: number): void {
    const verbatim = this.#verbatim || this.#frame.kind === 'pattern'
    const spaced = this.#spacing.isSpaced(token, this.#gap(at) !== '', verbatim)
    if (this.#line !== undefined && this.#out !== '') this.#out += `\n${' '.repeat(this.#line)}`
    else if (spaced && this.#out !== '') this.#out += ' '
    this.#line = undefined
    this.#out += text
  }

  /** On its own line, behind the code of its line, or between code. */
  #comment(token: Token, at: number): void {
    const own = at === 0 || this.#gap(at).includes('\n')
    const behind = this.#text.slice(token.end, this.#tokens[at + 1]?.start ?? this.#text.length).includes('\n')
    const pending = this.#line
    const indent = pending ?? this.#frame.indent + (this.#out === '' ? 0 : STEP)
    this.#line = own ? indent : undefined
    this.#put(this.#text.slice(token.start, token.end).trimEnd(), token, at)
    const breaks = behind || token.value.startsWith('--') || token.value.startsWith('//')
    this.#line = breaks ? this.#lineAfterComment(at, indent) : pending
  }

  #lineAfterComment(at: number, indent: number): number {
    const started = this.#tokens.slice(0, at).some(({ kind }) => kind !== 'comment')
    return started ? indent : 0
  }

  #open(before: Token | undefined, next: Token | undefined): void {
    const kind = this.#bracketKind(before, next)
    const { indent } = this.#frame
    const inline = kind === 'inline' || kind === 'pattern'
    const inner = this.#frame.itemised ? indent + STEP : indent
    this.#frames.push({ kind, indent: inline ? inner : inner + STEP, outer: inner, itemised: false })
    if (!inline) this.#line = inner + STEP
    if (this.#frames.length === 2) this.#listed = true
  }

  #bracketKind(before: Token | undefined, next: Token | undefined): FrameKind {
    if (next?.key === ')') return 'inline'
    if (before?.key === 'PATTERN' && this.#frame.kind === 'match') return 'pattern'
    if (this.#frame.kind === 'pattern') return 'pattern'
    if (before?.key === 'MATCH_RECOGNIZE') return 'match'
    if (next?.key === 'SELECT' || next?.key === 'WITH') return 'query'
    const top = this.#frames.length === 1 && this.#created
    if (top && before?.key === 'WITH') return 'list'
    const named = before?.kind === 'quoted-identifier' || before?.kind === 'word'
    return top && !this.#listed && named && this.#definesTable() ? 'list' : 'inline'
  }

  /** CREATE TABLE t (: the first bracket of the statement lists columns. */
  #definesTable(): boolean {
    const code = this.#tokens.filter(({ kind }) => kind !== 'comment').slice(0, 5)
    return code.some(({ key }) => key === 'TABLE')
  }

  #close(): void {
    const frame = this.#frames.pop() as Frame
    this.#line = frame.kind === 'inline' || frame.kind === 'pattern' ? this.#line : frame.outer
  }

  /** Whether the items of the clause that begins here need more than one line. */
  #isLong(at: number): boolean {
    const kind = this.#frame.kind
    let open = 0
    let length = this.#frame.indent
    for (let index = at + 1; index < this.#tokens.length; index++) {
      const token = this.#tokens[index] as Token
      if (token.kind === 'comment') return true
      if (token.key === '(' || token.key === '[') open++
      if (token.key === ')' || token.key === ']') open--
      if (open < 0 || (open === 0 && token.key === ';')) break
      const clause =
        open === 0 && beginsClause(kind, this.#created, this.#neighbour(index, -1), token, this.#neighbour(index, 1))
      if (clause) break
      length += token.end - token.start + 1
    }
    return length > WIDTH
  }
}
