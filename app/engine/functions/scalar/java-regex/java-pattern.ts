import { RunFailure } from '../../../run-failure.ts'
import { Backtracking, type FoundMatch } from './backtracking.ts'
import { type PatternNode, parsePatternTree } from './pattern-tree.ts'
import { PatternSyntaxFailure, translatePattern } from './translate-pattern.ts'

/** What `java.util.regex.Pattern` finds. */
export class JavaPattern {
  readonly groupCount: number
  private readonly backtracking: Backtracking
  /** Undefined where the language's own engine would find something else, or might not come to an end. */
  private readonly native: { readonly find: RegExp; readonly whole: RegExp; readonly degree: number } | undefined

  /** Throws PatternSyntaxFailure and SyntaxError for what Java refuses, RunFailure for what cannot be translated. */
  constructor(pattern: string) {
    const { source, plain, flags, hasAtomic } = translatePattern(pattern)
    assertSyntax(plain, flags)
    const tree = parsePatternTree(source, flags)
    this.groupCount = tree.groups
    this.backtracking = new Backtracking(tree, pattern)
    if (hasAtomic || needsJava(tree.root)) return
    this.native = {
      find: new RegExp(source, `g${flags}`),
      whole: new RegExp(`^(?:${source})$`, flags),
      degree: degreeOf(tree.root) + 1,
    }
  }

  /** The first match at or behind an index. */
  find(text: string, from = 0): FoundMatch | null {
    const regexp = HAS_PAIR.test(text) ? undefined : this.nativeFor(text)?.find
    if (regexp === undefined) return this.steps(() => this.backtracking.find(text, from))
    regexp.lastIndex = from
    const match = regexp.exec(text)
    return match && { index: match.index, end: match.index + match[0].length, groups: match }
  }

  findAll(text: string): readonly FoundMatch[] {
    const matches: FoundMatch[] = []
    let from = 0
    for (;;) {
      const match = from > text.length ? null : this.find(text, from)
      if (match === null) return matches
      matches.push(match)
      from = match.end > match.index ? match.end : match.end + 1
    }
  }

  matches(text: string): boolean {
    const regexp = this.nativeFor(text)?.whole
    return regexp === undefined ? this.steps(() => this.backtracking.matches(text)) : regexp.test(text)
  }

  private nativeFor(text: string): JavaPattern['native'] {
    const { native } = this
    return native !== undefined && text.length ** native.degree <= MOST_WORK ? native : undefined
  }

  /** Java runs out of stack where we do, if not at the same depth. */
  private steps<T>(match: () => T): T {
    try {
      return match()
    } catch (failure) {
      if (failure instanceof RangeError) throw new RunFailure('StackOverflowError', 'regular expression')
      throw failure
    }
  }
}

/** Java may find something between two surrogates, and JavaScript elsewhere than Java. */
const HAS_PAIR = /[\ud800-\udfff]/

function assertSyntax(source: string, flags: string): void {
  try {
    new RegExp(source, flags)
  } catch (error) {
    // to Java it is a pattern that never fits
    if (/\\[1-9]/.test(source)) throw new RunFailure('Unsupported', 'regular expression: a reference to no group')
    throw error
  }
}

/** How many characters may be looked at before it is worth to count steps. */
const MOST_WORK = 1e8

const childrenOf = (node: PatternNode): readonly PatternNode[] =>
  'items' in node ? node.items : 'body' in node ? [node.body] : []
const contains = (node: PatternNode, test: (node: PatternNode) => boolean): boolean =>
  test(node) || childrenOf(node).some((child) => contains(child, test))

const isOpen = (node: PatternNode): boolean => node.kind === 'repeat' && node.max > 10
/** References to groups, and repetitions that can divide one text in many ways or forget what they captured. */
const needsJava = (root: PatternNode): boolean =>
  contains(root, (node) => node.kind === 'reference' || (node.kind === 'repeat' && repeatsAmbiguously(node)))

function repeatsAmbiguously({ body, max }: PatternNode & { kind: 'repeat' }): boolean {
  if (max <= 1) return false
  const inside = body.kind === 'group' ? body.body : body
  return contains(
    inside,
    (node) => isOpen(node) || node.kind === 'group' || (max > 10 && node.kind !== 'character' && isVariable(node)),
  )
}

const isVariable = (node: PatternNode): boolean => node.kind === 'choice' || node.kind === 'repeat'

/** How many open repetitions follow one another: the power of the text's length that a search may take. */
function degreeOf(node: PatternNode): number {
  const degrees = childrenOf(node).map(degreeOf)
  if (node.kind === 'choice') return Math.max(0, ...degrees)
  return degrees.reduce((sum, degree) => sum + degree, isOpen(node) ? 1 : 0)
}

const compiled = new Map<string, JavaPattern | null>()

/** A compiled pattern, or null when Java refuses it. Throws RunFailure for what cannot be translated. */
export function compilePattern(pattern: string): JavaPattern | null {
  const known = compiled.get(pattern)
  if (known !== undefined) return known
  const made = compile(pattern)
  if (compiled.size >= 1000) compiled.clear()
  compiled.set(pattern, made)
  return made
}

function compile(pattern: string): JavaPattern | null {
  try {
    return new JavaPattern(pattern)
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof PatternSyntaxFailure) return null
    throw error
  }
}
