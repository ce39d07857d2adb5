import { compilePattern, type JavaPattern } from './java-regex/java-pattern.ts'
import { InvalidPattern } from './like-pattern.ts'

// SIMILAR TO as a regular expression of Java.

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
export function similarExpression(pattern: string, mark: string | undefined): JavaPattern {
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
