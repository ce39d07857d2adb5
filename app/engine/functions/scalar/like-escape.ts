import { RunFailure } from '../../run-failure.ts'
import type { ScalarImplementation } from '../declaration.ts'
import { fitsLike, InvalidPattern, likePattern } from './like-pattern.ts'

// LIKE with a constant pattern and a constant escape character. Flink's code generator works on both as they stand in
// Java source, escaped, and writes what is left of the pattern into that source without escaping it again.

/** `mark`: the escape character. */
export function escapedLike(pattern: string, mark: string): ScalarImplementation {
  const units = javaSource(mark)
  if ((units.length === 2 && !units.startsWith('\\')) || units.length > 2)
    return { refuses: `Invalid escape character '${units}'` }
  const unit = units.at(-1)
  if (unit === undefined) return { refuses: 'String index out of range: -1' }
  const read = withoutEscapes(javaSource(pattern), unit)
  if (read === 'wild') return wildLike(pattern, mark)
  return 'refuses' in read ? read : chainLike(read.source)
}

/** With _ or an escaped %: a regular expression, made where the job starts. */
export function wildLike(pattern: string, mark?: string): ScalarImplementation {
  try {
    const parts = likePattern(pattern, mark)
    return { apply: (text: string) => fitsLike(text, parts) }
  } catch (error) {
    if (error instanceof InvalidPattern) return { fails: new RunFailure('InstantiationException', error.message) }
    throw error
  }
}

/** Texts between %, or the whole text; nothing at all is a chain without links, which every string passes. */
function chainLike(source: string): ScalarImplementation {
  if (source === '') return { source: () => 'true' }
  const quotes = source.replace(/\\./gs, '').split('"').length - 1
  if (quotes > 1) return { fails: new RunFailure('Unsupported', 'LIKE with ESCAPE and several quotes in the pattern') }
  const texts = source.split('%').map(javaText)
  if (!texts.every((text) => text !== undefined)) return { fails: UNCOMPILABLE }
  return { apply: (text: string) => fitsLike(text, { texts }) }
}

const UNCOMPILABLE = new RunFailure('CompileException', 'Invalid escape sequence')

type Refusal = Extract<ScalarImplementation, { readonly refuses: string }>

/** The pattern's source without its escape characters, and without the first half of every escape of Java. */
function withoutEscapes(source: string, mark: string): 'wild' | { readonly source: string } | Refusal {
  let out = ''
  for (let i = 0; i < source.length; i++) {
    if (source[i] === '\\') i++
    const c = source[i]
    if (c === undefined) return { refuses: `String index out of range: ${i}` }
    if (c !== mark) {
      if (c === '_') return 'wild'
      out += c
      continue
    }
    const next = source[i + 1]
    if (next === '%') return 'wild'
    if (next !== '_' && next !== mark) return { refuses: `Invalid escape sequence '${source}', ${i}` }
    out += next
    i++
  }
  return { source: out }
}

const SHORT: Readonly<Record<string, string>> = { b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', '"': '"', '\\': '\\' }
const ESCAPES = new Map(Object.entries(SHORT).map(([letter, c]) => [c, `\\${letter}`]))

/** A text as Flink writes it into a literal of Java. */
const javaSource = (text: string): string =>
  Array.from({ length: text.length }, (_, i) => {
    const c = text.charAt(i)
    const plain = c >= ' ' && c <= '\u007f'
    return ESCAPES.get(c) ?? (plain ? c : `\\u${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)
  }).join('')

/** What the literal of Java holds; undefined if it is none. */
function javaText(source: string): string | undefined {
  let text = ''
  for (const [part] of source.matchAll(JAVA_PART)) {
    const escaped = part[0] === '\\' ? part.slice(1) : undefined
    if (part === '"' || escaped === '') return undefined
    if (escaped === undefined) text += part
    else if (/^u/.test(escaped)) text += String.fromCharCode(Number.parseInt(escaped.replace(/^u+/, ''), 16))
    else if (/^[0-7]/.test(escaped)) text += String.fromCharCode(Number.parseInt(escaped, 8))
    else text += escaped === "'" ? escaped : (SHORT[escaped] ?? '')
  }
  return text
}

/** A lone backslash is what no escape begins with. */
const JAVA_PART = /\\(?:u+[0-9a-fA-F]{4}|[0-3]?[0-7]{1,2}|[btnfr"'\\]|)|[^\\]/gs
