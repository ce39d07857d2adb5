import { describe, expect, it } from 'vitest'
import { TimeTable } from './time-table.ts'

describe('TimeTable', () => {
  it('finds what was added and not deleted, as a Map does', () => {
    const table = new TimeTable<string>()
    const map = new Map<number, string>()
    let seed = 7
    for (let i = 0; i < 5000; i++) {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0
      const time = 1.7e12 + (seed % 300) * 1000
      if (map.has(time)) {
        table.delete(time)
        map.delete(time)
      } else {
        table.add(time, `${i}`)
        map.set(time, `${i}`)
      }
      expect(table.get(time)).toBe(map.get(time))
    }
    for (let i = 0; i < 300; i++) expect(table.get(1.7e12 + i * 1000)).toBe(map.get(1.7e12 + i * 1000))
  })

  it('tells times apart that are 2^32 milliseconds apart, and the ends of time', () => {
    const table = new TimeTable<number>()
    const times = [5, 5 + 2 ** 32, -5, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]
    for (const [i, time] of times.entries()) table.add(time, i)
    expect(times.map((time) => table.get(time))).toEqual([0, 1, 2, 3, 4])
    table.delete(5)
    expect(times.map((time) => table.get(time))).toEqual([undefined, 1, 2, 3, 4])
  })
})
