import { RunFailure } from '../../../run-failure.ts'

// java.util.regex patterns as JavaScript's, where both mean the same; what has no equal is refused by name.

const LINE_END = '\\n\\r\\u0085\\u2028\\u2029'
/** No line ends or begins within \r\n. */
const NOT_BETWEEN = '(?<!\\r(?=\\n))'
/** Without the flag m `$` is the very end. A test that nothing follows would also hold between two surrogates. */
const DOLLAR = `${NOT_BETWEEN}(?=(?:\\r\\n|[${LINE_END}])?$)`
const WORD = '[\\p{L}\\p{Nd}_]'
const BOUNDARY = `(?:(?<=${WORD})(?!${WORD})|(?<!${WORD})(?=${WORD}))`
const NO_BOUNDARY = `(?:(?<=${WORD})(?=${WORD})|(?<!${WORD})(?!${WORD}))`
const SPACE = ' \\t\\n\\x0B\\f\\r'
const HORIZONTAL = ' \\t\\xA0\\u1680\\u180e\\u2000-\\u200a\\u202f\\u205f\\u3000'
const SYNTAX = '^$\\.*+?()[]{}|/'

/** ASCII classes of POSIX, as Java has them, in the form of the inside of a class. */
const POSIX: Readonly<Record<string, string>> = {
  Lower: 'a-z',
  Upper: 'A-Z',
  ASCII: '\\x00-\\x7F',
  Alpha: 'a-zA-Z',
  Digit: '0-9',
  Alnum: 'a-zA-Z0-9',
  Punct: '!-\\/:-@\\[-`\\{-~',
  Graph: '!-~',
  Print: ' -~',
  Blank: ' \\t',
  Cntrl: '\\x00-\\x1F\\x7F',
  XDigit: '0-9a-fA-F',
  Space: SPACE,
}
const CATEGORY = /^(?:L|Lu|Ll|Lt|Lm|Lo|M|Mn|Mc|Me|N|Nd|Nl|No|P|Pc|Pd|Ps|Pe|Pi|Pf|Po|S|Sm|Sc|Sk|So|Z|Zs|Zl|Zp)$/
const SCRIPTS = /^Is(Latin|Greek|Cyrillic|Han|Hiragana|Katakana|Hangul|Arabic|Hebrew|Thai|Devanagari)$/

