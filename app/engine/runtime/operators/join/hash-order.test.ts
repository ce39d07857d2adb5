import { describe, expect, it } from 'vitest'
import type { Row } from '../../../row.ts'
import { HashOrder } from './hash-order.ts'

const row = (text: string): Row => ({ c0: text }) as unknown as Row
const textOf = (each: Row): string => (each as unknown as { c0: string }).c0

describe('HashOrder', () => {
  // A HashMap of 16 buckets: the hash is the bucket as long as it is small.
  const hashes: Readonly<Record<string, number>> = { a: 5, b: 3, c: 5, d: 19 }
  const order = () =>
    new HashOrder({ hash: (each) => hashes[textOf(each)] ?? 0, equal: (a, b) => textOf(a) === textOf(b) })

  it('lists rows bucket by bucket, those of one bucket as they came', () => {
    const rows = ['a', 'c', 'b'].map(row)
    const made = order()
    made.include(rows)
    expect(made.sort(rows).map(textOf)).toEqual(['b', 'a', 'c'])
  })

  it('keeps equal rows together, where the first of them stands', () => {
    const rows = ['a', 'c', 'a', 'b'].map(row)
    const made = order()
    made.include(rows)
    expect(made.sort(rows).map(textOf)).toEqual(['b', 'a', 'a', 'c'])
  })

  it('finds the place of a row that came after all had been listed', () => {
    const rows = ['a', 'c'].map(row)
    const made = order()
    made.include(rows)
    expect(made.sort(rows).map(textOf)).toEqual(['a', 'c'])
    rows.push(row('b'))
    made.include(rows)
    expect(made.sort(rows).map(textOf)).toEqual(['b', 'a', 'c'])
    expect(made.sort(rows.slice(1)).map(textOf)).toEqual(['b', 'c'])
  })

  it('goes by the size of the whole map, not of what is listed', () => {
    const [b, d] = [row('b'), row('d')]
    const made = order()
    made.include([d, b])
    expect(made.sort([d, b]).map(textOf)).toEqual(['d', 'b'])
    const more = Array.from({ length: 12 }, (_, i) => row(`x${i}`))
    for (const [i, each] of more.entries()) (hashes as Record<string, number>)[textOf(each)] = 100 + i
    made.include([d, b, ...more])
    expect(made.sort([d, b]).map(textOf)).toEqual(['b', 'd'])
  })
})
