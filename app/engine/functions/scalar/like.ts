import { BOOLEAN, withNullable } from '../../../types/construct-type.ts'
import { RunFailure } from '../../run-failure.ts'
import type { Argument, Inference, ScalarFunction } from '../declaration.ts'
import { constantText, refuseLate, scalar, signature } from '../define.ts'
import { CHARACTER } from '../strategy/operand.ts'
import { nullableIfArgs, someNullable } from '../strategy/result.ts'
import { compilePattern, type JavaPattern } from './java-regex/java-pattern.ts'

// LIKE, SIMILAR TO and RLIKE.

class InvalidPattern extends Error {}

/** A pattern of LIKE as code points; `mark` is the escape character, null for none. */
function likePattern(pattern: string, mark: string | null = '\\'): LikePattern {
  if (mark !== null && [...mark].length !== 1) throw new InvalidPattern(`Invalid escape character '${mark}'`)
  const parts: number[] = []
  for (let i = 0; i < pattern.length; i++) {
    const c = String.fromCodePoint(pattern.codePointAt(i) as number)
    i += c.length - 1
    if (c === mark) {
      const next = pattern[++i]
      if (next !== '_' && next !== '%' && next !== mark) {
        throw new InvalidPattern(`Invalid escape sequence '${pattern}', ${i - 1}`)
      }
      parts.push(next.charCodeAt(0))
    } else parts.push(c === '_' ? ANY_ONE : c === '%' ? ANY_MANY : (c.codePointAt(0) as number))
  }
  return parts.includes(ANY_ONE) ? { parts } : { texts: textsOf(parts) }
}

/** Without _ only the texts between the % count. */
type LikePattern = { readonly parts: readonly number[] } | { readonly texts: readonly string[] }

function textsOf(parts: readonly number[]): readonly string[] {
  const texts = ['']
  for (const part of parts) {
    if (part === ANY_MANY) texts.push('')
    else texts.push(`${texts.pop()}${String.fromCodePoint(part)}`)
  }
  return texts
}

const fitsLike = (text: string, pattern: LikePattern): boolean =>
  'texts' in pattern ? fitsTexts(text, pattern.texts) : fitsParts(text, pattern.parts)

/** The first text begins it, the last one ends it, the others follow in order. */
function fitsTexts(text: string, texts: readonly string[]): boolean {
  const first = texts[0] as string
  if (texts.length === 1) return text === first
  const last = texts.at(-1) as string
  const end = text.length - last.length
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false
  let at = first.length
  for (let i = 1; i < texts.length - 1; i++) {
    const middle = texts[i] as string
    const found = text.indexOf(middle, at)
    if (found < 0 || found + middle.length > end) return false
    at = found + middle.length
  }
  return true
}

const ANY_ONE = -1
const ANY_MANY = -2
/** What `_` does not stand for, as a dot does not. */
const LINE_ENDS = new Set([0x0a, 0x0d, 0x85, 0x2028, 0x2029])

/** In the worst case as many steps as the lengths multiplied: only the last % is ever tried again. */
function fitsParts(text: string, pattern: readonly number[]): boolean {
  const characters = Array.from(text, (c) => c.codePointAt(0) as number)
  let [at, part] = [0, 0]
  let [retryAt, retryPart] = [-1, -1]
  while (at < characters.length) {
    const wanted = pattern[part]
    const c = characters[at] as number
    if (wanted === ANY_MANY) {
      retryPart = ++part
      retryAt = at
    } else if (wanted === c || (wanted === ANY_ONE && !LINE_ENDS.has(c))) {
      at++
      part++
    } else if (retryPart >= 0) {
      at = ++retryAt
      part = retryPart
    } else return false
  }
  return pattern.slice(part).every((rest) => rest === ANY_MANY)
}

const CLASSES: Readonly<Record<string, string>> = {
  ALPHA: '\\p{Alpha}',
  UPPER: '\\p{Upper}',
  LOWER: '\\p{Lower}',
  DIGIT: '\\d',
  SPACE: ' ',
  WHITESPACE: '\\s',
  ALNUM: '\\p{Alnum}',
}

/** What means something in a pattern of SIMILAR TO, and so may be escaped. */
const SPECIALS = '[]()|^-+*_%?{}'
const JAVA_SPECIALS = '[]()|^-+*?{}$\\.'

/** SIMILAR TO: the regular expression that it stands for, in Java's syntax. A backslash is itself. */
function similarExpression(pattern: string, mark: string | undefined): JavaPattern {
  if (mark !== undefined && mark.length !== 1) throw new InvalidPattern(`Invalid escape character '${mark}'`)
  const regexp = compilePattern(new SimilarPattern(pattern, mark).toJava())
  if (regexp === null) throw new InvalidPattern(`Invalid regular expression '${pattern}'`)
  return regexp
}

/** Flink writes (?:.|\n|\r)*. */
const ANY_TEXT = '[^\\u0085\\u2028\\u2029]*'

class SimilarPattern {
  private readonly pattern: string
  private readonly mark: string | undefined
  private at = 0

  constructor(pattern: string, mark: string | undefined) {
    this.pattern = pattern
    this.mark = mark
    this.checkEscapes()
  }

  toJava(): string {
    let java = ''
    while (this.at < this.pattern.length) {
      const c = this.pattern[this.at++] as string
      if (c === this.mark) java += this.escaped()
      else if (c === '[') java += this.characterClass()
      else if (c === ']') throw this.invalid()
      else java += c === '_' ? '.' : c === '%' ? ANY_TEXT : c === '\\' || c === '$' ? `\\${c}` : c
    }
    return java
  }

