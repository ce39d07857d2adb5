import type { Hint } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { NONE } from './draft.ts'

type HintOption = Hint['options'][number]

/** The hints of a query or a table, NAME(option, 'key' = 'value'), .. in a comment that begins with a plus sign, behind SELECT or behind a table. */
export function parseHints(c: Cursor): readonly Hint[] {
  if (!c.take('/*+')) return NONE
  const hints = [parseHint(c)]
  while (c.take(',')) hints.push(parseHint(c))
  c.expect('*/')
  return hints
}

function parseHint(c: Cursor): Hint {
  const start = c.start
  const name = c.identifier('a hint')
  const options: HintOption[] = []
  if (c.take('(')) {
    if (!c.at(')')) options.push(...parseHintOptions(c, name.name))
    c.expect(')')
  }
  return { name, options, span: c.from(start) }
}

/** All with values, all names, or all texts. */
function parseHintOptions(c: Cursor, hint: string): HintOption[] {
  const kind = c.token.kind === 'word' || c.token.kind === 'quoted-identifier' ? 'name' : 'text'
  const first = parseHintOption(c, hint)
  const options = [first]
  while (c.take(',')) {
    const token = c.token
    const named = token.kind === 'word' || token.kind === 'quoted-identifier'
    const option = parseHintOption(c, hint)
    const mixed = first.value === undefined ? named !== (kind === 'name') : false
    if (mixed || (option.value === undefined) !== (first.value === undefined))
      c.refuse('parse.mixed-hint', { hint }, token)
    options.push(option)
  }
  return options
}

function parseHintOption(c: Cursor, hint: string): HintOption {
  const token = c.token
  const key = token.kind === 'string' || token.kind === 'number' ? c.advance().value : c.identifier('an option').name
  if (c.take('=')) return { key, value: c.string() }
  if (hint.toUpperCase() === 'OPTIONS') c.refuse('parse.empty-hint-option', { hint }, token)
  return { key }
}
