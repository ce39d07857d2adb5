import { RunFailure } from '../../../run-failure.ts'
import { PatternSyntaxFailure } from './translate-pattern.ts'

// The structure of a translated pattern: what repeats, what is captured, and tests of single characters.

export type PatternNode =
  /** Consumes one code point. */
  | { readonly kind: 'character'; readonly fits: (codePoint: number) => boolean }
  /** The beginning or the end of the text. */
  | { readonly kind: 'edge'; readonly end: boolean }
  /** What stands ahead or behind, without consuming it. */
  | { readonly kind: 'look'; readonly seen: PatternNode; readonly behind: boolean; readonly negated: boolean }
  | { readonly kind: 'group'; readonly body: PatternNode; readonly index?: number }
  | { readonly kind: 'atomic'; readonly body: PatternNode }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'reference'; readonly group: number | string }
  | {
      readonly kind: 'repeat'
      readonly body: PatternNode
      readonly min: number
      readonly max: number
      readonly lazy: boolean
    }

export interface PatternTree {
  readonly root: PatternNode
  /** Capturing groups. */
  readonly groups: number
  readonly names: ReadonlyMap<string, number>
}

const ATOM = /\[|\\(?:p|P)\{[^}]*\}|\\u\{[0-9a-fA-F]+\}|\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\k<\w+>|\\[\s\S]|[\s\S]/uy
const QUANTIFIER = /(?:[*+?]|\{(\d+)(,(\d*))?\})([?+]?)/y

/** Reads what `translatePattern` writes. */
export function parsePatternTree(source: string, flags: string): PatternTree {
  return new TreeParser(source, flags).parse()
}

class TreeParser {
  private readonly source: string
  private flags: string
  private readonly names = new Map<string, number>()
  private groups = 0
  private at = 0

  constructor(source: string, flags: string) {
    this.source = source
    this.flags = flags
  }

  parse(): PatternTree {
    const root = this.choice()
    return { root, groups: this.groups, names: this.names }
  }

  private choice(): PatternNode {
    const items = [this.sequence()]
    while (this.source[this.at] === '|') {
      this.at++
      items.push(this.sequence())
    }
    return items.length === 1 ? (items[0] as PatternNode) : { kind: 'choice', items }
  }

  private sequence(): PatternNode {
    const items: PatternNode[] = []
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at] as string)) {
      items.push(this.quantified(this.item()))
    }
    return items.length === 1 ? (items[0] as PatternNode) : { kind: 'sequence', items }
  }

  private quantified(body: PatternNode): PatternNode {
    QUANTIFIER.lastIndex = this.at
    const match = QUANTIFIER.exec(this.source)
    if (!match) return body
    this.at += match[0].length
    const [whole, least, comma, most, mode] = match
    const sign = whole[0]
    const min = least === undefined ? (sign === '+' ? 1 : 0) : Number(least)
    const open = least === undefined ? sign !== '?' : comma !== undefined && most === ''
    const max = open ? Number.POSITIVE_INFINITY : least === undefined ? 1 : Number(most ?? least)
    const repeat: PatternNode = { kind: 'repeat', body, min, max, lazy: mode === '?' }
    return this.quantified(mode === '+' ? { kind: 'atomic', body: repeat } : repeat)
  }

  private item(): PatternNode {
    if (this.source[this.at] === '(') return this.group()
    const atom = this.atom()
    if (atom === '^' || atom === '$') return { kind: 'edge', end: atom === '$' }
    const reference = /^\\(?:k<(\w+)>|([1-9]))$/.exec(atom)
    if (reference) return { kind: 'reference', group: reference[1] ?? Number(reference[2]) }
    return { kind: 'character', fits: this.characterTest(atom) }
  }

  private group(): PatternNode {
    const [open = '(', kind, name, flags] =
      /^\((?:\?(?:(:|>|=|!|<=|<!)|<(\w+)>|([ism]*(?:-[ism]+)?):))?/.exec(this.source.slice(this.at)) ?? []
    this.at += open.length
    const index = open === '(' || name !== undefined ? ++this.groups : undefined
    if (name !== undefined && index !== undefined) this.names.set(name, index)
    const outer = this.flags
    if (flags !== undefined) this.flags = flagsWithin(outer, flags)
    const body = this.choice()
    this.flags = outer
    this.at++
    if (kind === '>') return { kind: 'atomic', body }
    if (kind?.endsWith('=') || kind?.endsWith('!')) return look(body, kind.startsWith('<'), kind.endsWith('!'))
    return index === undefined ? body : { kind: 'group', body, index }
  }

  /** One character, escape or class, as text. */
  private atom(): string {
    ATOM.lastIndex = this.at
    const [text = ''] = ATOM.exec(this.source) ?? []
    this.at += text.length
    if (text !== '[') return text
    let atom = text
    while (this.at < this.source.length) {
      const part = this.atom()
      atom += part
      if (part === ']') break
    }
    return atom
  }

  private characterTest(atom: string): (codePoint: number) => boolean {
    if (!this.flags.includes('i') && /^[^\\.[]$/u.test(atom)) {
      const wanted = atom.codePointAt(0)
      return (codePoint) => codePoint === wanted
    }
    const regexp = new RegExp(`^${atom}$`, this.flags)
    const ascii = Array.from({ length: 128 }, (_, i) => regexp.test(String.fromCharCode(i)))
    return (codePoint) =>
      codePoint < 128 ? (ascii[codePoint] as boolean) : regexp.test(String.fromCodePoint(codePoint))
  }
}

function flagsWithin(outer: string, written: string): string {
  const [on = '', off = ''] = written.split('-')
  const kept = outer.replace('i', '')
  return (outer.includes('i') || on.includes('i')) && !off.includes('i') ? `${kept}i` : kept
}

/**
 * Java looks back as far as it can count, in 32 bits: one character that repeats without end it can, by accident; what
 * comes of more is refused.
 */
function look(seen: PatternNode, behind: boolean, negated: boolean): PatternNode {
  const parts = behind ? partsOf(seen) : []
  if (parts.some((part) => part.kind === 'reference'))
    throw new PatternSyntaxFailure('Look-behind group does not have an obvious maximum length')
  const open = parts.filter(isEndless)
  const [only] = open
  if (only !== undefined && (open.length > 1 || !isCounted(only, parts)))
    throw new RunFailure('Unsupported', 'regular expression: a look-behind without an obvious maximum length')
  return { kind: 'look', seen, behind, negated }
}

type Repeat = PatternNode & { readonly kind: 'repeat' }

const isEndless = (node: PatternNode): node is Repeat => node.kind === 'repeat' && node.max === Number.POSITIVE_INFINITY

function isCounted(endless: Repeat, parts: readonly PatternNode[]): boolean {
  if (endless.body.kind !== 'character') return false
  if (parts.some((part) => part.kind === 'repeat' && part !== endless)) return false
  const isAlone = parts.filter((part) => part.kind === 'character').length === 1
  return isAlone || (!endless.lazy && endless.min <= 1)
}

function partsOf(node: PatternNode): readonly PatternNode[] {
  const inner = 'items' in node ? node.items : 'body' in node ? [node.body] : []
  return [node, ...inner.flatMap(partsOf)]
}
