import type { Token } from '../sql/token.ts'
import { completionPlace } from './completion-place.ts'
import { STATEMENT_WORDS } from './keywords.ts'
import { keywords } from './make-suggestion.ts'
import { type OptionPlace, optionPlace } from './option-place.ts'
import { type CompletionLimits, PlaceFiller } from './place-filler.ts'
import { blockAt } from './query-blocks.ts'
import type { Script } from './script.ts'
import type { ScriptNames } from './script-names.ts'
import type { Completion, Suggestion } from './suggestion.ts'
import { WrittenScope } from './written-scope.ts'
import { standsIn, writtenStatement } from './written-statement.ts'

/** What may be written at a place of the script. */
export function complete(
  script: Script,
  names: ScriptNames,
  offset: number,
  limits: CompletionLimits = {},
): Completion {
  const written = writtenStatement(script, offset)
  if (written === undefined) {
    const isInComment = script.tokens.some((token) => token.kind === 'comment' && standsIn(token, offset))
    const span = { start: wordBefore(script.tokens, offset)?.start ?? offset, end: offset }
    return { span, suggestions: isInComment ? [] : keywords(STATEMENT_WORDS) }
  }
  const { statement, inside, tokens } = written
  const word = wordBefore(tokens, written.offset)
  const until = word?.start ?? inside?.start ?? written.offset
  const before = tokens.filter(({ end, start }) => end <= until && start < until)
  const options = optionPlace(before, inside ?? word, written.offset, tokens)
  if (options !== undefined) return shifted(completeOption(options), statement.start)
  const isInText = inside !== undefined && inside.kind !== 'word' && inside.kind !== 'operator'
  const span = { start: word?.start ?? written.offset, end: written.offset }
  if (isInText && inside.mistake !== 'unterminated-identifier' && inside.kind !== 'quoted-identifier')
    return shifted({ span, suggestions: [] }, statement.start)
  const resolving = names.resolving(statement, [])
  const scope = new WrittenScope(statement.text, tokens, written.end, resolving)
  const block = blockAt(scope.blocks, written.offset)
  const filler = new PlaceFiller({ written, before, resolving, scope, block, limits })
  return shifted({ span, suggestions: filler.at(completionPlace(before, block)) }, statement.start)
}

const shifted = ({ span, suggestions }: Completion, by: number): Completion => ({
  span: { start: span.start + by, end: span.end + by },
  suggestions,
})

const wordBefore = (tokens: readonly Token[], offset: number): Token | undefined =>
  tokens.find(
    ({ kind, start, end, mistake }) =>
      start < offset &&
      offset <= end &&
      (kind === 'word' || kind === 'quoted-identifier' || mistake === 'unterminated-identifier'),
  )

function completeOption(place: OptionPlace): Completion {
  const { span, isQuoted, options, given, key, withValue } = place
  const quote = (text: string): string => (isQuoted ? text : `'${text}'`)
  if (place.kind === 'value') {
    const option = options.find((each) => each.key === key)
    const values = option?.values ?? []
    return { span, suggestions: values.map((label) => ({ kind: 'value', label, insert: quote(label) })) }
  }
  const left = options.filter((option) => !given.has(option.key) || isQuoted)
  const suggestions = left.map(
    ({ key: label, takes, summary }): Suggestion => ({
      kind: 'option',
      label,
      insert: withValue && !isQuoted ? `'${label}' = '$0'` : quote(label),
      detail: takes,
      documentation: summary,
    }),
  )
  return { span, suggestions }
}