/** What stands for an assertion in the output, or begins one. */
const ASSERTION = /^(?:\^|\(\?<?[=!]|\(\?:\(\?<?[=!])/
const POSSESSIVE = /^([*+?]|\{[\d,]+\})\+$/

/** Java refuses the pattern too. */
export class PatternSyntaxFailure extends Error {
  override readonly name = 'PatternSyntaxFailure'
}

const unsupported = (what: string): RunFailure =>
  new RunFailure('Unsupported', `regular expression: ${what} has no equal here`)

/** A pattern in JavaScript's syntax, which has no atomic groups and possessive quantifiers: these stay as Java writes them. */
export interface TranslatedPattern {
  readonly source: string
  /** The same without being atomic or possessive, for JavaScript to check. */
  readonly plain: string
  readonly flags: string
  readonly hasAtomic: boolean
}

/** Throws PatternSyntaxFailure where Java does, RunFailure for what cannot be translated. */
export function translatePattern(pattern: string): TranslatedPattern {
  const translator = new Translator(pattern)
  translator.translate()
  const { source, plain, flags, hasAtomic } = translator
  return { source, plain, flags, hasAtomic }
}

class Translator {
  flags = 'u'
  hasAtomic = false
  private readonly out: string[] = []
  /** Where in the output the open groups begin. */
  private readonly open: number[] = []
  /** Where in the output the part begins that a quantifier would repeat. */
  private repeatable: number | undefined
  private readonly text: string
  private at = 0
  private dotAll = false
  private multiline = false

  constructor(text: string) {
    this.text = text
  }

  translate(): void {
    this.leadingFlags()
    while (this.at < this.text.length) this.token()
    if (this.open.length > 0) throw new PatternSyntaxFailure('Unclosed group')
  }

  get source(): string {
    return this.out.join('')
  }

  get plain(): string {
    return this.out
      .map((part) => (part.endsWith('(?>') ? part.replace('(?>', '(?:') : part.replace(POSSESSIVE, '$1')))
      .join('')
  }

  private token(): void {
    const c = this.text[this.at] as string
    const start = this.out.length
    if (c === '*' || c === '+' || c === '?' || c === '{') this.quantifier(c)
    else this.append(c, this.next(), start)
  }

  private append(c: string, part: string, start: number): void {
    if (part === '') return
    if (c === '(') this.open.push(start)
    const closed = c === ')' ? this.open.pop() : start
    if (closed === undefined) throw new PatternSyntaxFailure("Unmatched closing ')'")
    this.repeatable = c === '(' || c === '|' ? undefined : closed
    this.out.push(part)
  }

  /** Java repeats what consumes nothing too; and {n} where there is nothing to repeat. */
  private quantifier(c: string): void {
    this.at++
    const sign = c === '{' ? this.repetition() : c + this.quantifierSuffix()
    const start = this.repeatable
    if (start === undefined && c !== '{') throw new PatternSyntaxFailure(`Dangling meta character '${c}'`)
    if (start === undefined) this.out.push('(?:)')
    else if (ASSERTION.test(this.out[start] ?? '')) {
      this.out[start] = `(?:${this.out[start]}`
      this.out.push(')')
    }
    this.out.push(sign)
    this.repeatable = undefined
  }

  /** (?is) at the start holds for all; elsewhere only as (?i:…). */
  private leadingFlags(): void {
    const match = /^\(\?([a-zA-Z]+)\)/.exec(this.text)
    if (!match) return
    for (const flag of match[1] as string) {
      if (flag === 'i') this.flags += 'i'
      else if (flag === 's') this.dotAll = true
      else if (flag === 'm') this.multiline = true
      else if (flag !== 'u') throw unsupported(`(?${flag})`)
    }
    this.at = match[0].length
  }

  private next(): string {
    const c = this.text[this.at] as string
    this.at++
    switch (c) {
      case '\\':
        return this.escape(false)
      case '[':
        return this.characterClass()
      case '.':
        return this.dotAll ? '[\\s\\S]' : `[^${LINE_END}]`
      case '^':
        return this.multiline ? `(?<=^|[${LINE_END}])${NOT_BETWEEN}(?!$)` : '^'
      case '$':
        return this.multiline ? `${NOT_BETWEEN}(?=[${LINE_END}]|$)` : DOLLAR
      case '(':
        return this.group()
      case ']':
        return '\\]'
      case '}':
        return '\\}'
      default:
        return c
    }
  }

  private quantifierSuffix(): string {
    const c = this.text[this.at]
    if (c !== '?' && c !== '+') return ''
    if (c === '+') this.hasAtomic = true
    this.at++
    return c
  }

  private repetition(): string {
    const match = /^\d+(?:,\d*)?\}/.exec(this.text.slice(this.at))
    if (!match) throw new PatternSyntaxFailure('Illegal repetition')
    const [least, most = ''] = match[0].slice(0, -1).split(',')
    if ([least, most].some((bound) => Number(bound) > 2147483647) || (most !== '' && Number(most) < Number(least)))
      throw new PatternSyntaxFailure('Illegal repetition range')
    this.at += match[0].length
    return `{${match[0]}${this.quantifierSuffix()}`
  }

  private group(): string {
    if (this.text[this.at] !== '?') return '('
    const match = /^\?(?:[:=!>]|<[=!]|<[a-zA-Z][a-zA-Z0-9]*>|[ism]*(?:-[ism]+)?:)/.exec(this.text.slice(this.at))
    if (!match) throw unsupported(`(${this.text.slice(this.at, this.at + 3)}`)
    this.at += match[0].length
    if (match[0] === '?>') this.hasAtomic = true
    return `(${match[0]}`
  }

  /** After a backslash. Inside of a class only what a class may hold. */
  private escape(inClass: boolean): string {
    const c = this.text[this.at]
    if (c === undefined) throw new PatternSyntaxFailure('Unexpected internal error')
    this.at++
    if (c === 'Q') return this.quotation()
    if (/[1-9]/.test(c)) {
      if (inClass) throw new PatternSyntaxFailure('Illegal escape')
      return `\\${c}`
    }
    if (!/[a-zA-Z0]/.test(c)) return SYNTAX.includes(c) || (inClass && c === '-') ? `\\${c}` : c
    if ('tnrfdDwW'.includes(c)) return `\\${c}`
    if (c === 's') return inClass ? SPACE : `[${SPACE}]`
    if (c === 'S' && !inClass) return `[^${SPACE}]`
    if (c === 'h') return inClass ? HORIZONTAL : `[${HORIZONTAL}]`
    if (c === 'R' && !inClass) return `(?:\\r\\n|[\\x0B\\f${LINE_END}])`
    if (c === 'p' || c === 'P') return this.property(c === 'P', inClass)
    const code = this.codeEscape(c)
    if (code !== undefined) return code
    return this.anchor(c, inClass)
  }

  private codeEscape(c: string): string | undefined {
    if (c === 'a') return '\\x07'
    if (c === 'e') return '\\x1B'
    const rest = this.text.slice(this.at)
    const match =
      c === 'x'
        ? /^(?:[0-9a-fA-F]{2}|\{[0-9a-fA-F]+\})/.exec(rest)
        : c === 'u'
          ? /^[0-9a-fA-F]{4}/.exec(rest)
          : c === '0'
            ? /^[0-3]?[0-7]{1,2}/.exec(rest)
            : null
    if (!match) return undefined
    this.at += match[0].length
    const digits = match[0].replace(/[{}]/g, '')
    return `\\u{${c === '0' ? Number.parseInt(digits, 8).toString(16) : digits}}`
  }

  private anchor(c: string, inClass: boolean): string {
    if (!inClass) {
      if (c === 'b') return BOUNDARY
      if (c === 'B') return NO_BOUNDARY
      if (c === 'A') return '(?<=^)'
      if (c === 'z') return '(?=$)'
      if (c === 'Z') return DOLLAR
      if (c === 'k') return '\\k'
    }
    if ('gijlmoqyCEFIJKLMOTUY'.includes(c)) throw new PatternSyntaxFailure('Illegal escape sequence')
    throw unsupported(`\\${c}`)
  }

  private quotation(): string {
    const end = this.text.indexOf('\\E', this.at)
    const quoted = end < 0 ? this.text.slice(this.at) : this.text.slice(this.at, end)
    this.at = end < 0 ? this.text.length : end + 2
    return quoted.replace(/[\^$\\.*+?()[\]{}|/]/g, '\\$&')
  }

  private property(negated: boolean, inClass: boolean): string {
    const match = /^(?:\{(\w+)\}|(\w))/.exec(this.text.slice(this.at))
    const name = match?.[1] ?? match?.[2]
    if (!match || name === undefined) throw new PatternSyntaxFailure('Unknown character property')
    this.at += match[0].length
    const posix = POSIX[name]
    if (posix !== undefined) {
      if (!inClass) return `[${negated ? '^' : ''}${posix}]`
      if (negated) throw unsupported(`\\P{${name}} in a class`)
      return posix
    }
    const letter = negated ? 'P' : 'p'
    if (CATEGORY.test(name)) return `\\${letter}{${name}}`
    if (name === 'IsAlphabetic') return `\\${letter}{Alphabetic}`
    if (name === 'IsDigit') return `\\${letter}{Nd}`
    const script = SCRIPTS.exec(name)
    if (script) return `\\${letter}{Script=${script[1]}}`
    throw unsupported(`\\p{${name}}`)
  }

  /** Nested classes and intersections need JavaScript's flag v. */
  private characterClass(): string {
    let negated = ''
    if (this.text[this.at] === '^') {
      negated = '^'
      this.at++
    }
    const operands = ['']
    const append = (text: string): void => void operands.push(`${operands.pop()}${text}`)
    let first = true
    while (this.at < this.text.length) {
      const c = this.text[this.at] as string
      this.at++
      if (c === ']' && !first) return classOf(negated, operands)
      if (c === '[') append(this.nestedClass())
      else if (c === '&' && this.text[this.at] === '&') this.intersect(operands)
      else if (c === '\\') append(this.escape(true))
      else append(c === ']' || SYNTAX.includes(c) ? `\\${c}` : c === '-' ? this.hyphen(first) : c)
      first = false
    }
    throw new PatternSyntaxFailure('Unclosed character class')
  }

  private nestedClass(): string {
    this.flags = this.flags.replace('u', 'v')
    return this.characterClass()
  }

  private intersect(operands: string[]): void {
    this.flags = this.flags.replace('u', 'v')
    this.at++
    operands.push('')
  }

  /** A range only between two characters. */
  private hyphen(first: boolean): string {
    return first || this.text[this.at] === ']' ? '\\-' : '-'
  }
}

/** Each operand of an intersection is a class of its own; an empty one counts for nothing. */
function classOf(negated: string, operands: readonly string[]): string {
  const [only] = operands
  if (operands.length === 1) return `[${negated}${only}]`
  const classes = operands.filter((operand) => operand !== '').map((operand) => `[${operand}]`)
  return `[${negated}${classes.join('&&')}]`
}
