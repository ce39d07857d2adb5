// JSON as Flink's functions hold it: numbers exact, keys sorted when written.

/** A number keeps its text: of whole numbers the digits, of others the form of java.math.BigDecimal. */
export class JsonNumber {
  readonly text: string
  readonly integer: boolean
  constructor(text: string, integer: boolean) {
    this.text = text
    this.integer = integer
  }
}
export type JsonTree = null | boolean | string | JsonNumber | readonly JsonTree[] | ReadonlyMap<string, JsonTree>

export class JsonSyntaxFailure extends Error {
  override readonly name = 'JsonSyntaxFailure'
}

/** The first value of the text; what follows is not looked at. Of equal keys the last counts, unless they are forbidden. */
export function parseJson(text: string, uniqueKeys = false): JsonTree {
  const parser = new Parser(text, uniqueKeys)
  return parser.document()
}

export function isJson(text: string): boolean {
  try {
    parseJson(text)
    return true
  } catch (failure) {
    if (failure instanceof JsonSyntaxFailure) return false
    throw failure
  }
}

/** Jackson's limits: of arrays and objects within each other, and of the digits of a number. */
const DEEPEST = 1000
const MOST_DIGITS = 1000
/** `Character.isJavaIdentifierPart` of what may follow a word or a number; surrogates are none. */
const GOES_ON = /^[\p{L}\p{Nl}\p{Nd}\p{Sc}\p{Pc}\p{Mn}\p{Mc}\p{Cf}\x7f-\x9f]/u
const goesOn = (text: string, at: number): boolean => GOES_ON.test(text.charAt(at))

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const LITERALS: readonly (readonly [string, JsonTree])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]
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

class Parser {
  private readonly text: string
  private readonly uniqueKeys: boolean
  private at = 0
  private depth = 0

  constructor(text: string, uniqueKeys: boolean) {
    this.text = text
    this.uniqueKeys = uniqueKeys
  }

  document(): JsonTree {
    this.space()
    const tree = this.value()
    // whatever follows is ignored, but a number has to end
    if (tree instanceof JsonNumber && !' \t\n\r'.includes(this.text[this.at] ?? ' ')) this.fail('Expected space')
    return tree
  }

  private fail(what: string): never {
    throw new JsonSyntaxFailure(what)
  }

  private space(): void {
    while (this.at < this.text.length && ' \t\n\r'.includes(this.text[this.at] as string)) this.at++
  }

  private value(): JsonTree {
    const c = this.text[this.at]
    if (c === undefined) this.fail('No content to map due to end-of-input')
    if (c === '{' || c === '[') {
      if (++this.depth > DEEPEST) this.fail('Document nesting depth exceeds the maximum allowed')
      const tree = c === '{' ? this.object() : this.array()
      this.depth--
      return tree
    }
    if (c === '"') return this.string()
    for (const [word, value] of LITERALS) {
      if (this.text.startsWith(word, this.at) && !goesOn(this.text, this.at + word.length)) {
        this.at += word.length
        return value
      }
    }
    return this.number()
  }

  private number(): JsonNumber {
    NUMBER.lastIndex = this.at
    const match = NUMBER.exec(this.text)
    if (!match || /[\w.$]/.test(this.text[this.at + match[0].length] ?? '')) {
      this.fail(`Unrecognized token '${/^\w*/.exec(this.text.slice(this.at))?.[0]}'`)
    }
    this.at += match[0].length
    const integer = match[1] === undefined && match[2] === undefined
    if (match[0].replace(/\D/g, '').length > MOST_DIGITS) this.fail('Number value length exceeds the maximum allowed')
    if (integer) return new JsonNumber(BigInt(match[0]).toString(), true)
    return new JsonNumber(bigDecimalText(match[0]) ?? this.fail('Exponent overflow.'), false)
  }

  private object(): JsonTree {
    const members = new Map<string, JsonTree>()
    this.at++
    this.space()
    if (this.text[this.at] === '}') {
      this.at++
      return members
    }
    for (;;) {
      this.space()
      if (this.text[this.at] !== '"') this.fail('was expecting double-quote to start field name')
      const key = this.string()
      this.space()
      if (this.text[this.at] !== ':') this.fail('was expecting a colon to separate field name and value')
      this.at++
      this.space()
      if (this.uniqueKeys && members.has(key)) this.fail(`duplicate key '${key}'`)
      members.set(key, this.value())
      if (this.separator('}')) return members
    }
  }

