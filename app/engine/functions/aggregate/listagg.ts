import { isCharacter } from '../../../types/type-family.ts'
import type { Value } from '../../../types/value.ts'
import type { AggregateImplementation } from '../declaration.ts'
import { refuse, refuseTypes } from '../define.ts'
import { defineAggregate, wrongCount } from './define-aggregate.ts'

const DEFAULT_DELIMITER = ','

interface Joined {
  text: string | null
  /** Of the last row: it is the same literal in all of them. */
  delimiter: string
}
interface Listed {
  readonly texts: string[]
  delimiter: string
}

const delimiterOf = (value: Value | undefined): string => (typeof value === 'string' ? value : DEFAULT_DELIMITER)

const ofInserts: AggregateImplementation<Joined> = {
  skipsNulls: true,
  create: () => ({ text: null, delimiter: DEFAULT_DELIMITER }),
  accumulate: (state, value, delimiter) => {
    state.delimiter = delimiterOf(delimiter)
    state.text = state.text === null ? String(value) : `${state.text}${state.delimiter}${value}`
  },
  merge: (into, from) => {
    if (from.text === null) return
    into.delimiter = from.delimiter
    into.text = into.text === null ? from.text : `${into.text}${into.delimiter}${from.text}`
  },
  value: (state) => state.text,
}

const withRetract: AggregateImplementation<Listed> = {
  skipsNulls: true,
  create: () => ({ texts: [], delimiter: DEFAULT_DELIMITER }),
  accumulate: (state, value, delimiter) => {
    state.delimiter = delimiterOf(delimiter)
    state.texts.push(String(value))
  },
  retract: (state, value) => {
    const index = state.texts.indexOf(String(value))
    if (index >= 0) state.texts.splice(index, 1)
  },
  merge: (into, from) => {
    into.delimiter = from.delimiter
    into.texts.push(...from.texts)
  },
  value: (state) => (state.texts.length === 0 ? null : state.texts.join(state.delimiter)),
}

export const listagg = defineAggregate({
  name: 'LISTAGG',
  docs: [
    'LISTAGG([DISTINCT] text [, separator])',
    "LISTAGG(name, ', ')",
    'The texts in order of arrival, joined by a separator (a comma).',
    '按到达顺序用分隔符（默认逗号）连接文本。',
  ],
  infer: (args) => {
    const [text, separator] = args
    if (!text || args.length > 2) return wrongCount('LISTAGG', 2)
    if (!isCharacter(text.type) || (separator && !isCharacter(separator.type))) return refuseTypes('LISTAGG', args)
    if (separator && !separator.constant) return refuse("Argument to function 'LISTAGG' must be a literal")
    return { ok: true, type: text.type }
  },
  implement: ({ retracts }) => (retracts ? withRetract : ofInserts) as AggregateImplementation,
})
