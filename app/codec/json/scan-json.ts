import { type JsonNode, JsonNumber } from './json-node.ts'

/** Where a text stops being JSON: an offset into it. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError'
  readonly offset: number
  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}

/** Nobody nests deeper; it keeps the call stack whole. */
const DEEPEST = 200

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const QUOTE = 0x22
const BACKSLASH = 0x5c
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}

/** One JSON value with nothing behind it. Of keys that repeat the last one counts, as in Flink. */
export function scanJson(text: string): JsonNode {
  const scanner = new Scanner(text)
  const node = scanner.value(0)
  scanner.end()
  return node
}

class Scanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(depth: number): JsonNode {
    this.#space()
    if (depth > DEEPEST) return this.#fail(`More than ${DEEPEST} levels of nesting`)
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(depth)
      case '[':
        return this.#array(depth)
      case '"':
        return this.#string()
      case 't':
        return this.#word('true', true)
      case 'f':
        return this.#word('false', false)
      case 'n':
        return this.#word('null', null)
      default:
        return this.#number()
    }
  }

  end(): void {
    this.#space()
    if (this.#at < this.#text.length) this.#fail('Something follows the value')
  }

  #fail(message: string): never {
    throw new JsonSyntaxError(message, this.#at)
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (code !== 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return
      this.#at++
    }
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#fail('A JSON value is expected')
    this.#at += word.length
    return value
  }

  #number(): JsonNumber {
    NUMBER.lastIndex = this.#at
    const match = NUMBER.exec(this.#text)
    if (match === null)
      this.#fail(this.#at >= this.#text.length ? 'The text ends too early' : 'A JSON value is expected')
    this.#at = NUMBER.lastIndex
    return new JsonNumber(match[0])
  }

  #string(): string {
    this.#at++
    let value = ''
    for (;;) {
      const start = this.#at
      while (this.#isPlain(this.#text.charCodeAt(this.#at))) this.#at++
      value += this.#text.slice(start, this.#at)
      const next = this.#text[this.#at]
      if (next === '"') {
        this.#at++
        return value
      }
      if (next !== '\\') this.#fail('A string has no end')
      value += this.#escape()
    }
  }

  /**
   * Not the end of a string and not special in it; NaN, behind the end of the text, is neither. Control characters
   * stand for themselves, as Flink's format lets them.
   */
  #isPlain(code: number): boolean {
    return code >= 0 && code !== QUOTE && code !== BACKSLASH
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? ''
    if (letter === 'u') {
      const digits = this.#text.slice(this.#at + 2, this.#at + 6)
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.#fail('\\u needs four hexadecimal digits')
      this.#at += 6
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const character = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined
    if (character === undefined) this.#fail(`\\${letter} is no escape`)
    this.#at += 2
    return character
  }

  #array(depth: number): readonly JsonNode[] {
    const items: JsonNode[] = []
    this.#at++
    this.#space()
    if (this.#text[this.#at] === ']') {
      this.#at++
      return items
    }
    for (;;) {
      items.push(this.value(depth + 1))
      this.#space()
      const next = this.#text[this.#at]
      if (next !== ',' && next !== ']') this.#fail("',' or ']' is expected")
      this.#at++
      if (next === ']') return items
    }
  }

  #object(depth: number): ReadonlyMap<string, JsonNode> {
    const members = new Map<string, JsonNode>()
    this.#at++
    this.#space()
    if (this.#text[this.#at] === '}') {
      this.#at++
      return members
    }
    for (;;) {
      this.#space()
      if (this.#text[this.#at] !== '"') this.#fail('A key in double quotes is expected')
      const key = this.#string()
      this.#space()
      if (this.#text[this.#at] !== ':') this.#fail("':' is expected")
      this.#at++
      members.set(key, this.value(depth + 1))
      this.#space()
      const next = this.#text[this.#at]
      if (next !== ',' && next !== '}') this.#fail("',' or '}' is expected")
      this.#at++
      if (next === '}') return members
    }
  }
}
