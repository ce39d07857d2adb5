import type { MessageParams } from './messages.ts'

/** A message as it was written down: its text, and the same with blanks, by which its translation is found. */
export interface Wording {
  readonly text: string
  readonly template: string
  readonly params: MessageParams
}

/** `` say`Table '${name}' not found` ``: the blanks are numbered from 0. */
export function say(words: TemplateStringsArray, ...values: readonly (string | number)[]): Wording {
  const texts = values.map(String)
  const fill = (blank: (index: number) => string): string =>
    words.map((word, index) => (index === 0 ? word : blank(index - 1) + word)).join('')
  return {
    text: fill((index) => texts[index] ?? ''),
    template: fill((index) => `{${index}}`),
    params: Object.fromEntries(texts.map((text, index) => [String(index), text])),
  }
}

/** The same with what was probably meant; the translation of `template` gets the same end. */
export function suggesting(words: Wording, near: string): Wording {
  return { ...words, text: `${words.text}; did you mean '${near}'?`, params: { ...words.params, near } }
}
