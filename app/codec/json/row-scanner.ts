import type { RowField } from '../../types/logical-type.ts'
import type { Value } from '../../types/value.ts'
import type { DecodeOptions } from '../decode-options.ts'
import { CLOSE, COLON, COMMA, JsonLines, NO_PLACE, OPEN, QUOTE, SPACE } from './json-lines.ts'
import { type Member, ObjectLayout } from './object-layout.ts'
import { ScalarScanner } from './scalar-scanner.ts'
import { type ScannedField, scannedFields, type Wanted } from './scanned-field.ts'

/**
 * Reads rows straight out of a JSON text, without a tree in between. It knows only what data is mostly like, and
 * answers undefined for anything else (escaped keys, values of an unexpected kind, mistakes), which the general
 * reader then reads. Whatever it does answer is what that one would have.
 */
export class RowScanner {
  readonly #layout: ObjectLayout
  /** Every field has to be there. Only those that are in the order of the columns are read here. */
  readonly #needsAll: boolean
  readonly #lines = new JsonLines()
  readonly #scalars = new ScalarScanner(this.#lines)
  /** The place behind the key that was found last, and its colon. */
  #behindKey = 0

  constructor(fields: readonly RowField[], options: DecodeOptions, wanted?: readonly Wanted[]) {
    this.#layout = new ObjectLayout(scannedFields(fields, options, wanted))
    this.#needsAll = options.failOnMissing
  }

  /** The text of whole lines, and the same in UTF-8. */
  open(text: string, bytes: Uint8Array): void {
    this.#lines.open(text, bytes)
  }

  /** The row that fills the line from `start` to `end`. */
  row(start: number, end: number): readonly Value[] | undefined {
    const lines = this.#lines
    lines.end = end
    const at = this.#object(start, this.#layout, this.#needsAll)
    return at === end || (at >= 0 && lines.space(at) === end) ? (this.#scalars.value as readonly Value[]) : undefined
  }

  #object(start: number, layout: ObjectLayout, needsAll: boolean): number {
    const lines = this.#lines
    const { codes } = lines
    if (codes[start] !== OPEN) return NO_PLACE
    const values: Value[] = layout.blank.slice()
    let member = layout.head
    let expected = 0
    let at = start + 1
    for (;;) {
      if (codes[at] === SPACE) at = lines.space(at)
      if (lines.hasKey(member.next, at)) {
        member = member.next
        at += member.length
      } else {
        member = this.#otherKey(layout, member, at)
        if (member === layout.head) return NO_PLACE
        at = this.#behindKey
      }
      if (codes[at] === SPACE) at = lines.space(at)
      const { place, field } = member
      if (field === undefined) at = lines.value(at)
      else {
        if (needsAll && place !== expected) return NO_PLACE
        at = this.#value(at, field)
        values[place] = this.#scalars.value
        expected = place + 1
      }
      if (at < 0) return NO_PLACE
      let next = codes[at]
      if (next !== COMMA && next !== CLOSE) {
        at = lines.space(at)
        next = codes[at]
      }
      at++
      if (next === CLOSE) break
      if (next !== COMMA) return NO_PLACE
    }
    if (needsAll && expected < values.length) return NO_PLACE
    this.#scalars.value = values
    return at
  }

  /** The key that stands here, after another one than last time; the head of the layout where there is none. */
  #otherKey(layout: ObjectLayout, before: Member, start: number): Member {
    const lines = this.#lines
    const at = lines.space(start)
    if (at === start && lines.hasKey(before.other, at)) {
      this.#behindKey = at + before.other.length
      return before.other
    }
    const end = lines.plainEnd(at + 1)
    const colon = lines.space(end + 1)
    if (lines.codes[at] !== QUOTE || lines.codes[end] !== QUOTE || lines.codes[colon] !== COLON) return layout.head
    this.#behindKey = colon + 1
    return lines.hasKey(before.next, at) ? before.next : layout.learn(before, lines.text.slice(at + 1, end))
  }

  #value(at: number, field: ScannedField): number {
    const scalars = this.#scalars
    if (this.#lines.codes[at] === 0x6e) {
      scalars.value = null
      return this.#lines.null(at)
    }
    const end = this.#usual(at, field)
    return end < 0 ? this.#unusual(at, field) : end
  }

  /** A value in the form that values of its type mostly have. */
  #usual(at: number, field: ScannedField): number {
    switch (field.form) {
      case 'whole':
        return this.#scalars.whole(at, field.most)
      case 'text':
        return this.#scalars.text(at, field.wanted)
      case 'timestamp':
        return this.#scalars.timestamp(at, field.timestamp)
      case 'row':
        return this.#object(at, field.layout, false)
      case 'decimal':
        return this.#scalars.decimal(at, field.digits)
      case 'floating':
        return this.#scalars.floating(at, field.isSingle)
      case 'boolean':
        return this.#scalars.boolean(at)
      case 'other':
        return NO_PLACE
    }
  }

  /** Any value, read by itself in the general way. */
  #unusual(at: number, field: ScannedField): number {
    const end = this.#lines.value(at)
    if (end < 0) return NO_PLACE
    const value = field.decode(this.#lines.text.slice(at, end))
    if (value === undefined) return NO_PLACE
    this.#scalars.value = value
    return end
  }
}
