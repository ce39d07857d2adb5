import { RunFailure } from '../../run-failure.ts'

// The specifiers of a format of Java's Formatter, with all that it refuses before it sees a value.

/** A format that Java refuses, or a value that does not suit it. */
export class IllegalFormat extends Error {}

export interface Specifier {
  readonly flags: string
  readonly width: number | undefined
  readonly precision: number | undefined
  /** As written: upper-case letters ask for upper-case text. */
  readonly conversion: string
  /** `%2$s`: which value, from 1; `%<s` has the flag `<` instead. */
  readonly index: number | undefined
}

const SPECIFIER = /%(?:(\d+)\$)?([-#+ 0,(<]*)(\d+)?(?:\.(\d+))?([tT][a-zA-Z]|[a-zA-Z%])/g

/** Literal texts and the specifiers between them. */
export function parseFormat(pattern: string): readonly (string | Specifier)[] {
  const parts: (string | Specifier)[] = []
  let at = 0
  for (const match of pattern.matchAll(SPECIFIER)) {
    const [whole, index, flags = '', width, precision, conversion = ''] = match
    parts.push(literal(pattern.slice(at, match.index)))
    at = match.index + whole.length
    const specifier = { flags, width: count(width), precision: count(precision), conversion, index: count(index) }
    assertLegal(specifier)
    parts.push(specifier)
  }
  parts.push(literal(pattern.slice(at)))
  return parts
}

function literal(text: string): string {
  if (text.includes('%')) throw new IllegalFormat(text)
  return text
}

/** Texts of more characters than this are not made here. */
const MOST_CHARACTERS = 1_000_000

function count(digits: string | undefined): number | undefined {
  if (digits === undefined) return undefined
  const n = Number(digits)
  if (n > 2147483647) throw new IllegalFormat(digits)
  if (n > MOST_CHARACTERS) throw new RunFailure('Unsupported', `PRINTF with a width of ${n}`)
  return n
}

/** Conversions whose upper-case letter is one too. */
const CASED = 'bshxegact'
const UNCASED = 'dofn%'
const DATE_PARTS = 'HIklMNLQpsSTzZaAbBCdehjmyYrRcDF'

/** Combinations that Java refuses, whatever the value. */
function assertLegal({ flags, width, precision, conversion }: Specifier): void {
  const lower = conversion.charAt(0).toLowerCase()
  const isKnown = CASED.includes(lower) || UNCASED.includes(conversion)
  const isDate = conversion.length === 2
  if (!isKnown || (lower === 't') !== isDate || (isDate && !DATE_PARTS.includes(conversion.charAt(1))))
    throw new IllegalFormat(conversion)
  const without = (letters: string): void => {
    for (const flag of letters) if (flags.includes(flag)) throw new IllegalFormat(flag)
  }
  if (new Set(flags).size < flags.length) throw new IllegalFormat(flags)
  if (width === undefined) without('-0')
  if (flags.includes('-')) without('0')
  if (flags.includes('+')) without(' ')
  if (precision !== undefined && 'cdoxtn%'.includes(lower)) throw new IllegalFormat('.')
  if (lower === 'n' && width !== undefined) throw new IllegalFormat(conversion)
  without(REFUSED_FLAGS[lower] ?? '')
}

const REFUSED_FLAGS: Readonly<Record<string, string>> = {
  s: '+ 0,(#',
  b: '+ 0,(#',
  h: '+ 0,(#',
  c: '+ 0,(#',
  t: '+ 0,(#',
  d: '#',
  o: ',',
  x: ',',
  e: ',',
  g: '#',
  a: ',(',
  n: '-+ 0,(#<',
  '%': '+ 0,(#<',
}
