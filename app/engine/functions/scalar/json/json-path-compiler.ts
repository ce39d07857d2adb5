import { RunFailure } from '../../../run-failure.ts'
import { JsonPathFailure, type JsonPathStep } from './json-path-step.ts'

// Reads a JSON path as Jayway does, with all that it overlooks: one character behind a bracket, a bracket at the end,
// what stands between a comma and a quote.

/** Throws JsonPathFailure for what is no path, RunFailure for what is not supported. */
export const compilePath = (text: string): readonly JsonPathStep[] => new PathCompiler(text).compile()

const unsupported = (what: string): RunFailure => new RunFailure('Unsupported', `JSON path: ${what}`)

/** Functions that Jayway has and we have not. */
const UNSUPPORTED = new Set('avg stddev sum min max concat append keys first last index'.split(' '))

const DIGIT = /\p{Nd}/u

class PathCompiler {
  private readonly spec: string
  private readonly path: string
  private readonly steps: JsonPathStep[] = []
  private at = 0
  /** The last place that counts. */
  private last: number

  constructor(spec: string) {
    this.spec = spec
    this.path = /^[$@]/.test(spec) ? spec : `$.${spec}`
    this.last = this.path.length - 1
    while (this.last > 0 && this.path[this.last] === ' ') this.last--
  }

  compile(): readonly JsonPathStep[] {
    if (this.spec === '' || this.path[this.last] === '.') this.fail()
    if (this.at >= this.last) return this.steps
    this.at++
    if (this.path[this.at] !== '.' && this.path[this.at] !== '[') this.fail()
    do this.step()
    while (this.at < this.last)
    if (this.steps.at(-1)?.kind === 'deep') this.fail()
    return this.steps
  }

  private fail(): never {
    throw new JsonPathFailure(
      'TableRuntimeException',
      `Illegal jsonpath spec '${this.spec}', format of the spec should be: '<lax|strict> \${expr}'`,
    )
  }

  /** What stands there, if it still counts. */
  private char(at: number): string | undefined {
    return at <= this.last ? this.path[at] : undefined
  }

  private step(): void {
    if (this.char(this.at) === '.') this.dots()
    const c = this.path[this.at]
    if (c === '[') this.bracket()
    else if (c === '*') this.wildcard(this.at + 1)
    else this.nameOrFunction()
  }

  private dots(): void {
    if (this.char(this.at + 1) === '.') {
      this.steps.push({ kind: 'deep' })
      this.at++
    }
    this.at++
    if (this.at > this.last || this.path[this.at] === '.') this.fail()
  }

  private wildcard(next: number): void {
    this.steps.push({ kind: 'wildcard' })
    this.at = next
  }

  private nameOrFunction(): void {
    const start = this.at
    if (/[[*. ]/.test(this.char(start) ?? ' ')) this.fail()
    let end = start
    while (end <= this.last && !/[.[( ]/.test(this.path[end] as string)) end++
    if (this.char(end) === ' ') this.fail()
    const name = this.path.slice(start, end)
    if (this.char(end) === '(') this.functionCall(name, end)
    else {
      this.steps.push({ kind: 'names', names: [name] })
      this.at = end
    }
  }

  /** Jayway goes on reading at the closing parenthesis: one that is not the last character begins a name. */
  private functionCall(name: string, open: number): void {
    let depth = 1
    for (let i = open + 1; i <= this.last && depth > 0; i++)
      depth += this.path[i] === '(' ? 1 : this.path[i] === ')' ? -1 : 0
    if (depth > 0) this.fail()
    if (this.path[open + 1] !== ')') throw unsupported(`${name}(…)`)
    if (UNSUPPORTED.has(name)) throw unsupported(`${name}()`)
    this.steps.push(name === 'length' || name === 'size' ? { kind: 'length' } : { kind: 'unknown', name })
    this.at = open + 1
  }

  private bracket(): void {
    const first = this.significant(this.at)
    const c = this.char(first)
    if (c === "'" || c === '"') this.quotedNames(c)
    else if (c === '?') throw unsupported('a filter')
    else if (c === '*') this.bracketWildcard(first)
    else if (c !== undefined && (DIGIT.test(c) || c === '-' || c === ':')) this.places()
    else this.fail()
  }

  private bracketWildcard(star: number): void {
    const close = this.significant(star)
    if (this.char(close) !== ']') this.fail()
    this.wildcard(close + 1)
  }

  /** The next place behind `at` that is no space. */
  private significant(at: number): number {
    let next = at + 1
    while (this.char(next) === ' ') next++
    return next
  }

  private places(): void {
    const close = this.path.indexOf(']', this.at)
    if (close < 0 || close > this.last) this.fail()
    const inner = this.path
      .slice(this.at + 1, close)
      .replace(/[ \t\n\v\f\r]+$/, '')
      .trimStart()
    if (inner.includes(':')) {
      const [from = '', to = ''] = inner.split(':')
      if (/[^\p{Nd}:-]/u.test(inner) || (from === '' && to === '')) this.fail()
      const bound = (text: string): number | undefined => (text === '' ? undefined : this.integer(text))
      this.steps.push({ kind: 'slice', from: bound(from), to: bound(to) })
    } else {
      this.steps.push({ kind: 'indexes', indexes: inner.split(/ *, */).map((text) => this.integer(text)) })
    }
    this.at = close + 1
  }

  private integer(text: string): number {
    if (/[^\x20-\x7e]/.test(text) && /\p{Nd}/u.test(text)) throw unsupported('digits other than 0 to 9')
    const value = Number(text)
    if (!/^-?\d+$/.test(text) || value > 2147483647 || value < -2147483648) this.fail()
    return value
  }

  private quotedNames(quote: string): void {
    const names: string[] = []
    let [open, end] = [-1, 0]
    let afterComma = false
    for (let i = this.at + 1; i <= this.last; i++) {
      const c = this.path[i]
      if (c === '\\') i++
      else if (c === quote && open < 0) {
        open = i
        afterComma = false
      } else if (c === quote) {
        const next = this.char(this.significant(i))
        if (next !== ']' && next !== ',') this.fail()
        names.push(this.unescaped(this.path.slice(open + 1, i)))
        end = i
        open = -1
      } else if (open < 0 && (c === ']' || c === ',')) {
        if (afterComma) this.fail()
        if (c === ']') break
        afterComma = true
      }
    }
    const close = this.significant(end)
    if (open >= 0 || this.char(close) !== ']') this.fail()
    this.steps.push({ kind: 'names', names })
    this.at = close + 1
  }

  private unescaped(text: string): string {
    return text.replace(/\\(u[\s\S]{0,4}|[\s\S])/g, (_, escaped: string) => {
      if (!escaped.startsWith('u')) return CONTROLS[escaped] ?? escaped
      if (escaped.length < 5) return ''
      if (!/^u[0-9a-fA-F]{4}$/.test(escaped)) this.fail()
      return String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
    })
  }
}

const CONTROLS: Readonly<Record<string, string>> = { r: '\r', f: '\f', t: '\t', n: '\n', b: '\b' }
