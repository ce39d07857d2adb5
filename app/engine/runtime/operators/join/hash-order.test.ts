import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import type { RowsState } from '../../operator.ts'
import { HashOrder } from './hash-order.ts'

const textOf = (each: Row): string => (each as unknown as { c0: string }).c0

/** A key's rows, numbered as they came. */
function rowsOf(texts: readonly string[]): RowsState {
  return {
    add: () => undefined,
    first: () => (texts.length === 0 ? -1 : 0),
    next: (number) => (number + 1 < texts.length ? number + 1 : -1),
    row: (number) => ({ c0: texts[number] }) as unknown as Row,
  }
}

describe('HashOrder', () => {
  // A HashMap of 16 buckets: the hash is the bucket as long as it is small.
  const hashes: Readonly<Record<string, number>> = { a: 5, b: 3, c: 5, d: 19 }
  const order = () =>
    new HashOrder({ hash: (each) => hashes[textOf(each)] ?? 0, equal: (a, b) => textOf(a) === textOf(b) })

  it('lists rows bucket by bucket, those of one bucket as they came', () => {
    const made = order()
    made.include(rowsOf(['a', 'c', 'b']))
    expect(made.sort([0, 1, 2])).toEqual([2, 0, 1])
  })

  it('keeps equal rows together, where the first of them stands', () => {
    const made = order()
    made.include(rowsOf(['a', 'c', 'a', 'b']))
    expect(made.sort([0, 1, 2, 3])).toEqual([3, 0, 2, 1])
  })

  it('finds the place of a row that came after all had been listed', () => {
    const texts = ['a', 'c']
    const made = order()
    made.include(rowsOf(texts))
    expect(made.sort([0, 1])).toEqual([0, 1])
    texts.push('b')
    made.include(rowsOf(texts))
    expect(made.sort([0, 1, 2])).toEqual([2, 0, 1])
    expect(made.sort([1, 2])).toEqual([2, 1])
  })

  it('goes by the size of the whole map, not of what is listed', () => {
    const texts = ['d', 'b']
    const made = order()
    made.include(rowsOf(texts))
    expect(made.sort([0, 1])).toEqual([0, 1])
    for (let i = 0; i < 12; i++) {
      ;(hashes as Record<string, number>)[`x${i}`] = 100 + i
      texts.push(`x${i}`)
    }
    made.include(rowsOf(texts))
    expect(made.sort([0, 1])).toEqual([1, 0])
  })
})
