import type { ScannedField } from './scanned-field.ts'

/** The place of a key that is the name of no field. */
export const STRANGE = -1
/** Longer than any text. */
const NOWHERE = 0x3fffffff
/** Keys of no field that are remembered. */
const MOST_STRANGERS = 256

/** A key, and which one comes behind it. */
export class Member {
  /** The position of its field, or `STRANGE`. */
  readonly place: number
  readonly field: ScannedField | undefined
  /** `"key":` as numbers of four characters, the last of which may overlap the one before. */
  readonly words: Uint32Array
  /** Of `"key":` in characters; `NOWHERE` where the text may have it in another form. */
  readonly length: number
  /** What followed last, and what did before it. */
  next: Member = this
  other: Member = this

  constructor(name: string, place: number, field?: ScannedField) {
    this.place = place
    this.field = field
    const text = PLAIN.test(name) ? `"${name}":` : ''
    this.words = wordsOf(text)
    this.length = text === '' ? NOWHERE : text.length
  }
}

/**
 * The keys of JSON objects in the order in which they are found. The lines of a file mostly have the same keys in the
 * same order, so behind each key there is a guess what comes next. A guess that is wrong costs a look-up, and the
 * next line is expected to be like this one.
 */
export class ObjectLayout {
  /** Stands before the first key. */
  readonly head = new Member('', STRANGE)
  /** An object without any of the fields. */
  readonly blank: readonly null[]
  readonly #members = new Map<string, Member>()
  readonly #stranger = new Member('', STRANGE)

  /** At first the fields are expected as they are declared. */
  constructor(fields: readonly ScannedField[]) {
    this.blank = fields.map(() => null)
    let last = this.head
    for (const [place, field] of fields.entries()) {
      last.next = new Member(field.name, place, field)
      last = last.next
      this.#members.set(field.name, last)
    }
  }

  /** The member of a key that was not expected there; from now on it is. */
  learn(before: Member, key: string): Member {
    const member = this.#members.get(key) ?? this.#addStranger(key)
    before.other = before.next
    before.next = member
    return member
  }

  #addStranger(key: string): Member {
    if (this.#members.size - this.blank.length >= MOST_STRANGERS) return this.#stranger
    // A copy, for a part of a text keeps the whole of it in memory.
    const name = JSON.parse(JSON.stringify(key)) as string
    const member = new Member(name, STRANGE)
    this.#members.set(name, member)
    return member
  }
}

/** Characters of ASCII that stand in JSON as they are. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7f]+$/

function wordsOf(text: string): Uint32Array {
  const starts = Array.from({ length: Math.ceil(text.length / 4) }, (_, i) => Math.min(i * 4, text.length - 4))
  return Uint32Array.from(starts, (start) =>
    [0, 1, 2, 3].reduce((word, i) => word + text.charCodeAt(start + i) * 2 ** (8 * i), 0),
  )
}