  private array(): JsonTree {
    const items: JsonTree[] = []
    this.at++
    this.space()
    if (this.text[this.at] === ']') {
      this.at++
      return items
    }
    for (;;) {
      this.space()
      items.push(this.value())
      if (this.separator(']')) return items
    }
  }

  /** After an item: whether the container ends here. */
  private separator(end: string): boolean {
    this.space()
    const c = this.text[this.at]
    this.at++
    if (c === end) return true
    if (c !== ',') this.fail(c === undefined ? 'Unexpected end-of-input' : `Unexpected character ('${c}')`)
    return false
  }

  private string(): string {
    let out = ''
    this.at++
    for (;;) {
      const c = this.text[this.at]
      this.at++
      if (c === undefined) this.fail('Unexpected end-of-input in a string')
      if (c === '"') return out
      if (c < ' ') this.fail('Illegal unquoted character')
      out += c === '\\' ? this.escaped() : c
    }
  }

  private escaped(): string {
    const c = this.text[this.at] ?? ''
    this.at++
    if (c === 'u') {
      const digits = this.text.slice(this.at, this.at + 4)
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail('Unexpected character in a Unicode escape')
      this.at += 4
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    return ESCAPES[c] ?? this.fail(`Unrecognized character escape '${c}'`)
  }
}

const BIG_DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/
const LARGEST_INT = 2147483647

/** `new BigDecimal(text).toString()`: plain, or with an exponent when that is far from the digits; undefined if it overflows. */
export function bigDecimalText(text: string): string | undefined {
  const match = BIG_DECIMAL.exec(text)
  if (!match) return text
  const [, sign, whole = '', fraction = '', written = '0'] = match
  const scale = fraction.length - Number(written)
  if (Math.abs(Number(written)) > LARGEST_INT || scale > LARGEST_INT || scale < -LARGEST_INT - 1) return undefined
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '')
  const minus = sign === '-' && digits !== '0' ? '-' : ''
  const exponent = digits.length - 1 - scale
  if (scale >= 0 && exponent >= -6) {
    if (scale === 0) return minus + digits
    const padded = digits.padStart(scale + 1, '0')
    return `${minus}${padded.slice(0, -scale)}.${padded.slice(-scale)}`
  }
  const rest = digits.length > 1 ? `.${digits.slice(1)}` : ''
  return `${minus}${digits[0]}${rest}E${exponent > 0 ? '+' : ''}${exponent}`
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
}

export function quoteJson(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that JSON must escape
  return `"${text.replace(/["\\\u0000-\u001f]/g, (c) => SHORT[c] ?? `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)}"`
}

/** Without spaces, keys in the order of their UTF-16 units. Throws JsonSyntaxFailure for what is nested too deep. */
export function writeJson(tree: JsonTree, depth = 0): string {
  if (tree === null || typeof tree === 'boolean') return String(tree)
  if (typeof tree === 'string') return quoteJson(tree)
  if (tree instanceof JsonNumber) return tree.text
  if (depth === DEEPEST) throw new JsonSyntaxFailure('Document nesting depth exceeds the maximum allowed')
  if (isArray(tree)) return `[${tree.map((item) => writeJson(item, depth + 1)).join(',')}]`
  const keys = [...tree.keys()].sort((a, b) => (a < b ? -1 : 1))
  return `{${keys.map((k) => `${quoteJson(k)}:${writeJson(tree.get(k) ?? null, depth + 1)}`).join(',')}}`
}

export const isArray = (tree: JsonTree): tree is readonly JsonTree[] => Array.isArray(tree)
export const isObject = (tree: JsonTree): tree is ReadonlyMap<string, JsonTree> => tree instanceof Map
export const isScalar = (tree: JsonTree): boolean => !isArray(tree) && !isObject(tree)

/** A scalar as the text that JSON_VALUE gives. */
export function scalarText(tree: JsonTree): string {
  return tree instanceof JsonNumber ? tree.text : String(tree)
}
