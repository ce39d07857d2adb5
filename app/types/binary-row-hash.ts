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
  const nullBytes = Math.floor((types.length + 63 + 8) / 64) * WORD
  const fixed = nullBytes + types.length * WORD
  return (values) => {
    const row = new RowBytes(nullBytes, fixed)
    types.forEach((type, i) => {
      row.write(i, type, values[i] ?? null)
    })
    return row.hash()
  }
}

function isKnown({ kind }: LogicalType): boolean {
  return !['ARRAY', 'MAP', 'MULTISET', 'ROW', 'STRUCTURED', 'RAW', 'VARIANT', 'NULL'].includes(kind)
}

class RowBytes {
  readonly #nullBytes: number
  #view: DataView
  #cursor: number

  constructor(nullBytes: number, fixed: number) {
    this.#nullBytes = nullBytes
    this.#view = new DataView(new ArrayBuffer(fixed))
    this.#cursor = fixed
  }

  hash(): number {
    let hash = 42
    for (let i = 0; i < this.#view.byteLength; i += 4) hash = mixWord(hash, this.#view.getInt32(i, true))
    return finishHash(hash, this.#view.byteLength)
  }

  write(field: number, type: LogicalType, value: Value): void {
    const at = this.#nullBytes + field * WORD
    if (value === null) this.#setNull(field)
    switch (type.kind) {
      case 'CHAR':
      case 'VARCHAR':
        if (value !== null) this.#bytes(at, utf8Bytes(value as string))
        return
      case 'BINARY':
      case 'VARBINARY':
        if (value !== null) this.#bytes(at, value as Uint8Array)
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
    this.#view.setBigInt64(at, BigInt(value), true)
  }

  /** Short ones stand in the field itself, with their length in its last byte. */
  #bytes(at: number, bytes: Uint8Array): void {
    if (bytes.length > INLINE) {
      const start = this.#grow(Math.ceil(bytes.length / WORD) * WORD)
      this.#copy(bytes, start)
      this.#place(at, start, bytes.length)
      return
    }
    this.#copy(bytes, at)
    this.#view.setUint8(at + INLINE, bytes.length | 0x80)
  }

  /** Room for it is kept even where it is NULL. */
  #wideDecimal(at: number, value: Hybrid | null): void {
    const start = this.#grow(WIDE_DECIMAL)
    const bytes = value === null ? new Uint8Array() : bigEndian(BigInt(value))
    this.#copy(bytes, start)
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

  #copy(bytes: Uint8Array, start: number): void {
    bytes.forEach((byte, i) => {
      this.#view.setUint8(start + i, byte)
    })
  }

  #grow(size: number): number {
    const start = this.#cursor
    const larger = new Uint8Array(start + size)
    larger.set(new Uint8Array(this.#view.buffer))
    this.#view = new DataView(larger.buffer)
    this.#cursor += size
    return start
  }
}

/** Two's complement, the shortest form that keeps the sign. */
function bigEndian(value: bigint): Uint8Array {
  let size = 1
  while (BigInt.asIntN(8 * size, value) !== value) size++
  return Uint8Array.from({ length: size }, (_, i) => Number((value >> BigInt(8 * (size - 1 - i))) & 0xffn))
}
