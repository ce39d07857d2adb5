import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../base/random.ts'
import { NumberPool } from './number-pool.ts'

const takeAll = (pool: NumberPool, count: number) => Array.from({ length: count }, () => pool.take())

describe('NumberPool', () => {
  it('counts from 0', () => {
    expect(takeAll(new NumberPool(), 4)).toEqual([0, 1, 2, 3])
  })

  it('gives out in rising order what came back in any order', () => {
    const pool = new NumberPool()
    takeAll(pool, 70)
    for (const number of [69, 3, 64, 31, 32, 40, 12]) pool.giveBack(number)
    expect(takeAll(pool, 3)).toEqual([3, 12, 31])
  })

  it('takes a new number rather than look for one of few', () => {
    const pool = new NumberPool()
    takeAll(pool, 1000)
    pool.giveBack(500)
    expect(pool.take()).toBe(1000)
  })

  it('never has a number out twice, and grows by a sixteenth at most', () => {
    const pool = new NumberPool()
    const random = createRandom(7)
    const out: number[] = []
    let most = 0
    let highest = 0
    for (let i = 0; i < 20_000; i++) {
      if (random() < 0.45 && out.length > 0) {
        const [gone] = out.splice(Math.floor(random() * out.length), 1)
        pool.giveBack(gone as number)
      } else {
        const number = pool.take()
        expect(out).not.toContain(number)
        out.push(number)
        highest = Math.max(highest, number)
      }
      most = Math.max(most, out.length)
    }
    expect(highest).toBeLessThan(most * (16 / 15) + 2)
  })
})
