import type { Pattern } from '../../../sql/ast.ts'
import { type SqlError, sqlError, unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'
import type { PatternVariable } from '../../logical/match-spec.ts'

/** The variables of a pattern in order, or what Flink's planner refuses of it (after it has told the schema). */
export interface BoundPattern {
  readonly variables: readonly PatternVariable[]
  readonly refusal?: SqlError
}

/** More states than that are not built. */
const MOST_ROWS = 10_000

export function bindPattern(pattern: Pattern): BoundPattern {
  const variables: PatternVariable[] = []
  const reader = new PatternReader(variables)
  reader.read(pattern)
  const refusal = reader.refusal ?? refusalOfWhole(variables, pattern.span)
  return refusal === undefined ? { variables } : { variables, refusal }
}

const refuse = (message: string, span: Span): SqlError => sqlError('plan', 'match-pattern', message, span)

class PatternReader {
  refusal: SqlError | undefined
  readonly #variables: PatternVariable[]

  constructor(variables: PatternVariable[]) {
    this.#variables = variables
  }

  read(pattern: Pattern): void {
    switch (pattern.kind) {
      case 'variable':
        this.#add({ name: pattern.name.name, min: 1, max: 1, greedy: false, span: pattern.span })
        return
      case 'sequence':
        for (const item of pattern.items) this.read(item)
        return
      case 'quantified':
        this.#quantified(pattern)
        return
      case 'alternation':
        this.#unsupported('branching', pattern.items, pattern.span)
        return
      case 'permute':
        this.#unsupported('PERMUTE', pattern.items, pattern.span)
        return
      case 'exclude':
        this.#unsupported(`'{-' '-}'`, [pattern.item], pattern.span)
        return
    }
  }

  /** Names inside what is refused still have a meaning in MEASURES and DEFINE. */
  #unsupported(what: string, items: readonly Pattern[], span: Span): void {
    this.#refuse(`Expression not supported. Currently, CEP doesn't support ${what} patterns.`, span)
    for (const item of items) this.read(item)
  }

  #quantified(pattern: Extract<Pattern, { readonly kind: 'quantified' }>): void {
    const { item, min, max, greedy, span, text } = pattern
    if (item.kind !== 'variable') {
      this.#refuse('Expression not supported: Group patterns are not supported yet.', span)
      this.read(item)
      return
    }
    const optional = min === 0 && max === 1
    if (text.startsWith('{,')) this.#refuse('The from should be a positive number greater than 0.', span)
    if (max !== undefined && max < Math.max(1, min))
      this.#refuse(`The to should be a number greater than or equal to from: ${Math.max(1, min)}.`, span)
    if (optional && !greedy) this.#refuse('Reluctant optional variables are not supported yet.', span)
    const before = this.#variables.at(-1)
    if (before?.greedy && min === 0 && (optional || max === undefined))
      this.#refuse('Optional pattern cannot be preceded by greedy pattern', span)
    if (Math.max(min, max ?? 0) > MOST_ROWS) throw unsupported(`quantifier above ${MOST_ROWS}`, span)
    this.#add({
      name: item.name.name,
      min,
      ...(max !== undefined && { max }),
      greedy: greedy && !optional && min !== max,
      span: item.span,
    })
  }

  #add(variable: PatternVariable): void {
    if (this.#variables.some((v) => v.name === variable.name))
      this.#refuse('Pattern variables must be unique. That might change in the future.', variable.span)
    this.#variables.push(variable)
  }

  #refuse(message: string, span: Span): void {
    this.refusal ??= refuse(message, span)
  }
}

function refusalOfWhole(variables: readonly PatternVariable[], span: Span): SqlError | undefined {
  if (variables.every((v) => v.min === 0))
    return refuse(
      'Patterns that can produce empty matches are not supported. There must be at least one non-optional state.',
      span,
    )
  if (variables.at(-1)?.greedy)
    return refuse(
      'Greedy quantifiers are not allowed as the last element of a Pattern yet. Finish your pattern with either a simple variable or reluctant quantifier.',
      span,
    )
  return undefined
}
