import type { Span } from '../sql/span.ts'
import type { Token } from '../sql/token.ts'
import { type EnclosingBracket, enclosingBracket } from './enclosing-call.ts'
import { type OptionInfo, sessionOptions, tableOptions } from './options.ts'

/** A key or a value of an option that is being written, in quotes or still without. */
export interface OptionPlace {
  readonly kind: 'key' | 'value'
  /** What is replaced. */
  readonly span: Span
  readonly isQuoted: boolean
  readonly options: readonly OptionInfo[]
  /** The key whose value stands here. */
  readonly key?: string
  /** Keys that are there already. */
  readonly given: ReadonlyMap<string, string>
  /** What a new key brings with it. */
  readonly withValue: boolean
}

/** WITH ('key' = 'value') of a table and SET 'key' = 'value'. `before`: tokens up to the place. */
export function optionPlace(
  before: readonly Token[],
  inside: Token | undefined,
  offset: number,
  all: readonly Token[],
): OptionPlace | undefined {
  const text = inside?.kind === 'string' || inside?.mistake === 'unterminated-string' ? inside : undefined
  if (inside !== undefined && text === undefined && inside.kind !== 'word') return undefined
  const bracket = enclosingBracket(before)
  const isTable = bracket?.opener?.key === 'WITH' && isOptionList(bracket, all)
  const isSetting = before[0]?.key === 'SET' || before[0]?.key === 'RESET'
  if (!isTable && !isSetting) return undefined
  const last = before.at(-1)?.key ?? ''
  const isValue = last === '='
  if (!isValue && last !== '(' && last !== ',' && last !== 'SET' && last !== 'RESET') return undefined
  const given = givenOptions(isTable ? tokensOf(bracket, all) : before)
  const options = isTable ? tableOptions(given) : sessionOptions()
  const key = isValue ? before.at(-2)?.value : undefined
  const isClosed = text !== undefined && text.mistake === undefined
  const span =
    text === undefined
      ? { start: inside?.start ?? offset, end: offset }
      : { start: text.start + 1, end: isClosed ? text.end - 1 : offset }
  const hasValue = all.find(({ start }) => start >= (text?.end ?? offset))?.key === '='
  const withValue = !isValue && !hasValue && before[0]?.key !== 'RESET'
  return {
    kind: isValue ? 'value' : 'key',
    span,
    isQuoted: text !== undefined,
    options,
    given,
    withValue,
    ...(key === undefined ? {} : { key }),
  }
}

/** Not WITH name AS ( … ). */
function isOptionList({ bracket }: EnclosingBracket, all: readonly Token[]): boolean {
  const next = all.find(({ start }) => start >= bracket.end)
  return (
    next === undefined ||
    next.key === ')' ||
    next.key === ',' ||
    (!next.key.startsWith('SELECT') && next.kind !== 'operator')
  )
}

/** Everything in the brackets, also behind the place. */
function tokensOf({ bracket }: EnclosingBracket, all: readonly Token[]): readonly Token[] {
  const from = all.indexOf(bracket) + 1
  const to = all.findIndex(({ key }, at) => at >= from && key === ')')
  return all.slice(from, to < 0 ? undefined : to)
}

function givenOptions(tokens: readonly Token[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>()
  for (const [at, { key }] of tokens.entries()) {
    const [option, value] = [tokens[at - 1], tokens[at + 1]]
    if (key === '=' && option?.kind === 'string' && value?.kind === 'string') given.set(option.value, value.value)
  }
  return given
}
