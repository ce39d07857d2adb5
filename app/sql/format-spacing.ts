import { isReserved, NILADIC, RESERVED_FUNCTIONS } from './keyword.ts'
import { SPECIAL_CALLS } from './parse-special-call.ts'
import type { Token } from './token.ts'

/** Reserved words that stand close to their bracket, besides functions. */
const CLOSE = new Set(
  `CAST TRY_CAST ROW ARRAY MULTISET TABLE UNNEST DECIMAL DEC NUMERIC VARCHAR CHAR CHARACTER BINARY VARBINARY TIME TIMESTAMP
   TIMESTAMP_LTZ RAW YEAR MONTH DAY HOUR MINUTE SECOND HASH RANGE`.split(/\s+/),
)
const TIGHT_BEFORE = new Set([',', ';', ')', ']', '.', ':', '['])
const TIGHT_AFTER = new Set(['(', '[', '.'])
const TYPE_BRACKETS = new Set(['ARRAY', 'MAP', 'MULTISET', 'ROW', 'STRUCTURED'])

/** Decides where blanks go between the tokens of one statement. */
export class Spacing {
  #previous: Token | undefined
  #beforePrevious: Token | undefined
  readonly #isKeyword: (token: Token) => boolean
  /** Open angle brackets of types such as ARRAY<..>. */
  #angles = 0

  constructor(isKeyword: (token: Token) => boolean) {
    this.#isKeyword = isKeyword
  }

  /** Whether the last token stands inside a type. */
  get inType(): boolean {
    return this.#angles > 0
  }

  /** Whether a blank goes before this token; `apart`: the author left one. */
  isSpaced(token: Token, apart: boolean, verbatim: boolean): boolean {
    const previous = this.#previous
    const spaced = previous !== undefined && (verbatim ? apart : this.#decide(previous, token, apart))
    this.#note(token)
    return spaced
  }

  #note(token: Token): void {
    if (this.#opensType(token)) this.#angles++
    else if (token.key === '>' && this.#angles > 0) this.#angles--
    this.#beforePrevious = this.#previous
    this.#previous = token
  }

  #opensType(token: Token): boolean {
    return token.key === '<' && this.#previous !== undefined && TYPE_BRACKETS.has(this.#previous.key)
  }

  #decide(previous: Token, token: Token, apart: boolean): boolean {
    if (token.kind === 'comment' || previous.kind === 'comment') return true
    if (token.key === '.' && previous.kind === 'number') return true
    if (this.#angles > 0 && (token.key === '>' || previous.key === '<')) return false
    if (this.#opensType(token)) return false
    if (token.key === '[') return isReserved(previous.key) && !CLOSE.has(previous.key)
    if (TIGHT_BEFORE.has(token.key)) return token.key === ')' && previous.key === '*/'
    if (TIGHT_AFTER.has(previous.key)) return false
    if (token.key === '(') return this.#isBracketSpaced(previous, apart)
    if (this.#isSign(previous)) return token.key === '-' || token.key === '+'
    return true
  }

  #isBracketSpaced(previous: Token, apart: boolean): boolean {
    if (previous.kind === 'quoted-identifier') return apart
    if (previous.kind !== 'word') return true
    const { key } = previous
    if (!this.#isKeyword(previous)) return apart
    return !CLOSE.has(key) && !RESERVED_FUNCTIONS.has(key) && !SPECIAL_CALLS.has(key) && !NILADIC.has(key)
  }

  /** Whether `previous` is the sign of a number or operand and no operator between two. */
  #isSign(previous: Token): boolean {
    if (previous.key !== '-' && previous.key !== '+') return false
    const before = this.#beforePrevious
    if (before === undefined || before.kind === 'comment') return before === undefined
    if (before.kind === 'operator') return before.key !== ')' && before.key !== ']' && before.key !== '}'
    return before.kind === 'word' && isReserved(before.key) && !NILADIC.has(before.key) && before.key !== 'END'
  }
}
