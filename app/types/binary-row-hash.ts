import { finishHash, mixWord } from './java-hash.ts'
import type { LogicalType } from './logical-type.ts'
import { nanosOfMilli, timestampMillis } from './timestamp.ts'
import { utf8Bytes } from './utf8.ts'
import type { Hybrid, Value } from './value.ts'

// The hash of Flink's BinaryRowData: a header, NULL bits, eight bytes a field, then what does not fit into them.

const WORD = 8
const INLINE = 7
const WIDE_DECIMAL = 16
const COMPACT_DIGITS = 18

/** Undefined where a type's binary form is not known. */
export function binaryRowHash(types: readonly LogicalType[]): ((values: readonly Value[]) => number) | undefined {
  if (!types.every(isKnown)) return undefined
  const row = new RowBytes(types.length)
  return (values) => {
    row.clear()
    for (let i = 0; i < types.length; i++) row.write(i, types[i] as LogicalType, values[i] ?? null)
    return row.hash()
  }
}

function isKnown({ kind }: LogicalType): boolean {
  return !['ARRAY', 'MAP', 'MULTISET', 'ROW', 'STRUCTURED', 'RAW', 'VARIANT', 'NULL'].includes(kind)
}

/** One row's bytes at a time, in room that all rows share. */
class RowBytes {
  readonly #nullBytes: number
  readonly #fixed: number
  #bytes: Uint8Array
  #view: DataView
  #cursor: number

  constructor(width: number) {
    this.#nullBytes = Math.floor((width + 63 + 8) / 64) * WORD
    this.#fixed = this.#nullBytes + width * WORD
    this.#bytes = new Uint8Array(2 * this.#fixed)
    this.#view = new DataView(this.#bytes.buffer)
    this.#cursor = this.#fixed
  }

  clear(): void {
    this.#bytes.fill(0, 0, this.#fixed)
    this.#cursor = this.#fixed
  }

  hash(): number {
    let hash = 42
    for (let i = 0; i < this.#cursor; i += 4) hash = mixWord(hash, this.#view.getInt32(i, true))
    return finishHash(hash, this.#cursor)
  }

  write(field: number, type: LogicalType, value: Value): void {
    const at = this.#nullBytes + field * WORD
    if (value === null) this.#setNull(field)
    switch (type.kind) {
      case 'CHAR':
      case 'VARCHAR':
        if (value !== null) this.#text(at, value as string)
        return
      case 'BINARY':
      case 'VARBINARY':
        if (value !== null) this.#binary(at, value as Uint8Array)
        return
      case 'DECIMAL':
        if (type.precision > COMPACT_DIGITS) this.#wideDecimal(at, value as Hybrid | null)
        else if (value !== null) this.#long(at, value as Hybrid)
        return
      case 'TIMESTAMP':
      case 'TIMESTAMP_LTZ':
        this.#timestamp(at, type.precision, value as Hybrid | null)
        return
      default:
        if (value !== null) this.#number(at, type, value)
    }
  }

  #number(at: number, type: LogicalType, value: Value): void {
    switch (type.kind) {
      case 'BOOLEAN':
        this.#view.setUint8(at, value === true ? 1 : 0)
        return
      case 'TINYINT':
        this.#view.setInt8(at, value as number)
        return
      case 'SMALLINT':
        this.#view.setInt16(at, value as number, true)
        return
      case 'FLOAT':
        this.#view.setFloat32(at, value as number, true)
        return
      case 'DOUBLE':
        this.#view.setFloat64(at, value as number, true)
        return
      case 'BIGINT':
      case 'INTERVAL_DAY_SECOND':
        this.#long(at, value as Hybrid)
        return
      default:
        this.#view.setInt32(at, value as number, true)
    }
  }

  #setNull(field: number): void {
    const bit = field + 8
    this.#view.setUint8(bit >> 3, this.#view.getUint8(bit >> 3) | (1 << (bit & 7)))
  }

  #long(at: number, value: Hybrid): void {
    if (typeof value === 'bigint') {
      this.#view.setBigInt64(at, value, true)
      return
    }
    this.#view.setInt32(at, value | 0, true)
    this.#view.setInt32(at + 4, Math.floor(value / 2 ** 32), true)
  }

  /** Most texts are ASCII: their bytes are their codes. */
  #text(at: number, text: string): void {
    const { length } = text
    const isInline = length <= INLINE
    const start = isInline ? at : this.#grow(length)
    const bytes = this.#bytes
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i)
      if (code < 0x80) {
        bytes[start + i] = code
        continue
      }
      if (isInline) bytes.fill(0, at, at + WORD)
      else this.#cursor = start
      this.#binary(at, utf8Bytes(text))
      return
    }
    if (isInline) bytes[at + INLINE] = length | 0x80
    else this.#place(at, start, length)
  }

  /** Short ones stand in the field itself, with their length in its last byte. */
  #binary(at: number, bytes: Uint8Array): void {
    if (bytes.length > INLINE) {
      const start = this.#grow(bytes.length)
      this.#bytes.set(bytes, start)
      this.#place(at, start, bytes.length)
      return
    }
    this.#bytes.set(bytes, at)
    this.#bytes[at + INLINE] = bytes.length | 0x80
  }

  /** Room for it is kept even where it is NULL. */
  #wideDecimal(at: number, value: Hybrid | null): void {
    const start = this.#grow(WIDE_DECIMAL)
    const bytes = value === null ? new Uint8Array() : bigEndian(BigInt(value))
    this.#bytes.set(bytes, start)
    this.#place(at, start, bytes.length)
  }

  #timestamp(at: number, precision: number, value: Hybrid | null): void {
    if (precision <= 3) {
      if (value !== null) this.#long(at, timestampMillis(value, precision))
      return
    }
    const start = this.#grow(WORD)
    if (value !== null) this.#long(start, timestampMillis(value, precision))
    this.#place(at, start, value === null ? 0 : nanosOfMilli(value, precision))
  }

  #place(at: number, start: number, size: number): void {
    this.#view.setInt32(at, size, true)
    this.#view.setInt32(at + 4, start, true)
  }

  /** Whole words, all zero. */
  #grow(size: number): number {
    const start = this.#cursor
    const end = start + Math.ceil(size / WORD) * WORD
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(2 * end)
      larger.set(this.#bytes.subarray(0, start))
      this.#bytes = larger
      this.#view = new DataView(larger.buffer)
    }
    this.#bytes.fill(0, start, end)
    this.#cursor = end
    return start
  }
}

/** Two's complement, the shortest form that keeps the sign. */
function bigEndian(value: bigint): Uint8Array {
  let size = 1
  while (BigInt.asIntN(8 * size, value) !== value) size++
  return Uint8Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * (size - 1 - i))) & 0xffn))
}
