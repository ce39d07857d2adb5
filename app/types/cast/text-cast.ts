import { type BinaryType, type CharType, type LogicalType, MAX_LENGTH, type VarCharType } from '../logical-type.ts'
import { isBinary, isCharacter } from '../type-family.ts'
import { replaceLoneSurrogates, utf8Bytes } from '../utf8.ts'
import type { Value } from '../value.ts'
import { textFunction } from '../value-text.ts'
import type { Cast } from './cast-function.ts'

/** To CHAR(n), which cuts and pads, and VARCHAR(n), which cuts; characters are code points, those of bytes Java's. */
export function toTextCast(from: LogicalType, to: CharType | VarCharType, zone: string): Cast | undefined {
  const text = isCharacter(from) ? undefined : textFunction(from, zone)
  const { length } = to
  if (isBinary(from) && text !== undefined && length !== MAX_LENGTH) {
    return (value) => {
      const cut = replaceLoneSurrogates(text(value).slice(0, length))
      return to.kind === 'CHAR' ? cut.padEnd(length) : cut
    }
  }
  if (to.kind === 'CHAR') return (value) => padText(cutText(text ? text(value) : (value as string), length), length)
  if (length === MAX_LENGTH || (isCharacter(from) && from.length <= length && from.kind === to.kind)) return text
  return (value) => cutText(text ? text(value) : (value as string), length)
}

export function cutText(text: string, length: number): string {
  if (text.length <= length) return text
  let end = 0
  for (const character of text) {
    if (length-- === 0) return text.slice(0, end)
    end += character.length
  }
  return text
}

function padText(text: string, length: number): string {
  let missing = length
  for (const _ of text) missing--
  return missing > 0 ? text + ' '.repeat(missing) : text
}

/** To BINARY(n), which cuts and pads with zeros, and VARBINARY(n), which cuts. */
export function toBinaryCast(from: LogicalType, to: BinaryType): Cast {
  const bytes = isBinary(from)
    ? (value: Exclude<Value, null>) => value as Uint8Array
    : (value: Exclude<Value, null>) => utf8Bytes(value as string)
  const { length } = to
  return (value) => {
    const all = bytes(value)
    if (all.length > length) return all.slice(0, length)
    if (to.kind === 'VARBINARY' || all.length === length) return all
    const padded = new Uint8Array(length)
    padded.set(all)
    return padded
  }
}
