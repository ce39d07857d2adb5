import { describe, expect, it } from 'vitest'
import { binaryRowHash } from './binary-row-hash.ts'
import type { LogicalType } from './logical-type.ts'
import { utf8Bytes } from './utf8.ts'
import type { Value } from './value.ts'

const TEXT: LogicalType = { kind: 'VARCHAR', length: 100, nullable: true }
const BYTES: LogicalType = { kind: 'VARBINARY', length: 100, nullable: true }
const LONG: LogicalType = { kind: 'BIGINT', nullable: true }

const hashOf = (types: readonly LogicalType[], values: readonly Value[]) => binaryRowHash(types)?.(values)

describe('binaryRowHash', () => {
  it.each(['', 'seven77', 'eight888', 'übrig', 'a€', 'long enough for words of its own', 'näher am Ende steht es: ü'])(
    'takes a text for its UTF-8 bytes: %s',
    (text) => {
      expect(hashOf([LONG, TEXT, LONG], [1, text, 2])).toBe(hashOf([LONG, BYTES, LONG], [1, utf8Bytes(text), 2]))
    },
  )

  it('takes a whole number for the same eight bytes, as a number and as a bigint', () => {
    for (const n of [0, 1, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 52 + 7, -(2 ** 53) + 1]) {
      expect(hashOf([LONG], [n])).toBe(hashOf([LONG], [BigInt(n)]))
    }
  })

  it('knows nothing of the row before', () => {
    const hash = binaryRowHash([TEXT, LONG, TEXT])
    const row = ['x', 5, 'a text of some length'] as const
    const alone = hash?.(row)
    hash?.(['another text, longer than the one that comes', null, 'ü and more of it'])
    expect(hash?.(row)).toBe(alone)
  })
})
