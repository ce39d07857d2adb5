import type { Value } from '../../../types/value.ts'
import type { Getter } from '../../row.ts'
import { CompositeKeyIndex } from './composite-key-index.ts'
import { type KeyIndex, type Primitive, type PrimitiveReader, singleGroup } from './key-index.ts'
import { SingleKeyIndex } from './single-key-index.ts'

/** How to read a key from a row: column by column, the form in which its values can be compared, and both in one. */
export interface KeyReader {
  readonly columns: readonly Getter<Value>[]
  readonly canonical: readonly ((value: Value) => Primitive)[]
  readonly primitives: readonly PrimitiveReader[]
}

/** The index of an operator's keys, given the key of each of its inputs. */
export function createKeyIndex(keys: readonly KeyReader[]): KeyIndex {
  const inputs = keys.map((key) => key.primitives)
  const width = inputs[0]?.length ?? 0
  if (width === 0) return singleGroup
  if (width === 1) return new SingleKeyIndex(inputs.map(([reader]) => reader as PrimitiveReader))
  return new CompositeKeyIndex(inputs)
}
