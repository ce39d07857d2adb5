import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/random.ts'
import type { Row } from '../../row.ts'
import { columnOf, rowOf } from '../testing-kit/changelog.ts'
import { CompositeKeyIndex } from './composite-key-index.ts'

const columns = [0, 1].map((i) => (row: Row) => columnOf<string>(row, i))
const createIndex = () => new CompositeKeyIndex([columns, [...columns].reverse()])

describe('CompositeKeyIndex', () => {
  it('gives equal keys one number and others another', () => {
    const index = createIndex()
    const first = index.of(0, rowOf(['a', 1]))
    expect(index.of(0, rowOf(['a', 1]))).toBe(first)
    expect(index.of(0, rowOf(['a', 2]))).not.toBe(first)
    expect(index.of(0, rowOf([null, 1]))).not.toBe(first)
  })

  it('reads the key of each input by its own columns', () => {
    const index = createIndex()
    expect(index.of(1, rowOf([1, 'a']))).toBe(index.of(0, rowOf(['a', 1])))
  })

  it('tells numbers of every size and NULL apart', () => {
    const index = createIndex()
    const values = [0, 1, -1, -2, 2 ** 30 - 1, 2 ** 30, 2 ** 31, 2 ** 40, 2n ** 60n, '0', null]
    const rows = values.flatMap((a) => values.map((b) => [a, b] as const))
    const keys = rows.map((row) => index.of(0, rowOf(row)))
    expect(new Set(keys).size).toBe(rows.length)
    expect(rows.map((row) => index.of(0, rowOf(row)))).toEqual(keys)
    expect(keys.map((key) => index.values(key))).toEqual(rows)
    for (const key of keys) index.release(key)
    expect(index.size).toBe(0)
  })

  it('finds every live key among many that come and go', () => {
    const index = createIndex()
    const random = createRandom(7)
    const live = new Map<string, number>()
    for (let i = 0; i < 3_000; i++) {
      const values = [`k${Math.floor(random() * 40)}`, Math.floor(random() * 60)]
      const name = values.join()
      const key = index.of(0, rowOf(values))
      const known = live.get(name)
      if (known !== undefined) expect(key).toBe(known)
      else expect([...live.values()]).not.toContain(key)
      live.set(name, key)
      expect(index.values(key)).toEqual(values)
      if (random() < 0.6) {
        index.release(key)
        live.delete(name)
      }
      expect(index.size).toBe(live.size)
    }
  })
})
