import { failed, ok, type Result } from '../../base/result.ts'

/** A mistake in an imported file: `at` leads into it, e.g. `nodes[2].config.topic`. */
export interface ImportMistake {
  readonly file: string
  readonly at: string
  readonly message: string
}

class ReaderError extends Error {
  override readonly name = 'ReaderError'
  readonly mistake: ImportMistake
  constructor(mistake: ImportMistake) {
    super(mistake.message)
    this.mistake = mistake
  }
}

/**
 * Reads foreign JSON value by value: every step checks, and nothing unknown is passed on or copied
 * as a whole, so no key of it ever becomes a property of ours by accident.
 */
export class Reader {
  readonly #file: string
  readonly #at: string
  readonly #value: unknown

  private constructor(file: string, at: string, value: unknown) {
    this.#file = file
    this.#at = at
    this.#value = value
  }

  /** The outcome of reading all of a JSON text; the first mistake ends it. */
  static read<T>(file: string, text: string, read: (root: Reader) => T): Result<T, ImportMistake> {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (error) {
      return failed({ file, at: '', message: `Not JSON: ${error instanceof Error ? error.message : String(error)}` })
    }
    try {
      return ok(read(new Reader(file, '', value)))
    } catch (error) {
      if (error instanceof ReaderError) return failed(error.mistake)
      throw error
    }
  }

  fail(message: string): never {
    throw new ReaderError({ file: this.#file, at: this.#at, message })
  }

  /** The members of an object that may have these keys and no others. */
  object(keys: readonly string[]): { get(key: string): Reader; optional(key: string): Reader | undefined } {
    const value = this.#value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.fail('An object is expected')
    for (const key of Object.keys(value))
      if (!keys.includes(key)) this.fail(`There is no field ${JSON.stringify(key)} here`)
    const member = (key: string): unknown =>
      Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined
    const reader = (key: string): Reader =>
      new Reader(this.#file, this.#at === '' ? key : `${this.#at}.${key}`, member(key))
    return {
      get: reader,
      optional: (key) => (member(key) === undefined ? undefined : reader(key)),
    }
  }

  /** Only the named member, whatever else there is: to find out what kind of thing this is. */
  peek(key: string): Reader {
    const value = this.#value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.fail('An object is expected')
    const member = Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined
    return new Reader(this.#file, this.#at === '' ? key : `${this.#at}.${key}`, member)
  }

  list<T>(read: (item: Reader) => T): readonly T[] {
    if (!Array.isArray(this.#value)) return this.fail('A list is expected')
    return this.#value.map((item, index) => read(new Reader(this.#file, `${this.#at}[${index}]`, item)))
  }

  text(): string {
    return typeof this.#value === 'string' ? this.#value : this.fail('A text is expected')
  }

  textOrNull(): string | null {
    return this.#value === null ? null : this.text()
  }

  number(): number {
    return typeof this.#value === 'number' ? this.#value : this.fail('A number is expected')
  }

  flag(): boolean {
    return typeof this.#value === 'boolean' ? this.#value : this.fail('true or false is expected')
  }

  oneOf<const T extends string | number>(choices: readonly T[]): T {
    const found = choices.find((choice) => choice === this.#value)
    return found ?? this.fail(`One of ${choices.map((choice) => JSON.stringify(choice)).join(', ')} is expected`)
  }
}
