import { RunFailure } from '../../../run-failure.ts'
import type { PatternNode, PatternTree } from './pattern-tree.ts'

type Then = (at: number) => boolean

export interface FoundMatch {
  readonly index: number
  readonly end: number
  /** Group 0 is the whole match. */
  readonly groups: readonly (string | undefined)[]
}

/** Well under a second. */
const MOST_STEPS = 1_000_000

/**
 * Java's way through a pattern, one step after the other, with a count of the steps: for patterns that
 * the language's own engine does not know, or with which it might never come to an end.
 */
export class Backtracking {
  private readonly tree: PatternTree
  private readonly pattern: string
  /** Java begins a match between two surrogates too, unless the pattern asks for more than the characters of one unit. */
  private readonly wholePairs: boolean
  private text = ''
  private steps = 0
  private starts: number[] = []
  private ends: number[] = []

  constructor(tree: PatternTree, pattern: string) {
    this.tree = tree
    this.pattern = pattern
    this.wholePairs = WIDE.test(pattern.replace(/\\\\|\\Q[\s\S]*?(?:\\E|$)/g, ''))
  }

  find(text: string, from: number): FoundMatch | null {
    this.begin(text)
    for (let at = from; at <= text.length; at += this.wholePairs && isPair(text, at) ? 2 : 1) {
      const end = this.endOf(at, () => true)
      if (end >= 0) return this.found(at, end)
    }
    return null
  }

  matches(text: string): boolean {
    this.begin(text)
    return this.endOf(0, (end) => end === text.length) >= 0
  }

  private begin(text: string): void {
    this.text = text
    this.steps = 0
  }

  private endOf(start: number, accepts: Then): number {
    this.starts = new Array(this.tree.groups + 1).fill(-1)
    this.ends = new Array(this.tree.groups + 1).fill(-1)
    let end = -1
    this.match(this.tree.root, start, (at) => {
      end = at
      return accepts(at)
    })
    return end >= 0 && accepts(end) ? end : -1
  }

  private found(index: number, end: number): FoundMatch {
    const groups: (string | undefined)[] = [this.text.slice(index, end)]
    for (let i = 1; i <= this.tree.groups; i++) {
      const last = this.ends[i] as number
      groups.push(last < 0 ? undefined : this.text.slice(this.starts[i], last))
    }
    return { index, end, groups }
  }

  private sees({ seen, behind }: PatternNode & { kind: 'look' }, at: number): boolean {
    if (!behind) return this.match(seen, at, () => true)
    for (let from = at; from >= 0; from--) if (this.match(seen, from, (end) => end === at)) return true
    return false
  }

  private match(node: PatternNode, at: number, then: Then): boolean {
    if (++this.steps > MOST_STEPS) throw this.tooLong()
    switch (node.kind) {
      case 'character': {
        const next = this.after(node.fits, at)
        return next >= 0 && then(next)
      }
      case 'edge':
        return at === (node.end ? this.text.length : 0) && then(at)
      case 'look':
        return this.sees(node, at) !== node.negated && then(at)
      case 'sequence':
        return this.sequence(node.items, 0, at, then)
      case 'choice':
        return node.items.some((item) => this.match(item, at, then))
      case 'group':
        return this.group(node.body, node.index, at, then)
      case 'atomic': {
        let end = -1
        const first = (next: number): boolean => {
          end = next
          return true
        }
        return this.match(node.body, at, first) && then(end)
      }
      case 'reference':
        return this.reference(node.group, at, then)
      case 'repeat':
        return node.body.kind === 'character'
          ? this.run(node.body.fits, node.min, node.max, node.lazy, at, then)
          : this.repeat(node, 0, at, then)
    }
  }

  private after(fits: (codePoint: number) => boolean, at: number): number {
    const codePoint = this.text.codePointAt(at)
    if (codePoint === undefined || !fits(codePoint)) return -1
    return at + (codePoint > 0xffff ? 2 : 1)
  }

  private sequence(items: readonly PatternNode[], index: number, at: number, then: Then): boolean {
    const item = items[index]
    if (item === undefined) return then(at)
    return this.match(item, at, (next) => this.sequence(items, index + 1, next, then))
  }

  /** What was captured before comes back where the way on fails, and stays where the group is not passed again. */
  private group(body: PatternNode, index: number | undefined, at: number, then: Then): boolean {
    if (index === undefined) return this.match(body, at, then)
    return this.match(body, at, (end) => {
      const before = [this.starts[index], this.ends[index]] as [number, number]
      this.starts[index] = at
      this.ends[index] = end
      if (then(end)) return true
      ;[this.starts[index], this.ends[index]] = before
      return false
    })
  }

  private reference(group: number | string, at: number, then: Then): boolean {
    const index = typeof group === 'number' ? group : (this.tree.names.get(group) ?? 0)
    const end = this.ends[index] ?? -1
    if (end < 0) return false
    const captured = this.text.slice(this.starts[index], end)
    return this.text.startsWith(captured, at) && then(at + captured.length)
  }

  /** Of single characters: without a stack frame for each. */
  private run(
    fits: (codePoint: number) => boolean,
    min: number,
    max: number,
    lazy: boolean,
    at: number,
    then: Then,
  ): boolean {
    const ends = [at]
    const extend = (): boolean => {
      if (ends.length > max) return false
      const next = this.after(fits, ends.at(-1) as number)
      if (next >= 0) ends.push(next)
      if (++this.steps > MOST_STEPS) throw this.tooLong()
      return next >= 0
    }
    while (ends.length <= min) if (!extend()) return false
    if (lazy) {
      do if (then(ends.at(-1) as number)) return true
      while (extend())
      return false
    }
    while (extend()) {}
    for (let i = ends.length - 1; i >= min; i--) if (then(ends[i] as number)) return true
    return false
  }

  private repeat(node: PatternNode & { kind: 'repeat' }, count: number, at: number, then: Then): boolean {
    const again = (): boolean =>
      count < node.max &&
      this.match(node.body, at, (next) => (next === at ? then(next) : this.repeat(node, count + 1, next, then)))
    if (count < node.min) return again()
    return node.lazy ? then(at) || again() : again() || then(at)
  }

  private tooLong(): RunFailure {
    return new RunFailure(
      'Unsupported',
      `the regular expression '${this.pattern}' takes too long on a text of ${this.text.length} characters`,
    )
  }
}

/** Surrogates, and what stands for characters of more than one unit: negated classes and properties but those of ASCII. */
const WIDE =
  /[\ud800-\udfff]|\[\^|\\[DWSHVP]|\\p(?!\{(?:Lower|Upper|ASCII|Alpha|Digit|Alnum|Punct|Graph|Print|Blank|Cntrl|XDigit|Space)\})/

const isPair = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xffff
