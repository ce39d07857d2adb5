/** A word as it is written somewhere, with its key. */
interface Word {
  readonly text: string
  readonly key: string
}

/**
 * The words of a text that were met last. A text says the same words again and again: those it holds are found by
 * their characters, so that no string is made for them another time.
 */
export class WordTable {
  readonly #text: string
  /** One word a place; another word that belongs there takes it over. */
  readonly #words: (Word | undefined)[]

  constructor(text: string) {
    this.#text = text
    this.#words = new Array<Word | undefined>(placesFor(text.length)).fill(undefined)
  }

  /** The word from `start` to `end`; `hash` is a number that follows from its characters. */
  find(start: number, end: number, hash: number): Word {
    const text = this.#text
    const place = hash & (this.#words.length - 1)
    const known = this.#words[place]
    if (known !== undefined && known.text.length === end - start && text.startsWith(known.text, start)) return known
    const written = text.slice(start, end)
    const word = { text: written, key: interned(written.toUpperCase()) }
    this.#words[place] = word
    return word
  }
}

/** A power of two: few for a statement, enough for a long script. */
const placesFor = (length: number): number => (length < 4_000 ? 64 : length < 100_000 ? 512 : 4096)

/** The same text as the engine keeps it for names of properties: such texts are compared by their addresses alone. */
const interned = (text: string): string => Object.keys({ [text]: true })[0] ?? text