  /** An escape character that has a meaning of its own must always escape something. */
  private checkEscapes(): void {
    const { pattern, mark } = this
    if (mark === undefined || !SPECIALS.includes(mark)) return
    for (let i = pattern.indexOf(mark); i >= 0; i = pattern.indexOf(mark, i + 1)) {
      const next = pattern[i + 1]
      if (next === undefined || !SPECIALS.includes(next)) throw this.badEscape(i)
    }
  }

  private escaped(): string {
    const c = this.pattern[this.at++]
    if (c === undefined || (!SPECIALS.includes(c) && c !== this.mark)) throw this.badEscape(this.at - 2)
    return SPECIALS.includes(c) && JAVA_SPECIALS.includes(c) ? `\\${c}` : c
  }

  private characterClass(): string {
    let java = '['
    while (this.at < this.pattern.length) {
      const c = this.pattern[this.at++] as string
      if (c === ']') return `${java}]`
      const named = c === '[' ? /^\[:([A-Za-z]+):\]/.exec(this.pattern.slice(this.at - 1)) : null
      const set = named && CLASSES[(named[1] as string).toUpperCase()]
      if (set) {
        java += set
        this.at += (named?.[0].length ?? 1) - 1
      } else if (c === this.mark) java += this.escaped()
      else if (c !== '-' && c !== '^' && SPECIALS.includes(c)) throw this.invalid()
      else java += c
    }
    throw this.invalid()
  }

  private badEscape(at: number): InvalidPattern {
    return new InvalidPattern(`Invalid escape sequence '${this.pattern}', ${at}`)
  }

  private invalid(): InvalidPattern {
    return new InvalidPattern(`Invalid regular expression '${this.pattern}'`)
  }
}

const likeCache = new Map<string, LikePattern>()
function like(text: string, pattern: string, mark?: string): boolean {
  const key = mark === undefined ? pattern : `${mark}\u0000${pattern}`
  let parts = likeCache.get(key)
  if (parts === undefined) {
    if (likeCache.size >= 1000) likeCache.clear()
    parts = runnable(() => likePattern(pattern, mark))
    likeCache.set(key, parts)
  }
  return fitsLike(text, parts)
}

function runnable<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof InvalidPattern) throw new RunFailure('RuntimeException', error.message)
    throw error
  }
}

/** A bad escape in a constant pattern fails when the query is planned. */
function invalidLike(args: readonly Argument[]): Inference | undefined {
  const pattern = constantText(args[1])
  const mark = constantText(args[2])
  if (pattern === undefined || mark === undefined) return undefined
  try {
    likePattern(pattern, mark)
    return undefined
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return refuseLate(message, withNullable(BOOLEAN, someNullable(args)))
  }
}

const inferLike = signature('LIKE', [CHARACTER, CHARACTER, CHARACTER], nullableIfArgs(BOOLEAN), { optional: 1 })

type Template = (args: readonly string[], constant: (value: unknown) => string) => string

/** Plain tests for the common shapes of constant patterns: 'a', 'a%', '%a', '%a%'. */
function simpleLike(pattern: string): Template | undefined {
  // Flink takes the empty literal for a chain without links, which every string passes
  if (pattern === '') return () => 'true'
  const match = /^(%?)([^%_]*)(%?)$/.exec(pattern)
  const [, start, middle = '', end] = match ?? []
  if (!match || middle === '') return undefined
  if (start && end) return ([a], constant) => `${a}.includes(${constant(middle)})`
  if (start) return ([a], constant) => `${a}.endsWith(${constant(middle)})`
  if (end) return ([a], constant) => `${a}.startsWith(${constant(middle)})`
  return ([a], constant) => `(${a} === ${constant(middle)})`
}

export const likeOperators: readonly ScalarFunction[] = [
  scalar({
    name: 'LIKE',
    category: 'comparison',
    docs: [
      'string LIKE pattern [ESCAPE character]',
      "name LIKE 'A%'",
      'Whether the string fits a pattern: % is any text, _ one character.',
      '是否匹配模式：% 为任意文本，_ 为单个字符。',
    ],
    infer: (args) => {
      const inference = inferLike(args)
      return inference.ok ? (invalidLike(args) ?? inference) : inference
    },
    implement: ({ args }) => {
      const pattern = args.length === 2 ? constantText(args[1]) : undefined
      const simple = pattern === undefined ? undefined : simpleLike(pattern)
      // which Calcite knows to be whether there is one
      if (pattern === '%' && args[0]?.type.nullable === false) return { nulls: 'called', source: () => 'true' }
      if (simple) return { source: simple }
      if (pattern === undefined || pattern.includes('_')) return { apply: like }
      // a literal without _ is a chain of texts between %, in which a backslash is itself
      const chain = likePattern(pattern, null)
      return { apply: (text: string) => fitsLike(text, chain) }
    },
  }),
  scalar({
    name: 'SIMILAR TO',
    category: 'comparison',
    docs: [
      'string SIMILAR TO pattern [ESCAPE character]',
      "name SIMILAR TO '(A|B)%'",
      'Whether the string fits a regular expression of SQL.',
      '是否匹配 SQL 正则表达式。',
    ],
    infer: signature('SIMILAR TO', [CHARACTER, CHARACTER, CHARACTER], nullableIfArgs(BOOLEAN), { optional: 1 }),
    implement: () => ({
      apply: (text: string, pattern: string, mark?: string) =>
        runnable(() => similarExpression(pattern, mark)).matches(text),
    }),
  }),
]
